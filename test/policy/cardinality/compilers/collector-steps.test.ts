import { Duration } from 'cdk8s';
import { AggregationFunction, CardinalityPolicy, SeriesAggregation } from '../../../../lib';
import { collectorSteps } from '../../../../lib/policy/cardinality/compilers/collector-steps';

const stepsFor = (aggregation: SeriesAggregation) => collectorSteps(new CardinalityPolicy({ dropMetrics: ['go_.*'], aggregate: [aggregation] })._plan);

describe('series that a rule stands for', () => {
  test('have the labels in a collector that the rule keeps', () => {
    const { document, findings } = stepsFor({ metric: 'queue_length', by: ['queue'], function: AggregationFunction.MAX, keepRaw: false });
    expect(findings).toEqual([]);
    expect(document[1]).toMatchObject({
      kind: 'changeLabels', selection: { metrics: 'queue_length' }, merging: { gauges: 'max', unique: false }, changes: [{ kind: 'keepLabels', patterns: ['queue'] }],
    });
  });

  test('have none of their own when the rule keeps none', () => {
    expect(stepsFor({ metric: 'queue_length', by: [], keepRaw: false }).document[1]).toMatchObject({ changes: [{ kind: 'keepLabels', patterns: [] }] });
  });

  test('become one before the rule takes their rate, when the sum of rates is the rate of the sum', () => {
    const { document, findings } = stepsFor({ metric: 'a_total', by: ['b'], window: Duration.minutes(5), keepRaw: false });
    expect(findings).toEqual([]);
    expect(document[1]).toMatchObject({ merging: { gauges: 'sum' }, changes: [{ kind: 'keepLabels', patterns: ['b'] }] });
  });

  test('lose those that it leaves out', () => {
    const { document } = stepsFor({ metric: 'queue_length', without: ['pod'], keepRaw: false });
    expect(document[1]).toMatchObject({ changes: [{ kind: 'dropLabels', patterns: ['pod'] }] });
  });

  test.each<[string, SeriesAggregation]>([
    ['when they are kept', { metric: 'queue_length', by: ['queue'] }],
    ['when the rule leaves nothing out', { metric: 'queue_length', without: [], keepRaw: false }],
  ])('stay as they are %s', (_, aggregation) => {
    expect(stepsFor(aggregation)).toMatchObject({ document: [{ kind: 'dropMetrics' }], findings: [] });
  });

  test('cannot be one when the rule needs the rate of each', () => {
    const { document, findings } = stepsFor({ metric: 'a_total', by: ['b'], window: Duration.minutes(5), function: AggregationFunction.MAX, keepRaw: false });
    expect(document).toHaveLength(1);
    expect(findings.map(({ what }) => what)).toEqual(["aggregate[0] does not keep the series of 'a_total', of whose rates it takes the max"]);
  });
});
