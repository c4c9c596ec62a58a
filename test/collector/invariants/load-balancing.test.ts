import { loadBalancingFindings } from '../../../lib/collector/invariants/load-balancing';
import { documentOf, whats } from '../documents';

const balancing = (signal: string, key?: string, id = 'load_balancing') => documentOf(
  { [signal]: { receivers: ['otlp'], exporters: [id] } }, { exporters: { [id]: key === undefined ? {} : { routing_key: key } } },
);

/* What each signal knows was asked of collector 0.161, key by key. */
describe('the routing key of a load balancer', () => {
  test.each([
    ['traces', ['traceID', 'service', 'attributes']],
    ['metrics', ['service', 'resource', 'metric', 'streamID', 'attributes']],
    ['logs', ['traceID', 'service', 'resource', 'attributes']],
  ])('for %s is one that they know', (signal, known) => {
    const refused = ['traceID', 'service', 'resource', 'metric', 'streamID', 'attributes', 'anything'].filter((key) => !known.includes(key));

    expect(known.flatMap((key) => loadBalancingFindings(balancing(signal, key)))).toEqual([]);
    expect(loadBalancingFindings(balancing(signal))).toEqual([]);
    expect(refused.flatMap((key) => whats(loadBalancingFindings(balancing(signal, key))))).toEqual(
      refused.map((key) => `load_balancing routes by '${key}', and pipeline ${signal} carries ${signal}`),
    );
  });

  test('fails with what would be right, under the old name too', () => {
    expect(loadBalancingFindings(balancing('metrics/app', 'traceID', 'loadbalancing/tier'))).toEqual([{
      what: "loadbalancing/tier routes by 'traceID', and pipeline metrics/app carries metrics",
      why: 'the collector would not start (unsupported routing_key)',
      fix: 'routingKey: RoutingKey.SERVICE or RESOURCE or METRIC or STREAM_ID or ATTRIBUTES; another LoadBalancingExporter for other signals',
    }]);
  });

  test('is nobody\'s business in pipelines of what is no signal: that is said elsewhere', () => {
    expect(loadBalancingFindings(balancing('profiles', 'metric'))).toEqual([]);
  });
});
