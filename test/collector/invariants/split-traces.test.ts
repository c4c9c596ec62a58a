import { keepsTracesTogether, sendersAmong, splitFindings } from '../../../lib/collector/invariants/split-traces';
import { documentOf, whats } from '../documents';

const SERVICES = ['tail.tracing.svc', 'tail-headless.tracing.svc'];
const three = { onEveryNode: false, replicas: 3 };
const one = { onEveryNode: false, replicas: 1 };
const everyNode = { onEveryNode: true, replicas: 1 };

const sampling = (id = 'tail_sampling') => documentOf({ traces: { receivers: ['otlp'], processors: [id], exporters: ['otlp_grpc'] } });

function sender(exporter: string, config: object, pipeline = 'traces') {
  return { path: 'gateway', document: () => documentOf({ [pipeline]: { receivers: ['otlp'], exporters: [exporter] } }, { exporters: { [exporter]: config } }) };
}

const balancing = (resolver: object, key?: string) => sender('load_balancing', { resolver, ...(key === undefined ? {} : { routing_key: key }) });

function judged(senders: Parameters<typeof sendersAmong>[0], routedByTraceId = false, replication = three) {
  return splitFindings(sampling(), replication, { name: 'tail', senders: sendersAmong(senders, SERVICES), routedByTraceId });
}

describe('whether traces must be kept together', () => {
  test('is asked of several replicas that decide about them, under any name', () => {
    expect(keepsTracesTogether(sampling(), three)).toBe(true);
    expect(keepsTracesTogether(sampling('tail_sampling/keep'), everyNode)).toBe(true);
  });

  test('is not asked of one, nor of those that decide about nothing', () => {
    expect(keepsTracesTogether(sampling(), one)).toBe(false);
    expect(keepsTracesTogether(sampling('probabilistic_sampler'), three)).toBe(false);
  });
});

describe('several replicas that decide about traces', () => {
  test.each([
    ['by the Service', { k8s: { service: 'tail-headless.tracing' } }],
    ['by its name in the DNS', { dns: { hostname: 'tail-headless.tracing.svc.cluster.local' } }],
    ['one by one', { static: { hostnames: ['tail-0.tail-headless.tracing.svc:4317', 'tail-1.tail-headless.tracing.svc:4317'] } }],
  ])('are fed by a load balancer that finds them %s', (_, resolver) => {
    expect(judged([balancing(resolver)])).toEqual([]);
    expect(judged([balancing(resolver, 'traceID')])).toEqual([]);
  });

  test('fail when nobody routes to them', () => {
    expect(judged([balancing({ k8s: { service: 'other.tracing' } })])).toEqual([{
      what: 'tail_sampling runs in 3 replicas, and nobody routes to them by trace id',
      why: 'spans of one trace come to several of them: each decides about a part, and what is kept is torn',
      fix: 'a TailSampler, which has routers, or replicas: 1',
    }]);
  });

  test('fail on every node: a trace has spans on many', () => {
    expect(whats(judged([], false, everyNode))).toEqual(['tail_sampling runs in a pod on every node, and nobody routes to them by trace id']);
  });

  test('are right when it is known that others route', () => {
    expect(judged([], true)).toEqual([]);
  });

  test('fail when somebody sends without choosing, even beside one who chooses', () => {
    const plain = sender('otlp_grpc/tail', { endpoint: 'tail.tracing.svc:4317' });

    expect(judged([plain, balancing({ k8s: { service: 'tail-headless.tracing' } })])).toEqual([{
      what: 'gateway sends to tail_sampling in 3 replicas by otlp_grpc/tail, which does not choose among them',
      why: 'spans of one trace come to several replicas: each decides about a part, and what is kept is torn',
      fix: "new LoadBalancingExporter({ resolver: BackendResolver.kubernetes({ service: 'tail-headless' }) }), or replicas: 1",
    }]);
    expect(whats(judged([sender('otlp_http', { endpoint: 'http://tail.tracing.svc:4318' })], true))).toHaveLength(1);
  });

  test.each(['service', 'attributes'])("fail when somebody chooses by '%s'", (key) => {
    expect(judged([balancing({ k8s: { service: 'tail-headless.tracing' } }, key)])).toEqual([{
      what: `gateway sends to tail_sampling in 3 replicas by load_balancing, which chooses by '${key}'`,
      why: 'spans of one trace come to several replicas: each decides about a part, and what is kept is torn',
      fix: 'routingKey: RoutingKey.TRACE_ID',
    }]);
  });

  test('care about traces only, and about exporters that lead to them', () => {
    expect(sendersAmong([
      sender('otlp_grpc', { endpoint: 'tail.tracing.svc:4317' }, 'metrics'),
      sender('otlp_grpc', { endpoint: 'other.tracing.svc:4317' }),
      sender('debug', {}),
    ], SERVICES)).toEqual([]);
  });
});
