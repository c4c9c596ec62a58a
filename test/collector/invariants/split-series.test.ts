import { countsAlike, seriesFindings } from '../../../lib/collector/invariants/split-series';
import { documentOf, whats } from '../documents';

const three = { onEveryNode: false, replicas: 3 };
const everyNode = { onEveryNode: true, replicas: 1 };

const counting = (connector: string, config: object = {}, processors: Record<string, object> = {}) => documentOf({
  traces: { receivers: ['otlp'], exporters: [connector] },
  metrics: { receivers: [connector], processors: Object.keys(processors), exporters: ['prometheus_remote_write'] },
}, { connectors: { [connector]: config }, processors });

const alike = counting('span_metrics', { exclude_dimensions: ['collector.instance.id'] });

describe('replicas that count spans', () => {
  test('fail when nothing tells their series apart', () => {
    expect(countsAlike(alike, three)).toBe(true);
    expect(seriesFindings(alike, three, [])).toEqual([{
      what: 'span_metrics counts spans in 3 replicas, and nothing tells their series apart',
      why: 'several of them see spans of one service, and write one series: their samples replace or refuse each other',
      fix: 'metricsTo of a TailSampler, whose series have a label for each sampler, or collectorInstanceId: true, or replicas: 1',
    }]);
  });

  test('fail on every node, and with a graph of services too', () => {
    expect(seriesFindings(counting('service_graph/all'), everyNode, [])).toEqual([expect.objectContaining({
      what: 'service_graph/all counts spans in a pod on every node, and nothing tells their series apart',
      fix: 'metricsTo of a TailSampler, whose series have a label for each sampler',
    })]);
  });

  test.each([
    ['there is one of them', alike, { onEveryNode: false, replicas: 1 }],
    ['series have the id of the process', counting('span_metrics'), three],
    ['series have the name of the pod', counting('service_graph', {}, { attributes: { actions: [{ key: 'replica', value: '${env:POD_NAME}', action: 'insert' }] } }), three],
    ['they forward, and do not count', counting('forward'), three],
  ])('are right when %s', (_, document, replication) => {
    expect(countsAlike(document, replication)).toBe(false);
  });

  test('are right when each has services of its own', () => {
    expect(seriesFindings(alike, three, [{ path: 'a', exporter: 'load_balancing', key: 'service' }])).toEqual([]);
  });

  test('fail when traces are shared out by their id: a service is in many', () => {
    expect(whats(seriesFindings(alike, three, [{ path: 'a', exporter: 'load_balancing', key: 'traceID' }]))).toHaveLength(1);
  });
});
