import { html, Html, list } from './html';
import { decimal } from './number-text';
import { ReportFigures } from './report-figures';

const SHOWN = 12;
const ROW = 40;
const BAR = 14;
const NAMES = 330;
const WIDTH = 900;
const NUMBERS = 90;
const LONGEST_NAME = 44;

interface Bar {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** The largest metrics before and after, one bar each. */
export function picture({ simulated, metrics, before, after }: ReportFigures): Html {
  const shown = metrics.slice(0, SHOWN);
  const rest = metrics.slice(SHOWN);
  const sum = (of: 'before' | 'after') => rest.reduce((total, metric) => total + metric[of], 0);
  const bars: Bar[] = [
    ...shown.map((metric) => ({ name: metric.metric, before: metric.before, after: metric.after })),
    ...rest.length > 0 ? [{ name: `${decimal(rest.length)} other metrics`, before: sum('before'), after: sum('after') }] : [],
  ];
  const largest = Math.max(1, ...bars.map((each) => Math.max(each.before, each.after)));
  const height = bars.length * ROW;
  const label = simulated ? `series by metric: ${decimal(before)} before, ${decimal(after)} after` : `series by metric: ${decimal(before)}`;
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${String(WIDTH)} ${String(height)}" width="${String(WIDTH)}" height="${String(height)}">
${list(bars, (each, index) => row(each, index * ROW, largest, simulated))}</svg>`;
}

function row({ name, before, after }: Bar, top: number, largest: number, simulated: boolean): Html {
  const short = [...name].length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join('')}…` : name;
  return html`<g><title>${name}: ${decimal(before)}${simulated ? ` before, ${decimal(after)} after` : ''}</title>
<text x="0" y="${String(top + BAR + 6)}">${short}</text>${bar(before, top + 2, largest, 'before')}${simulated ? bar(after, top + BAR + 4, largest, 'after') : ''}</g>\n`;
}

function bar(series: number, top: number, largest: number, kind: 'before' | 'after'): Html {
  const width = series / largest * (WIDTH - NAMES - NUMBERS);
  return html`<rect class="${kind}" x="${String(NAMES)}" y="${String(top)}" width="${width.toFixed(1)}" height="${String(BAR)}"/>
<text x="${(NAMES + width + 6).toFixed(1)}" y="${String(top + BAR - 2)}">${decimal(series)}</text>`;
}
