import { areIndependent } from './independent-mappings';
import { anyOf, grouped, literalOf, quoted } from '../../patterns';
import { RelabelAction, RelabelConfig } from '../../relabel/relabel-config';
import { bucketPattern, bucketsOf } from '../bucket-bounds';
import { ALWAYS_KEPT, ChangeLabels, conditionsOf, DropMetrics, isEverything, KeepBuckets, LabelChange, MapLabel, METRIC_NAME, PolicyStep, Selection } from '../policy-plan';

const { DROP, KEEP, LABELDROP, LABELKEEP } = RelabelAction;

/** Labels that rules leave for later ones. No series has them before, none afterwards. */
const MARKER = '__tmp_cardinality_';

/** Rules that do what steps say, as few as can be: neighbours of a kind are one. */
export function relabelRules(steps: readonly PolicyStep[]): RelabelConfig[] {
  const markers = new Markers();
  const rules = neighbours(steps.map(byName)).flatMap((group) => rulesOf(group, markers));
  return [...rules, ...markers.used ? [{ action: LABELDROP, regex: `${MARKER}.*` }] : []];
}

/** Gives every marker a name of its own. */
class Markers {
  private count = 0;

  public get used(): boolean {
    return this.count > 0;
  }

  public next(): string {
    this.count += 1;
    return `${MARKER}${this.count - 1}`;
  }
}

/** Series that go by the names of their metrics only are metrics that go. */
function byName(step: PolicyStep): PolicyStep {
  return step.kind === 'dropSeries' && step.selection.metrics !== undefined && step.selection.labels.length === 0
    ? { kind: 'dropMetrics', part: step.part, patterns: [step.selection.metrics] }
    : step;
}

/** Steps of one kind that follow each other, where one set of rules can do them all. */
function neighbours(steps: readonly PolicyStep[]): PolicyStep[][] {
  return steps.reduce<PolicyStep[][]>((groups, step) => {
    const last = groups.at(-1);
    const joins = last?.[0]!.kind === step.kind && (step.kind === 'dropMetrics' || step.kind === 'keepBuckets');
    return joins ? [...groups.slice(0, -1), [...last!, step]] : [...groups, [step]];
  }, []);
}

function rulesOf(group: readonly PolicyStep[], markers: Markers): RelabelConfig[] {
  const step = group[0]!;
  switch (step.kind) {
    case 'keepMetrics': return [{ action: KEEP, sourceLabels: [METRIC_NAME], regex: anyOf(step.patterns) }];
    case 'dropMetrics': return [{ action: DROP, sourceLabels: [METRIC_NAME], regex: anyOf((group as DropMetrics[]).flatMap(({ patterns }) => patterns)) }];
    case 'dropSeries': return whenSelected(step.selection, markers, (selected) => [{ action: DROP, ...selected }]);
    case 'keepBuckets': return uniqueHistograms(group as KeepBuckets[]).flatMap((histograms) => bucketRules(histograms, markers));
    case 'changeLabels': return isEverything(step.selection) ? changeAll(step.changes, markers) : changeSelected(step, markers);
  }
}

/** What a rule asks before it acts. */
type Condition = Required<Pick<RelabelConfig, 'sourceLabels' | 'regex'>>;

/** Whatever a label holds, a separator too, it cannot be taken for the marker before it. */
function marked(marker: string, state: string, label: string, pattern: string): Condition {
  return { sourceLabels: [marker, label], regex: `${state};${grouped(pattern)}` };
}

/**
 * Rules that ask one condition after the other, and leave the last one to the rule that acts. Two labels in one source would run into each other
 * where a value has a separator.
 */
function whenSelected(selection: Selection, markers: Markers, act: (condition: Condition) => RelabelConfig[]): RelabelConfig[] {
  const [first, ...more] = conditionsOf(selection);
  const asked: Condition = { sourceLabels: [first!.label], regex: first!.match };
  if (more.length === 0) {
    return act(asked);
  }
  const marker = markers.next();
  const conditions = [asked, ...more.map(({ label, match }, index) => marked(marker, String(index + 1), label, match))];
  return [
    ...conditions.slice(0, -1).map((condition, index) => ({ ...condition, targetLabel: marker, replacement: String(index + 1) })),
    ...act(conditions.at(-1)!),
  ];
}

/** A bucket is marked with its histogram, loses the mark when its bound stays, and goes when it still has it. */
function bucketRules(histograms: readonly KeepBuckets[], markers: Markers): RelabelConfig[] {
  const marker = markers.next();
  return [
    ...histograms.map(({ metric }, index) => ({ sourceLabels: [METRIC_NAME], regex: bucketsOf(metric), targetLabel: marker, replacement: String(index) })),
    { sourceLabels: [marker, 'le'], regex: histograms.map(({ le }, index) => `${index};(?:${bucketPattern(le)})`).join('|'), targetLabel: marker, replacement: '' },
    { action: DROP, sourceLabels: [marker], regex: '.+' },
  ];
}

/** Histograms that one marker can tell apart: each has a name of its own. Expressions may meet, and are asked one after the other. */
function uniqueHistograms(steps: readonly KeepBuckets[]): KeepBuckets[][] {
  const hasOwnName = ({ metric }: KeepBuckets) => literalOf(metric) !== undefined && steps.filter((one) => one.metric === metric).length === 1;
  const named = steps.filter(hasOwnName);
  return [...named.length > 0 ? [named] : [], ...steps.filter((step) => !hasOwnName(step)).map((step) => [step])];
}

/** Changes of all series. Names that go away go together. */
function changeAll(changes: readonly LabelChange[], markers: Markers): RelabelConfig[] {
  const gone = changes.flatMap((change) => change.kind === 'renameLabel' ? [quoted(change.from)] : []);
  const lastRename = changes.map(({ kind }) => kind).lastIndexOf('renameLabel');
  return changes.flatMap((change, index): RelabelConfig[] => {
    switch (change.kind) {
      case 'dropLabels': return [{ action: LABELDROP, regex: anyOf(change.patterns) }];
      case 'keepLabels': return [{ action: LABELKEEP, regex: anyOf([...change.patterns, ...ALWAYS_KEPT]) }];
      case 'renameLabel': return [
        { sourceLabels: [change.from], regex: '(.+)', targetLabel: change.to },
        ...index === lastRename ? [{ action: LABELDROP, regex: anyOf(gone) }] : [],
      ];
      case 'mapLabel': return mapRules(change, markers);
    }
  });
}

const SELECTED = '1';

/** Changes of some series: a marker says which they are, because rules that take labels away do not ask. */
function changeSelected({ selection, changes }: ChangeLabels, markers: Markers): RelabelConfig[] {
  const marker = markers.next();
  const clear = (label: string): RelabelConfig => ({ sourceLabels: [marker], regex: SELECTED, targetLabel: label, replacement: '' });
  return [
    ...whenSelected(selection, markers, (condition) => [{ ...condition, targetLabel: marker, replacement: SELECTED }]),
    ...changes.flatMap((change): RelabelConfig[] => {
      switch (change.kind) {
        case 'dropLabels': return change.patterns.map((pattern) => clear(literalOf(pattern) ?? pattern));
        case 'keepLabels': return [];
        case 'renameLabel': return [{ sourceLabels: [marker, change.from], regex: `${SELECTED};(.+)`, targetLabel: change.to }, clear(change.from)];
        case 'mapLabel': return mapRules(change, markers, marker);
      }
    }),
  ];
}

/**
 * The first mapping that matches decides. What one has written could match a later one: so the new value waits, behind a sign, until all were asked.
 */
function mapRules({ label, cases }: MapLabel, markers: Markers, selected?: string): RelabelConfig[] {
  const before = selected === undefined ? { labels: [], text: '' } : { labels: [selected], text: `${SELECTED};` };
  const [only, ...more] = cases;
  if (only && more.length === 0) {
    return [{ sourceLabels: [...before.labels, label], regex: selected === undefined ? only.match : `${before.text}${grouped(only.match)}`, targetLabel: label, replacement: only.replacement }];
  }
  if (areIndependent(cases)) {
    return cases.flatMap((one) => mapRules({ kind: 'mapLabel', part: '', label, cases: [one] }, markers, selected));
  }
  const waiting = markers.next();
  return [
    ...cases.map(({ match, replacement }) => ({
      sourceLabels: [...before.labels, waiting, label], regex: `${before.text};${grouped(match)}`, targetLabel: waiting, replacement: `=${replacement}`,
    })),
    { sourceLabels: [waiting], regex: '=(.*)', targetLabel: label },
  ];
}
