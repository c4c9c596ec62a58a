import { Duration } from 'cdk8s';
import { aChart, CLUSTER, file, flag, pod, waysIn, waysOut, whats, written } from './program';
import { stack } from './stacks';
import { CollectorDaemonSet, FileSource, GatewayStatefulSet, MemberCluster, NetworkPeer, ObjectStore, StoreApi, Tls } from '../../lib';
import { find, manifestsOf } from '../manifests';

const ALL = written(stack({ receive: {}, memcached: {} }));
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

function member(name: string, address = `thanos.${name}.example.com:443`, tls?: Tls): MemberCluster {
  return new MemberCluster({ cluster: { name }, storeApis: [StoreApi.at({ address, tls, replicaLabels: ['prometheus_replica'] })] });
}

describe('network policies of a stack', () => {
  test.each([
    ['thanos-receive-router', ['any pod to 19291 and 10902'], ['thanos-receive-ingestor at 10901']],
    ['thanos-receive-ingestor', ['thanos-receive-router and thanos-query to 10901', 'any pod to 10902'], ['anybody at 443']],
    ['thanos-store', ['thanos-query to 10901', 'any pod to 10902'], ['anybody at 443', 'thanos-cache at 11211']],
    ['thanos-query', ['thanos-query-frontend and any pod to 10902'], ['thanos-receive-ingestor at 10901', 'thanos-store at 10901']],
    ['thanos-query-frontend', ['any pod to 10902'], ['thanos-query at 10902', 'thanos-cache at 11211']],
    ['thanos-compactor', ['any pod to 10902'], ['anybody at 443']],
  ])('let %s be reached, and reach, as it is wired', (name, into, out) => {
    expect(waysIn(ALL, name)).toEqual(into);
    expect(waysOut(ALL, name)).toEqual(['anybody at 53', ...out]);
  });

  test('let store gateways and the frontend reach memcached, which goes nowhere', () => {
    expect(waysIn(ALL, 'thanos-cache')).toEqual(['thanos-store and thanos-query-frontend to 11211']);
    expect(waysOut(ALL, 'thanos-cache')).toEqual([]);
  });

  test('let in who is named beside those that are wired', () => {
    const all = written(stack({ queryFrontend: { clients: [NetworkPeer.podsOf('grafana')], scrapers: [NetworkPeer.podsOf('monitoring')] } }));

    expect(waysIn(all, 'thanos-query-frontend')).toEqual(['grafana and monitoring to 10902']);
  });

  test('follow zones', () => {
    const all = written(stack({ receive: { zones: ZONES } }));

    expect(waysOut(all, 'thanos-receive-router')).toEqual(['anybody at 53', ...ZONES.map((zone) => `thanos-receive-ingestor-${zone} at 10901`)]);
    expect(waysIn(all, 'thanos-receive-ingestor-us-east-1b')).toEqual(['thanos-receive-router and thanos-query to 10901', 'any pod to 10902']);
  });
});

test('collectors write to the routers, and to nobody else', () => {
  const metrics = aChart();
  const observability = aChart('observability', metrics);
  const { remoteWriteEndpoint } = stack({ receive: {} })(metrics);
  const gateway = new GatewayStatefulSet(observability, 'gateway', { cluster: CLUSTER, metricsTo: remoteWriteEndpoint });
  new CollectorDaemonSet(observability, 'agent', { cluster: CLUSTER, podScraping: {}, metricsTo: gateway.otlpEndpoint });

  expect(JSON.stringify(find(manifestsOf(observability), 'ConfigMap', 'gateway-config').data)).toContain(remoteWriteEndpoint.url);
  expect(waysOut(manifestsOf(observability), 'gateway')).toEqual(['anybody at 53', 'thanos/thanos-receive-router at 19291']);
  expect(waysIn(manifestsOf(metrics), 'thanos-receive-router')).toEqual(['observability/gateway to 19291', 'any pod to 10902']);
});

test('a stack is asked by the Query of another one', () => {
  const edgeChart = aChart('edge');
  const hubChart = aChart('hub', edgeChart);
  const edge = stack({ receive: {} })(edgeChart);
  stack({ cluster: { name: 'hub' }, objectStore: ObjectStore.s3({ bucket: 'acme-hub-metrics', region: 'us-east-1' }), storeApis: [edge.storeApi] })(hubChart);

  expect(file(manifestsOf(hubChart), 'thanos-query', 'endpoints.yaml')).toEqual({
    endpoints: [
      { address: 'dnssrv+_grpc._tcp.thanos-store-headless.hub.svc', group: true },
      { address: 'dnssrv+_grpc._tcp.thanos-query-headless.edge.svc', group: true },
    ],
  });
  expect(flag(manifestsOf(hubChart), 'thanos-query', 'query.replica-label')).toEqual(['receive_replica']);
  expect(flag(manifestsOf(hubChart), 'thanos-query', 'deduplication.func')).toEqual(['chain']);
  expect(waysIn(manifestsOf(edgeChart), 'thanos-query')).toEqual(['thanos-query-frontend and any pod to 10902', 'hub/thanos-query to 10901']);
  expect(waysOut(manifestsOf(hubChart), 'thanos-query')).toContain('edge/thanos-query at 10901');
});

describe('members', () => {
  test('are asked, from the beginning or later', () => {
    const all = written((chart) => stack({ members: [member('eu')] })(chart).addMember(member('us')));

    expect(file(all, 'thanos-query', 'endpoints.yaml')).toEqual({
      endpoints: [
        { address: 'dnssrv+_grpc._tcp.thanos-store-headless.thanos.svc', group: true }, { address: 'thanos.eu.example.com:443' }, { address: 'thanos.us.example.com:443' },
      ],
    });
    expect(flag(all, 'thanos-query', 'query.replica-label')).toEqual(['prometheus_replica']);
    expect(waysOut(all, 'thanos-query')).toEqual(['anybody at 53', 'thanos-store at 10901', 'anybody at 443']);
  });

  test('have a TLS beside their address, each its own', () => {
    const custom = Tls.custom({ ca: FileSource.fromSecret('eu-ca', 'ca.crt') });
    const all = written(stack({ members: [member('eu', undefined, custom), member('us', undefined, Tls.system())] }));

    expect(file(all, 'thanos-query', 'endpoints.yaml')).toMatchObject({
      endpoints: [
        { address: 'dnssrv+_grpc._tcp.thanos-store-headless.thanos.svc' },
        { address: 'thanos.eu.example.com:443', client_config: { tls_config: { enabled: true, ca_file: '/etc/observability/secret/eu-ca/ca.crt' } } },
        { address: 'thanos.us.example.com:443', client_config: { tls_config: { enabled: true } } },
      ],
    });
    expect(JSON.stringify(pod(all, 'thanos-query', 'volumes'))).toContain('"secretName":"eu-ca"');
  });

  test('that are looked up share one TLS, which those at home go without', () => {
    const all = written(stack({ members: ['eu', 'us'].map((name) => member(name, `dns+thanos.${name}.example.com:443`, Tls.system())) }));

    expect(file(all, 'thanos-query', 'endpoints.yaml')).toEqual({
      default_client_config: { tls_config: { enabled: true } },
      endpoints: [
        { address: 'dnssrv+_grpc._tcp.thanos-store-headless.thanos.svc', group: true, client_config: { tls_config: { enabled: false } } },
        { address: 'dns+thanos.eu.example.com:443' }, { address: 'dns+thanos.us.example.com:443' },
      ],
    });
  });

  test('that are looked up by TLS fail beside ingestors, which are looked up without', () => {
    const members = [member('eu', 'dns+thanos.eu.example.com:443', Tls.system())];

    expect(whats(stack({ receive: {}, members }))).toEqual([
      "thanos/thanos/query: the endpoint 'dns+thanos.eu.example.com:443' has a TLS of its own, and is looked up",
    ]);
  });

  test('have names of their own, which the hub has not either', () => {
    expect(whats(stack({ members: [member('eu'), member('eu', 'other.example.com:443'), member('prod')] }))).toEqual([
      "thanos/thanos: several clusters are called 'eu'", "thanos/thanos: several clusters are called 'prod'",
    ]);
    expect(whats(stack({ members: [member('eu'), member('us')] }))).toEqual([]);
  });

  test('fail to be asked twice', () => {
    expect(whats((chart) => stack({ members: [member('eu')] })(chart).addMember(member('us', 'thanos.eu.example.com:443')))).toEqual([
      "thanos/thanos/query: the endpoint 'thanos.eu.example.com:443' is named more than once",
    ]);
  });
});

test('ingestors and store gateways that overlap leave no gap between them', () => {
  expect(whats(stack({ receive: {}, storeGateways: [{ window: { name: 'old', youngest: Duration.hours(24) } }] }))).toEqual([]);
});
