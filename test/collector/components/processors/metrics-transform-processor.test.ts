import { MetricTransform } from '../../../../lib/collector/components/processors/metric-transform';
import { MetricsTransformProcessor } from '../../../../lib/collector/components/processors/metrics-transform-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the metrics transform processor', () => {
  test('changes metrics in the order in which it is told; groups stay groups', () => {
    const processor = new MetricsTransformProcessor({ name: 'names', transforms: [MetricTransform.rename('a', 'b'), MetricTransform.copy('b', 'c.${1}')] });

    expect(rendered(processor)).toEqual({
      transforms: [
        { include: 'a', match_type: 'strict', action: 'update', new_name: 'b' },
        { include: 'b', match_type: 'strict', action: 'insert', new_name: 'c.$${1}' },
      ],
    });
    expect(processor._id(TESTED)).toBe('metrics_transform/names');
    expect(processor._id({ collectorVersion: '0.151.0' })).toBe('metricstransform/names');
  });

  test('fails without a transform', () => {
    expect(problemOf(() => new MetricsTransformProcessor({ transforms: [] }))).toMatchObject({
      path: 'MetricsTransformProcessor',
      what: 'transforms is empty',
      fix: "transforms: [MetricTransform.rename('system.cpu.usage', 'system.cpu.usage_time')]",
    });
  });
});
