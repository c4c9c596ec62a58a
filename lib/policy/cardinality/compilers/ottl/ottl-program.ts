import { Finding } from '../../../../validation';
import { anyOf, grouped } from '../../../patterns';
import { GaugeMerge } from '../../cardinality-policy-props';
import { ChangeLabels, DropSeries, KeepBuckets, LabelChange, PolicyStep, Selection } from '../../policy-plan';
import { Compiled } from '../compiled';
import { haveNoGauges, mergingChanges } from '../merging-series';
import { histogramParts } from './histogram-parts';
import { MARKER, statementsOf } from './label-changes';
import { labelMatches } from './label-conditions';
import { nameMatches } from './name-conditions';
import { allOf, ottlString, where } from './ottl-text';
import { forgettingStatements, nameStatements } from './prometheus-names';
import { attributePath, PROMETHEUS_NAME, SCRAPED, translated, Vantage } from './vantage';

/** What one processor does: drop what meets any condition, carry out statements of one context, or put together what belongs together. */
export interface OttlStage {
  readonly kind: 'filter' | 'transform' | 'compact';
  readonly lines: readonly string[];
}

type Lines = Compiled<readonly OttlStage[]>;

const AGGREGATE = 'aggregate_on_attributes';
const NOT_A_SUMMARY = 'metric.type != METRIC_DATA_TYPE_SUMMARY';
const COUNTER = '(metric.type == METRIC_DATA_TYPE_SUM and metric.is_monotonic == true)';
const HISTOGRAM = '(metric.type == METRIC_DATA_TYPE_HISTOGRAM or metric.type == METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM)';
const GAUGE = '(metric.type == METRIC_DATA_TYPE_GAUGE or (metric.type == METRIC_DATA_TYPE_SUM and metric.is_monotonic == false))';

/** What a policy does behind a receiver that scrapes. */
export function scrapedProgram(steps: readonly PolicyStep[]): Compiled<readonly OttlStage[]> {
  return ottlProgram(steps, SCRAPED);
}

/** What a policy does behind a receiver of OTLP, which may give the points of one metric in pieces. */
export function otlpProgram(steps: readonly PolicyStep[], attributes: { readonly [label: string]: string }): Compiled<readonly OttlStage[]> {
  const { document, findings } = ottlProgram(steps, translated(attributes));
  const named = withNames(document);
  return {
    document: [
      ...document.some(isMerge) ? [{ kind: 'compact' as const, lines: [] }] : [],
      ...named,
      ...named.length > document.length ? [{ kind: 'transform' as const, lines: forgettingStatements() }] : [],
    ],
    findings,
  };
}

/** Whether series become one in a stage. */
export function isMerge({ lines }: OttlStage): boolean {
  return lines.some((line) => line.startsWith(AGGREGATE));
}

/** Names are written down before they are asked for, and once more after a merge: some metrics come out of it without what was noted on them. */
function withNames(stages: readonly OttlStage[]): OttlStage[] {
  let known = false;
  return stages.flatMap((stage) => {
    const asks = stage.lines.some((line) => line.includes(PROMETHEUS_NAME));
    const before: OttlStage[] = asks && !known ? [{ kind: 'transform', lines: nameStatements() }] : [];
    known = (known || asks) && !isMerge(stage);
    return [...before, stage];
  });
}

function ottlProgram(steps: readonly PolicyStep[], vantage: Vantage): Compiled<readonly OttlStage[]> {
  const compiled = steps.map((step, index) => stagesOf(step, vantage, index));
  return {
    document: compiled.flatMap(({ document }) => document).reduce<OttlStage[]>(joined, []),
    findings: compiled.flatMap(({ findings }) => findings),
  };
}

/** Filters that follow each other are one: what meets any condition goes. */
function joined(stages: OttlStage[], stage: OttlStage): OttlStage[] {
  const last = stages.at(-1);
  return last?.kind === 'filter' && stage.kind === 'filter' ? [...stages.slice(0, -1), { kind: 'filter', lines: [...last.lines, ...stage.lines] }] : [...stages, stage];
}

function stagesOf(step: PolicyStep, vantage: Vantage, index: number): Lines {
  switch (step.kind) {
    case 'keepMetrics': return filter(vantage, `not ${nameMatches(vantage.name, anyOf(step.patterns), 'any')}`, histogramParts(step.part, step.patterns));
    case 'dropMetrics': return filter(vantage, nameMatches(vantage.name, anyOf(step.patterns), 'all'), histogramParts(step.part, step.patterns));
    case 'dropSeries': return dropping(step, vantage);
    case 'keepBuckets': return thinning(step, vantage);
    case 'changeLabels': return changing(step, vantage, index);
  }
}

function filter({ exempt }: Vantage, condition: string, findings: readonly Finding[]): Lines {
  return { document: [{ kind: 'filter', lines: [allOf([exempt && `not ${exempt}`, condition])!] }], findings };
}

interface Asked {
  readonly condition: string | undefined;
  readonly findings: readonly Finding[];
}

function conditionOf(part: string, { metrics, labels }: Selection, vantage: Vantage): Asked {
  const conditions = labels.map((one) => ({ ...one, condition: labelMatches(vantage, one) }));
  return {
    condition: allOf([metrics === undefined ? undefined : nameMatches(vantage.name, metrics, 'all'), ...conditions.map(({ condition }) => condition)]),
    findings: [
      ...metrics === undefined ? [] : histogramParts(part, [metrics]),
      ...conditions.filter(({ condition }) => condition === undefined).map(({ label }) => ({
        what: `${part} asks for the label '${label}', which is no attribute in a collector`,
        why: 'it would never match',
        fix: label === 'le' ? 'keepBuckets, to thin histograms' : 'a label of the series, or a policy for what scrapes',
      })),
    ],
  };
}

function dropping({ part, selection }: DropSeries, vantage: Vantage): Lines {
  const { condition, findings } = conditionOf(part, selection, vantage);
  return condition === undefined ? { document: [], findings } : filter(vantage, condition, findings);
}

/** A bucket is added to the next one above it: the collector knows no other way to take one away. */
function thinning({ part, metric, le, bounds }: KeepBuckets, vantage: Vantage): Lines {
  const isHistogram = `metric.type == METRIC_DATA_TYPE_HISTOGRAM and ${nameMatches(vantage.name, `${grouped(metric)}_(?:bucket|sum|count)`, 'all')}`;
  const gone = (bounds ?? []).filter((bound) => !le.includes(bound));
  return {
    document: gone.length === 0 ? [] : [{ kind: 'transform', lines: gone.map((bound) => where(`merge_histogram_buckets(${ottlNumber(bound)})`, isHistogram)) }],
    findings: bounds ? [] : [{
      what: `${part} does not say which bounds '${metric}' has`,
      why: 'a collector takes buckets away one by one, by their bounds',
      fix: `${part}.bounds: [${le.join(', ')}, …], all that the histogram has`,
    }],
  };
}

function ottlNumber(value: number): string {
  const text = value.toString();
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function changing(step: ChangeLabels, vantage: Vantage, index: number): Lines {
  const { selection, changes, part } = step;
  const { condition, findings } = conditionOf(part, selection, vantage);
  const marker = `${MARKER}_${index}`;
  // changes may take away what the selection asks for
  const isMarked = selection.labels.length > 0;
  const selected = isMarked ? `${attributePath(marker)} == "1"` : condition;
  // nothing can merge quantiles
  const unmergeable = (change: LabelChange) => mergingChanges(step).includes(change) ? NOT_A_SUMMARY : undefined;
  const compiled = changes.map((change) => ({ change, statements: statementsOf(change, vantage, allOf([unmergeable(change), selected])) }));
  const merge = mergeStatements(step, vantage);
  const lines = compiled.flatMap(({ statements = [] }) => statements);
  return {
    document: [
      ...lines.length === 0 ? [] : [{
        kind: 'transform' as const,
        lines: [
          ...isMarked ? [where(`set(${attributePath(marker)}, "1")`, condition)] : [],
          ...lines,
          ...isMarked ? [`delete_key(datapoint.attributes, ${ottlString(marker)})`] : [],
        ],
      }],
      ...merge.document,
    ],
    findings: [
      ...findings,
      ...compiled.filter(({ statements }) => statements === undefined).map(({ change }) => inexpressible(change.part)),
      ...merge.findings,
    ],
  };
}

function inexpressible(part: string): Finding {
  return {
    what: `${part} is about labels that are no attributes of data points here`,
    why: 'job and instance belong to the resource, and behind OTLP an expression on labels does not say which attributes they are',
    fix: 'names of labels that belong to the series; attributes, to say which attribute a label is',
  };
}

/** Series that are the same now become one: only what is one metric of one resource in one batch meets there, which a scrape of a target is. */
function mergeStatements(step: ChangeLabels, vantage: Vantage): Lines {
  const { merging, selection, part } = step;
  const changed = mergingChanges(step);
  if (changed.length === 0) {
    return { document: [], findings: [] };
  }
  const name = selection.metrics === undefined ? undefined : nameMatches(vantage.name, selection.metrics, 'all');
  const gauges = merging.gauges !== undefined;
  const added = merging.gauges === GaugeMerge.SUM ? `(${COUNTER} or ${HISTOGRAM} or ${GAUGE})` : `(${COUNTER} or ${HISTOGRAM})`;
  return {
    document: [{
      kind: 'transform',
      lines: [
        where(`${AGGREGATE}("sum")`, added, name),
        ...gauges && merging.gauges !== GaugeMerge.SUM ? [where(`${AGGREGATE}("${merging.gauges}")`, GAUGE, name)] : [],
      ],
    }],
    findings: gauges || haveNoGauges(step) ? [] : [{
      what: `${[...new Set(changed.map((change) => change.part))].join(', ')} may make gauges the same, and nobody says what becomes of their values`,
      why: 'counters and histograms are added; a sum of gauges is as often wrong as right',
      fix: `${part === '' ? '' : `${part}.`}mergeGauges: GaugeMerge.SUM, or MAX, MIN, MEAN; unique: true when no series become the same; forSeries, for counters only`,
    }],
  };
}
