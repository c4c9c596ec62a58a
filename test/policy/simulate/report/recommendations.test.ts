import { MetricKind } from '../../../../lib';
import { recommend } from '../../../../lib/policy/simulate/report/recommendations';

const metric = (name: string, after: number) => ({ metric: name, kind: MetricKind.UNKNOWN, before: 1_000_000, after, parts: [] });
const label = (name: string, valuesAfter: number, addsAfter = 1) =>
  ({ label: name, values: 1_000, series: 1_000, adds: 1_000, valuesAfter, seriesAfter: 1_000, addsAfter });

describe('the classic audit', () => {
  test('has nothing against what is just small enough', () => expect(recommend(500_000, [metric('a', 10_000)], [label('x', 100)])).toEqual([]));

  test('says of too many series which are needed, or who has them', () => {
    expect(recommend(500_001, [metric('a', 10_001)], [])).toEqual([
      '500,001 series are over 500,000: keepMetrics with what dashboards and alerts need', 'a has 10,001 series, over 10,000: dropLabels, mapLabels or dropMetrics',
    ]);
  });

  test('knows buckets by the end of their name', () => {
    expect(recommend(1, [metric('a_bucket', 10_001), metric('_bucket_a', 10_001)], []).map((text) => text.split(': ')[1])).toEqual([
      'keepBuckets, or dropLabels', 'dropLabels, mapLabels or dropMetrics',
    ]);
  });

  test('names what is largest after the policy first', () => {
    expect(recommend(1, [metric('small', 20_000), metric('large', 30_000)], [label('narrow', 200, 5), label('wide', 150, 9)]).map((text) => text.split(':')[0])).toEqual([
      'large has 30,000 series, over 10,000', 'small has 20,000 series, over 10,000', "label 'wide' has 150 values, over 100", "label 'narrow' has 200 values, over 100",
    ]);
  });

  test('names ten of a kind, and counts the others', () => {
    const metrics = (count: number) => recommend(1, Array.from({ length: count }, (_, index) => metric(`m${index}`, 20_000)), []);
    expect([metrics(10).length, metrics(12).length, metrics(12).at(-1)]).toEqual([10, 11, 'and 2 more of this kind']);
  });
});
