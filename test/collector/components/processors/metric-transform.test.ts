import { MatchType } from '../../../../lib/collector/components/processors/match-type';
import { MetricAggregation, MetricOperation, MetricTransform, SubmatchCase } from '../../../../lib/collector/components/processors/metric-transform';
import { problemOf } from '../../documents';

const { SUM, MEAN } = MetricAggregation;

describe('an operation on a metric', () => {
  test.each<[MetricOperation, object]>([
    [MetricOperation.addLabel('version', '{{version}}'), { action: 'add_label', new_label: 'version', new_value: '{{version}}' }],
    [MetricOperation.renameLabel('state', 'status'), { action: 'update_label', label: 'state', new_label: 'status' }],
    [MetricOperation.renameLabelValues('state', { a: 'b' }), { action: 'update_label', label: 'state', value_actions: [{ value: 'a', new_value: 'b' }] }],
    [MetricOperation.deleteLabelValue('state', 'idle'), { action: 'delete_label_value', label: 'state', label_value: 'idle' }],
    [MetricOperation.toggleScalarDataType(), { action: 'toggle_scalar_data_type' }],
    [MetricOperation.scaleValue(0.001), { action: 'experimental_scale_value', experimental_scale: 0.001 }],
    [MetricOperation.aggregateLabels(['state'], SUM), { action: 'aggregate_labels', label_set: ['state'], aggregation_type: 'sum' }],
    [MetricOperation.aggregateLabels([], MEAN), { action: 'aggregate_labels', label_set: [], aggregation_type: 'mean' }],
    [
      MetricOperation.aggregateLabelValues('state', ['a', 'b'], 'c', SUM),
      { action: 'aggregate_label_values', label: 'state', aggregated_values: ['a', 'b'], new_value: 'c', aggregation_type: 'sum' },
    ],
  ])('is what the collector calls it: %#', (operation, document) => {
    expect(operation._render()).toEqual(document);
  });

  test.each<[string, () => unknown, string]>([
    ['addLabel', () => MetricOperation.addLabel('', 'a'), 'label is empty'],
    ['addLabel', () => MetricOperation.addLabel('a', ''), 'value is empty'],
    ['renameLabel', () => MetricOperation.renameLabel('', 'a'), 'label is empty'],
    ['renameLabel', () => MetricOperation.renameLabel('a', ''), 'newLabel is empty'],
    ['renameLabelValues', () => MetricOperation.renameLabelValues('a', {}), 'values is empty'],
    ['deleteLabelValue', () => MetricOperation.deleteLabelValue('a', ''), 'value is empty'],
    ['scaleValue', () => MetricOperation.scaleValue(0), 'factor is 0'],
    ['scaleValue', () => MetricOperation.scaleValue(NaN), 'factor is NaN'],
    ['aggregateLabels', () => MetricOperation.aggregateLabels(['a', 'a'], SUM), "labels has 'a' twice"],
    ['aggregateLabelValues', () => MetricOperation.aggregateLabelValues('a', [], 'b', SUM), 'values is empty'],
  ])('fails in %s: %#', (factory, act, what) => {
    expect(problemOf(act)).toMatchObject({ path: `MetricOperation.${factory}`, what });
  });
});

describe('a transform of metrics', () => {
  const operations = [MetricOperation.toggleScalarDataType()];

  test.each<[MetricTransform, object]>([
    [
      MetricTransform.update('up', { operations, matchLabels: { job: 'a' } }),
      { include: 'up', match_type: 'strict', experimental_match_labels: { job: 'a' }, action: 'update', operations: [{ action: 'toggle_scalar_data_type' }] },
    ],
    [
      MetricTransform.rename('^system\\.(.*)$', 'host.${1}', { matchType: MatchType.REGEXP }),
      { include: '^system\\.(.*)$', match_type: 'regexp', action: 'update', new_name: 'host.${1}' },
    ],
    [MetricTransform.copy('up', 'alive'), { include: 'up', match_type: 'strict', action: 'insert', new_name: 'alive' }],
    [
      MetricTransform.combine('^http_(?P<way>in|out)$', { matchType: MatchType.REGEXP, newName: 'http', aggregation: SUM, submatchCase: SubmatchCase.UPPER }),
      { include: '^http_(?P<way>in|out)$', match_type: 'regexp', action: 'combine', new_name: 'http', aggregation_type: 'sum', submatch_case: 'upper' },
    ],
    [
      MetricTransform.group('up', { 'service.name': 'a' }),
      { include: 'up', match_type: 'strict', action: 'group', group_resource_labels: { 'service.name': 'a' } },
    ],
  ])('is what the collector calls it: %#', (transform, document) => {
    expect(JSON.parse(JSON.stringify(transform._render()))).toEqual(document);
  });

  test.each<[string, () => unknown, string]>([
    ['update', () => MetricTransform.update('', {}), 'the name of the metric is empty'],
    ['update', () => MetricTransform.update('(', { matchType: MatchType.REGEXP }), "the name of a metric or label '(' is no RE2 expression: missing closing ): `(`"],
    ['update', () => MetricTransform.update('a', { matchType: MatchType.REGEXP, matchLabels: { b: '[' } }), "the name of a metric or label '[' is no RE2 expression: missing closing ]: `[`"],
    ['rename', () => MetricTransform.rename('a', ''), 'newName is empty'],
    ['copy', () => MetricTransform.copy('a', ''), 'newName is empty'],
    ['combine', () => MetricTransform.combine('a', { newName: '', aggregation: SUM }), 'newName is empty'],
    ['group', () => MetricTransform.group('a', {}), 'resourceAttributes is empty'],
  ])('fails in %s: %#', (factory, act, what) => {
    expect(problemOf(act)).toMatchObject({ path: `MetricTransform.${factory}`, what });
  });
});
