import { balancesLoad, resolverFindings } from '../../../lib/collector/invariants/resolvers';
import { documentOf } from '../documents';

const SERVICES = [
  { host: 'tail.tracing.svc', headless: false, portNames: [] },
  { host: 'tail-headless.tracing.svc', headless: true, portNames: [] },
];

const balancing = (resolver: object) => documentOf(
  { traces: { receivers: ['otlp'], exporters: ['load_balancing/tail'] } }, { exporters: { 'load_balancing/tail': { resolver } } },
);

describe('a load balancer', () => {
  test('is one that a pipeline has', () => {
    expect(balancesLoad(balancing({}))).toBe(true);
    expect(balancesLoad({ exporters: { load_balancing: {} }, service: { pipelines: {} } })).toBe(false);
  });

  test.each([
    ['a headless Service in the DNS', { dns: { hostname: 'tail-headless.tracing.svc' } }],
    ['a Service that is not of this program', { dns: { hostname: 'tail.elsewhere.svc' } }],
    ['the addresses behind any Service', { k8s: { service: 'tail.tracing', return_hostnames: false } }],
    ['the names behind a headless Service', { k8s: { service: 'tail-headless.tracing', return_hostnames: true } }],
    ['pods that are named', { static: { hostnames: ['tail.tracing.svc:4317'] } }],
  ])('finds its backends by %s', (_, resolver) => {
    expect(resolverFindings(balancing(resolver), SERVICES)).toEqual([]);
  });

  test('fails when it looks up a Service with one address', () => {
    expect(resolverFindings(balancing({ dns: { hostname: 'tail.tracing.svc' } }), SERVICES)).toEqual([{
      what: "load_balancing/tail looks up 'tail.tracing.svc', which is no headless Service",
      why: 'its name has one address for all pods: they would be one backend, and what belongs together be spread among them',
      fix: "'tail-headless.tracing.svc', the headless Service beside it",
    }]);
  });

  test('fails when it asks for names that pods do not have', () => {
    expect(resolverFindings(balancing({ k8s: { service: 'tail.tracing', return_hostnames: true } }), SERVICES)).toEqual([{
      what: "load_balancing/tail asks for the names of the pods of 'tail.tracing', which is no headless Service",
      why: 'only a headless Service gives its pods names: no backend would be found',
      fix: "'tail-headless.tracing', the headless Service beside it, or returnHostnames: false",
    }]);
  });
});
