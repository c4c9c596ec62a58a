import { Finding } from '../../../validation';
import { quoted } from '../../patterns';
import { AggregationFunction, GaugeMerge } from '../cardinality-policy-props';
import { Aggregation, ChangeLabels, PolicyPlan, PolicyStep } from '../policy-plan';
import { Compiled } from './compiled';
import { stepsWithRecorded } from './recorded-names';

const GAUGES: { readonly [merge in AggregationFunction]: GaugeMerge } = {
  [AggregationFunction.SUM]: GaugeMerge.SUM,
  [AggregationFunction.MAX]: GaugeMerge.MAX,
  [AggregationFunction.MIN]: GaugeMerge.MIN,
  [AggregationFunction.AVG]: GaugeMerge.MEAN,
};

/** What a policy does in a collector: series that a rule stands for have only the labels there that the rule keeps, and it finds the same. */
export function collectorSteps(plan: PolicyPlan): Compiled<readonly PolicyStep[]> {
  const raw = plan.aggregations.filter(({ keepRaw }) => !keepRaw);
  const merging = raw.filter((aggregation) => !needsEverySeries(aggregation) && takesLabels(aggregation));
  return { document: [...stepsWithRecorded(plan), ...merging.map(mergingStep)], findings: raw.filter(needsEverySeries).map(finding) };
}

/** A sum of rates is the rate of a sum; the highest rate is not. */
function needsEverySeries({ window, function: merge }: Aggregation): boolean {
  return window !== undefined && merge !== AggregationFunction.SUM;
}

/** Without nothing every series is its own. */
function takesLabels({ grouping, labels }: Aggregation): boolean {
  return grouping === 'by' || labels.length > 0;
}

function mergingStep({ part, metric, grouping, labels, function: merge }: Aggregation): ChangeLabels {
  const patterns = labels.map(quoted);
  return {
    kind: 'changeLabels',
    part,
    // a rule may be about one of the series of a histogram: they have their labels together
    selection: { metrics: quoted(metric), labels: [] },
    merging: { gauges: GAUGES[merge], unique: false },
    changes: [grouping === 'by' ? { kind: 'keepLabels', part, patterns } : { kind: 'dropLabels', part, patterns }],
  };
}

function finding({ part, metric, function: merge }: Aggregation): Finding {
  return {
    what: `${part} does not keep the series of '${metric}', of whose rates it takes the ${merge}`,
    why: 'rates of series that have become one are not those of the series',
    fix: `${part}.keepRaw: true; or function: AggregationFunction.SUM`,
  };
}
