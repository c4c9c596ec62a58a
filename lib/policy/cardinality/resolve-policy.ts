import { AggregationFunction, CardinalityPolicyProps, LabelMapping, LabelRules, SelectedLabelRules, SeriesAggregation, SeriesSelection } from './cardinality-policy-props';
import { Aggregation, ChangeLabels, LabelChange, MapLabel, PolicyPlan, PolicyStep, Selection } from './policy-plan';

/** What a user has written, in the order in which it acts. */
export function resolvePolicy(props: CardinalityPolicyProps): PolicyPlan {
  return {
    steps: [
      ...props.keepMetrics ? [{ kind: 'keepMetrics', part: 'keepMetrics', patterns: [...props.keepMetrics] } as const] : [],
      ...props.dropMetrics?.length ? [{ kind: 'dropMetrics', part: 'dropMetrics', patterns: [...props.dropMetrics] } as const] : [],
      ...(props.dropSeries ?? []).map((selection, index): PolicyStep => ({ kind: 'dropSeries', part: `dropSeries[${index}]`, selection: resolveSelection(selection) })),
      ...(props.keepBuckets ?? []).map(({ metric, le, bounds }, index): PolicyStep => ({
        kind: 'keepBuckets', part: `keepBuckets[${index}]`, metric, le: ascending(le), bounds: bounds && ascending(bounds),
      })),
      ...resolveLabelRules('', props, { labels: [] }),
      ...(props.forSeries ?? []).flatMap((rules, index) => resolveLabelRules(`forSeries[${index}]`, inheriting(props, rules), resolveSelection(rules))),
    ],
    aggregations: (props.aggregate ?? []).map(resolveAggregation),
    limits: { ...props.limits },
    budget: { ...props.budget },
  };
}

function resolveSelection({ metrics, labels = {} }: SeriesSelection | SelectedLabelRules): Selection {
  return { metrics, labels: Object.entries(labels).map(([label, match]) => ({ label, match })) };
}

/** What is said of all series is said of some, unless they say it themselves. */
function inheriting({ mergeGauges, unique }: LabelRules, rules: LabelRules): LabelRules {
  return { ...rules, mergeGauges: rules.mergeGauges ?? mergeGauges, unique: rules.unique ?? unique };
}

function resolveLabelRules(part: string, rules: LabelRules, selection: Selection): ChangeLabels[] {
  const changes = labelChanges(part === '' ? '' : `${part}.`, rules);
  return changes.length === 0 ? [] : [{
    kind: 'changeLabels', part, selection, merging: { gauges: rules.mergeGauges, unique: rules.unique ?? false }, changes,
  }];
}

function labelChanges(where: string, { dropLabels, keepLabels, renameLabels = {}, mapLabels = [] }: LabelRules): LabelChange[] {
  return [
    ...dropLabels?.length ? [{ kind: 'dropLabels', part: `${where}dropLabels`, patterns: [...dropLabels] } as const] : [],
    ...keepLabels ? [{ kind: 'keepLabels', part: `${where}keepLabels`, patterns: [...keepLabels] } as const] : [],
    ...Object.entries(renameLabels).map(([from, to]) => ({ kind: 'renameLabel', part: `${where}renameLabels`, from, to } as const)),
    ...resolveMappings(mapLabels).map(({ label, cases }): MapLabel => ({ kind: 'mapLabel', part: `${where}mapLabels`, label, cases })),
  ];
}

/** Mappings of each label together, labels in the order of their first mapping. */
function resolveMappings(mappings: readonly LabelMapping[]): Pick<MapLabel, 'label' | 'cases'>[] {
  return [...new Set(mappings.map(({ label }) => label))].map((label) => ({
    label,
    cases: mappings.filter((mapping) => mapping.label === label).map(({ match, replacement }) => ({ match, replacement })),
  }));
}

function resolveAggregation({ metric, by, without, window, interval, function: merge, keepRaw }: SeriesAggregation, index: number): Aggregation {
  return {
    part: `aggregate[${index}]`,
    metric,
    grouping: by ? 'by' : 'without',
    labels: [...by ?? without ?? []],
    window,
    interval,
    function: merge ?? AggregationFunction.SUM,
    keepRaw: keepRaw ?? true,
  };
}

/** Each bound once. */
function ascending(bounds: readonly number[]): number[] {
  return [...new Set(bounds)].sort((one, other) => one - other);
}
