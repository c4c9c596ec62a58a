import { GaugeMerge, MergeFigures, MetricKind } from '../../../../lib';
import { Collision } from '../../../../lib/policy/simulate/acting/collisions';
import { Inventory } from '../../../../lib/policy/simulate/counting/inventory';
import { mergeFigures } from '../../../../lib/policy/simulate/report/merge-figures';

const { COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNKNOWN } = MetricKind;

function figures(kind: MetricKind, scope: Collision['scope'], gauges?: GaugeMerge): MergeFigures {
  const inventory = new Inventory();
  inventory.kinds.say('m', kind);
  return mergeFigures(inventory, { part: 'dropLabels', metric: inventory.table.pairs.internText(0, 'm'), merging: { unique: false, gauges }, scope, series: 5, left: 2 });
}

test('a merge says how many series are lost', () => {
  expect(figures(COUNTER, 'target')).toEqual({
    part: 'dropLabels', metric: 'm', kind: COUNTER, series: 5, left: 2, lost: 3, acrossTargets: false, claimedUnique: false, mergedBy: 'sum',
  });
});

describe('series of one target', () => {
  test.each<[MetricKind, GaugeMerge | undefined, string | undefined, string | undefined]>([
    [COUNTER, GaugeMerge.MAX, 'sum', undefined],
    [HISTOGRAM, undefined, 'sum', undefined],
    [SUMMARY, GaugeMerge.MAX, undefined, 'nobody can merge summaries: dropMetrics, or leave the label out of dropLabels'],
    [GAUGE, GaugeMerge.MAX, 'max', undefined],
    [GAUGE, undefined, undefined, 'mergeGauges beside dropLabels: GaugeMerge.SUM, or MAX, MIN, MEAN'],
    [UNKNOWN, GaugeMerge.MIN, 'min', undefined],
    [UNKNOWN, undefined, undefined, 'mergeGauges beside dropLabels, if that is right; the dump does not say what kind of metric it is'],
  ])('of a %s with mergeGauges %s are merged by %s, or mended', (kind, gauges, mergedBy, fix) => {
    const figure = figures(kind, 'target', gauges);
    expect([figure.mergedBy, figure.fix]).toEqual([mergedBy, fix]);
  });
});

test.each([COUNTER, GAUGE, SUMMARY])('series of several targets are merged by nobody, when they are of a %s', (kind) => {
  const { acrossTargets, mergedBy, fix } = figures(kind, 'targets', GaugeMerge.MAX);
  expect({ acrossTargets, mergedBy, fix }).toEqual({
    acrossTargets: true, mergedBy: undefined, fix: 'leave job and instance out of dropLabels; a recording rule (aggregate) adds up what several targets have',
  });
});
