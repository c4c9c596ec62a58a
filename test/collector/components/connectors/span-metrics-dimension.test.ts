import { requireDimensions, SpanMetricsDimension } from '../../../../lib/collector/components/connectors/span-metrics-dimension';
import { problemOf } from '../../documents';

describe('the dimensions of span metrics', () => {
  test.each<[SpanMetricsDimension[] | undefined]>([
    [undefined],
    [[{ name: 'http.route' }, { name: 'region', defaultValue: 'none' }]],
    [[{ glob: 'rpc.*' }, { glob: 'http.**' }]],
    [[{ glob: '*' }, { name: 'http.route' }]],
    [[{ glob: 'service.{version,instance.id}' }]],
    [[{ glob: 'span.kin[!d]' }]],
  ])('may be %j', (dimensions) => {
    expect(() => requireDimensions('Metrics', 'dimensions', dimensions)).not.toThrow();
  });

  test.each<[SpanMetricsDimension[], string]>([
    [[], 'dimensions is empty'],
    [[{}], 'dimensions has an entry without name or glob'],
    [[{ name: 'a', glob: 'b' }], "dimensions has name 'a' and glob 'b' in one entry"],
    [[{ glob: 'a', defaultValue: '' }], "dimensions has glob 'a' with a defaultValue"],
    [[{ name: 'a' }, { name: 'a' }], "dimensions has 'a', which series have already"],
    [[{ name: 'service.name' }], "dimensions has 'service.name', which series have already"],
    [[{ name: 'collector.instance.id' }], "dimensions has 'collector.instance.id', which series have already"],
    [[{ glob: 'service.*' }], "dimensions has 'service.*', which matches 'service.name'"],
    [[{ glob: '**' }], "dimensions has '**', which matches 'service.name'"],
    [[{ glob: 'span.{kin?,x*}' }], "dimensions has 'span.{kin?,x*}', which matches 'span.kind'"],
    [[{ glob: 'http.[a-z]oute' }, { name: 'http.route' }], "dimensions has 'http.[a-z]oute', which matches 'http.route'"],
    [[{ glob: '{a' }], "dimensions has glob '{a', which does not end what it begins"],
    [[{ glob: '[a' }], "dimensions has glob '[a', which does not end what it begins"],
  ])('fail at %j', (dimensions, what) => {
    expect(problemOf(() => requireDimensions('Metrics', 'dimensions', dimensions))).toMatchObject({ path: 'Metrics', what });
  });
});
