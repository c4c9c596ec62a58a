import { MergeFigures } from './report-figures';
import { Collision } from '../acting/collisions';
import { Inventory } from '../counting/inventory';
import { MetricKind } from '../metric-kind';

/** What a collision is for who reads the report. */
export function mergeFigures({ table, kinds }: Inventory, collision: Collision): MergeFigures {
  const metric = table.pairs.text(collision.metric);
  const kind = kinds.kindOf(metric);
  const { part, series, left, merging } = collision;
  return {
    part, metric, kind, series, left, lost: series - left, acrossTargets: collision.scope === 'targets', claimedUnique: merging.unique, ...remedy(collision, kind),
  };
}

/** Who can make one right value of them, or what to change when nobody can. */
function remedy({ part, scope, merging: { gauges } }: Collision, kind: MetricKind): Pick<MergeFigures, 'mergedBy' | 'fix'> {
  if (scope === 'targets') {
    return { fix: `leave job and instance out of ${part}; a recording rule (aggregate) adds up what several targets have` };
  }
  switch (kind) {
    case MetricKind.COUNTER:
    case MetricKind.HISTOGRAM: return { mergedBy: 'sum' };
    case MetricKind.SUMMARY: return { fix: `nobody can merge summaries: dropMetrics, or leave the label out of ${part}` };
    case MetricKind.GAUGE: return gauges ? { mergedBy: gauges } : { fix: `mergeGauges beside ${part}: GaugeMerge.SUM, or MAX, MIN, MEAN` };
    // a collector takes them for gauges
    case MetricKind.UNKNOWN: return gauges ? { mergedBy: gauges } : { fix: `mergeGauges beside ${part}, if that is right; the dump does not say what kind of metric it is` };
  }
}
