import { html, Html, list, raw } from './html';
import { lostByMerging, remedyText } from './merge-text';
import { bytesText, changeText, decimal, significant } from './number-text';
import { PartFigures, ReportFigures } from './report-figures';
import { picture } from './report-picture';
import { FigureBand } from './sizing-figures';
import { Problem } from '../../../validation';

/** How many rows a table of the page has: more, nobody reads; JSON has all. */
const SHOWN = 100;

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --before: #9aa4af; --after: #0969da; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9198a1; --line: #30363d; --before: #656c76; --after: #4493f8; --bad: #ff7b72; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } .soft { color: var(--soft); } .bad { color: var(--bad); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: normal; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.before { fill: var(--before); } .after { fill: var(--after); }`;

/** The report as one page that needs nothing else. Everything from outside is escaped, and there is no script in it. */
export function reportHtml(figures: ReportFigures, problems: readonly Problem[]): string {
  const { simulated, before, after, recommendations } = figures;
  const title = simulated ? `${decimal(before)} series before the policy, ${decimal(after)} after` : `${decimal(before)} series`;
  return `<!DOCTYPE html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${raw(STYLE)}</style></head><body>
<h1>${title}${simulated ? html` <span class="soft">${changeText(before, after)}</span>` : ''}</h1>
${list(problems, ({ path, what, why, fix }) => html`<p class="bad"><b>${path}: ${what}</b><br>why: ${why}<br>fix: ${fix}</p>`)}
${picture(figures)}
${metrics(figures)}${jobs(figures)}${labels(figures)}${simulated ? html`${parts(figures)}${merges(figures)}` : ''}${load(figures)}${budgets(figures)}
${recommendations.length === 0 ? '' : html`<h2>Recommendations</h2><ul>${list(recommendations, (text) => html`<li>${text}</li>`)}</ul>`}
</body></html>`.text}\n`;
}

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Numbers stand to the right. */
function table({ title, head, rows }: Table): Html {
  const cell = (text: string) => /^[\d,.]+$/.test(text) ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`;
  const isNumber = (column: number) => /^[\d,.]+$/.test(rows[0]![column] ?? '');
  return rows.length === 0 ? html`` : html`<h2>${title}</h2><div class="scroll"><table>
<tr>${list(head, (text, column) => isNumber(column) ? html`<th class="number">${text}</th>` : html`<th>${text}</th>`)}</tr>
${list(rows.slice(0, SHOWN), (row) => html`<tr>${list(row, cell)}</tr>\n`)}</table></div>${rows.length > SHOWN ? html`<p class="soft">and ${decimal(rows.length - SHOWN)} more</p>` : ''}`;
}

function metrics({ simulated, metrics: all }: ReportFigures): Html {
  return table({
    title: 'Metrics',
    head: ['metric', 'kind', ...simulated ? ['before', 'after', 'by'] : ['series']],
    rows: all.map(({ metric, kind, before, after, parts: by }) => [metric, kind, decimal(before), ...simulated ? [decimal(after), by.map(savingText).join(', ')] : []]),
  });
}

function savingText({ part, dropped, merged }: PartFigures): string {
  return `${part} (${[...dropped > 0 ? [`${decimal(dropped)} dropped`] : [], ...merged > 0 ? [`${decimal(merged)} merged`] : []].join(', ')})`;
}

function jobs({ simulated, jobs: all }: ReportFigures): Html {
  return table({
    title: 'Jobs',
    head: ['job', 'targets', ...simulated ? ['before', 'after'] : ['series']],
    rows: all.map(({ job, targets, before, after }) => [job || '(none)', decimal(targets), decimal(before), ...simulated ? [decimal(after)] : []]),
  });
}

function labels({ simulated, labels: all }: ReportFigures): Html {
  return table({
    title: 'Labels, and how many series fewer there would be without each',
    head: ['label', 'values', 'series', 'adds', ...simulated ? ['values after', 'adds after'] : []],
    rows: all.map(({ label, values, series, adds, valuesAfter, addsAfter }) =>
      [label, ...[values, series, adds, ...simulated ? [valuesAfter, addsAfter] : []].map(decimal)]),
  });
}

function parts({ parts: all }: ReportFigures): Html {
  return table({ title: 'Saved by', head: ['part', 'dropped', 'merged'], rows: all.map(({ part, dropped, merged }) => [part, decimal(dropped), decimal(merged)]) });
}

function merges({ merges: all }: ReportFigures): Html {
  return table({
    title: `Merges: rules on the scrape path would lose ${decimal(lostByMerging(all))} series without a word`,
    head: ['metric', 'kind', 'part', 'series', 'left', ''],
    rows: all.map((merge) => [merge.metric, merge.kind, merge.part, decimal(merge.series), decimal(merge.left), remedyText(merge)]),
  });
}

function load({ simulated, scrapeInterval, loadBefore, loadAfter }: ReportFigures): Html {
  const loads = simulated ? [loadBefore, loadAfter] : [loadBefore];
  const band = ({ low, typical, high }: FigureBand) => `${bytesText(low)} to ${bytesText(high)}, usually ${bytesText(typical)}`;
  return table({
    title: `Load, scraped every ${significant(scrapeInterval)} s`,
    head: ['', ...simulated ? ['before', 'after'] : ['']],
    rows: [
      ['samples/s', ...loads.map(({ samplesPerSecond }) => significant(samplesPerSecond))],
      ['memory of the head', ...loads.map(({ headBytes }) => band(headBytes))],
      ['object storage a day, raw', ...loads.map(({ storedBytesPerDay }) => band(storedBytesPerDay))],
    ],
  });
}

function budgets({ budgets: all }: ReportFigures): Html {
  return table({
    title: 'Budgets',
    head: ['of', 'budget', 'allowed', 'series', ''],
    rows: [...all].sort((one, other) => Number(one.kept) - Number(other.kept))
      .map(({ subject, budget, allowed, series, kept }) => [subject, budget, decimal(allowed), decimal(series), kept ? 'kept' : 'broken']),
  });
}
