import { lostByMerging, remedyText } from './merge-text';
import { bytesText, changeText, decimal, significant } from './number-text';
import { LoadFigures, PartFigures, ReportFigures } from './report-figures';
import { FigureBand } from './sizing-figures';

/** How many rows a table of the text shows: the rest is in JSON and HTML. */
const SHOWN = 10;

type Row = readonly string[];

/** The report for a terminal. */
export function reportText(figures: ReportFigures): string {
  const sections = [
    seriesSection(figures), jobSection(figures), labelSection(figures),
    ...figures.simulated ? [partSection(figures), mergeSection(figures)] : [],
    loadSection(figures), budgetSection(figures), adviceSection(figures),
  ];
  return `${sections.filter((section) => section.length > 0).map(aligned).join('\n\n')}\n`;
}

/** Control characters of names stay out of terminals. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Columns of one width. Those of numbers stand to the right, with what stands over them. */
function aligned(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map(visible));
  const tabular = cells.filter((row) => row.length > 1);
  const columns = Array.from({ length: Math.max(...cells.map((row) => row.length)) }, (_, column) => ({
    width: Math.max(0, ...tabular.map((row) => (row[column] ?? '').length)),
    isNumeric: column > 0 && cells.slice(1).every((row) => /^[\d,.]*$/.test(row[column] ?? '')),
  }));
  const pad = (cell: string, column: number) => columns[column]!.isNumeric ? cell.padStart(columns[column]!.width) : cell.padEnd(columns[column]!.width);
  return cells.map((row) => row.map(pad).join('   ').trimEnd()).join('\n');
}

function rest(total: number): Row[] {
  return total > SHOWN ? [[`  and ${decimal(total - SHOWN)} more`]] : [];
}

function seriesSection({ simulated, before, after, metrics }: ReportFigures): Row[] {
  const head = simulated ? ['series', 'before', 'after'] : ['series', 'series'];
  const counts = (one: number, other: number) => simulated ? [decimal(one), decimal(other)] : [decimal(one)];
  return [
    head,
    ['total', ...counts(before, after), ...simulated ? [changeText(before, after)] : []],
    ...metrics.slice(0, SHOWN).map((metric): Row => [
      `  ${metric.metric}`, ...counts(metric.before, metric.after), ...simulated ? [metric.parts.map(savingText).join(', ')] : [],
    ]),
    ...rest(metrics.length),
  ];
}

function savingText({ part, dropped, merged }: PartFigures): string {
  return `${part} (${[...dropped > 0 ? [decimal(dropped)] : [], ...merged > 0 ? [`${decimal(merged)} merged`] : []].join(', ')})`;
}

function jobSection({ simulated, jobs }: ReportFigures): Row[] {
  return [
    ['jobs', 'targets', ...simulated ? ['before', 'after'] : ['series']],
    ...jobs.slice(0, SHOWN).map(({ job, targets, before, after }): Row => [`  ${job || '(none)'}`, decimal(targets), decimal(before), ...simulated ? [decimal(after)] : []]),
    ...rest(jobs.length),
  ];
}

function labelSection({ labels }: ReportFigures): Row[] {
  return labels.length === 0 ? [] : [
    ['labels', 'values', 'series', 'adds'],
    ...labels.slice(0, SHOWN).map(({ label, values, series, adds }): Row => [`  ${label}`, decimal(values), decimal(series), decimal(adds)]),
    ...rest(labels.length),
  ];
}

function partSection({ parts }: ReportFigures): Row[] {
  return parts.length === 0 ? [] : [['saved by', 'dropped', 'merged'], ...parts.map(({ part, dropped, merged }): Row => [`  ${part}`, decimal(dropped), decimal(merged)])];
}

function mergeSection({ merges }: ReportFigures): Row[] {
  return [
    [merges.length === 0 ? 'merges: none, rules on the scrape path lose nothing' : `merges: rules on the scrape path would lose ${decimal(lostByMerging(merges))} series without a word`],
    ...merges.slice(0, SHOWN).map((merge): Row => [`  ${merge.metric} (${merge.kind})`, `${decimal(merge.series)} -> ${decimal(merge.left)}`, merge.part, remedyText(merge)]),
    ...rest(merges.length),
  ];
}

function loadSection({ simulated, scrapeInterval, loadBefore, loadAfter }: ReportFigures): Row[] {
  const both = (say: (load: LoadFigures) => string): string[] => simulated ? [say(loadBefore), say(loadAfter)] : [say(loadBefore)];
  const band = ({ low, high }: FigureBand) => `${bytesText(low)} to ${bytesText(high)}`;
  return [
    [`load, scraped every ${significant(scrapeInterval)} s`, ...simulated ? ['before', 'after'] : []],
    ['  samples/s', ...both(({ samplesPerSecond }) => significant(samplesPerSecond))],
    ['  memory of the head', ...both(({ headBytes }) => band(headBytes))],
    ['  object storage a day, raw', ...both(({ storedBytesPerDay }) => band(storedBytesPerDay))],
  ];
}

function budgetSection({ budgets }: ReportFigures): Row[] {
  const broken = budgets.filter(({ kept }) => !kept);
  return budgets.length === 0 ? [] : [
    [`budgets: ${decimal(budgets.length - broken.length)} of ${decimal(budgets.length)} kept`],
    ...broken.slice(0, SHOWN).map(({ budget, subject, allowed, series }): Row => [`  ${subject}`, decimal(series), `over ${budget} ${decimal(allowed)}`]),
    ...rest(broken.length),
  ];
}

function adviceSection({ recommendations }: ReportFigures): Row[] {
  return recommendations.length === 0 ? [] : [['recommendations'], ...recommendations.map((text): Row => [`  ${text}`])];
}
