/** What a policy must leave of metrics, by its interpreter: the series, and their values where several have become one. */
import { Metric, SampleOf, samplesOf } from './otlp-metrics';
import { CardinalityPolicy, GaugeMerge } from '../../../lib/policy';
import { collectorSteps } from '../../../lib/policy/cardinality/compilers/collector-steps';
import { InterpretedStep, interpret, seriesOf } from '../../../lib/policy/cardinality/interpreter';

const MERGES: { readonly [merge in GaugeMerge]: (values: readonly number[]) => number } = {
  [GaugeMerge.SUM]: (values) => values.reduce((all, value) => all + value, 0),
  [GaugeMerge.MAX]: (values) => Math.max(...values),
  [GaugeMerge.MIN]: (values) => Math.min(...values),
  [GaugeMerge.MEAN]: (values) => values.reduce((all, value) => all + value, 0) / values.length,
};

interface Ruling {
  readonly policy: CardinalityPolicy;
  readonly gauges: GaugeMerge;
  /** nothing becomes one */
  readonly unique: boolean;
}

export function expectedSamples(metrics: readonly Metric[], resource: Readonly<Record<string, string>>, { policy, gauges, unique }: Ruling): SampleOf[] {
  const steps = interpret({ ...policy._plan, steps: collectorSteps(policy._plan).document });
  const left = metrics.flatMap((metric) => samplesOf(metric, resource)).flatMap((sample): SampleOf[] => {
    const labels = remaining(sample, steps, unique);
    return labels ? [{ ...sample, labels }] : [];
  });
  return unique ? left : merged(left, gauges);
}

function remaining({ kind, labels }: SampleOf, steps: readonly InterpretedStep[], unique: boolean): Record<string, string> | undefined {
  const series = seriesOf(labels);
  // nothing can merge quantiles: the labels of summaries stay
  const acting = steps.filter(({ merging }) => kind !== 'summary' || unique || merging === undefined);
  return acting.every(({ act }) => act(series)) ? Object.fromEntries(series.labels) : undefined;
}

function merged(samples: readonly SampleOf[], gauges: GaugeMerge): SampleOf[] {
  const groups = new Map<string, SampleOf[]>();
  for (const sample of samples) {
    const key = identityOf(sample);
    groups.set(key, [...groups.get(key) ?? [], sample]);
  }
  return [...groups.values()].map((group) => ({
    ...group[0]!, value: MERGES[group[0]!.kind === 'gauge' ? gauges : GaugeMerge.SUM](group.map(({ value }) => value)),
  }));
}

export function identityOf({ labels }: SampleOf): string {
  return JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
