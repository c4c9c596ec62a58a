import { Duration } from 'cdk8s';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { clientTlsFlags, queryFlags, QueryPlan } from '../../../lib/thanos/query/flags';
import { ThanosQueryEngine, ThanosQueryMode } from '../../../lib/thanos/query/thanos-query-props';
import { FileSource, Tls } from '../../../lib/wiring';

test('a Query asks its endpoints, and takes samples as coarse as it may', () => {
  const flags = queryFlags({ endpointsFile: '/etc/endpoints.yaml', replicaLabels: [] });

  expect(Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))).toStrictEqual({
    'endpoint.sd-config-file': '/etc/endpoints.yaml', 'query.auto-downsampling': true,
  });
});

const PLAN: QueryPlan = {
  endpointsFile: '/etc/endpoints.yaml',
  replicaLabels: ['replica', 'rule_replica'],
  partitionLabels: ['cluster'],
  deduplication: 'chain',
  engine: ThanosQueryEngine.THANOS,
  mode: ThanosQueryMode.DISTRIBUTED,
  timeout: Duration.minutes(5),
  storeResponseTimeout: Duration.seconds(30),
  maxConcurrent: 10,
  maxConcurrentSelect: 2,
  lookbackDelta: Duration.minutes(5),
  instantMaxSourceResolution: Duration.hours(1),
  partialResponse: false,
  tenancy: { header: 'X-Tenant', defaultTenant: 'nobody', label: 'tenant' },
  selectorFile: '/etc/selector.yaml',
};

test('a Query is told everything', () => {
  expect(queryFlags(PLAN)).toStrictEqual({
    'endpoint.sd-config-file': '/etc/endpoints.yaml',
    'query.replica-label': ['replica', 'rule_replica'],
    'query.partition-label': ['cluster'],
    'deduplication.func': 'chain',
    'query.promql-engine': 'thanos',
    'query.mode': 'distributed',
    'query.timeout': '5m',
    'store.response-timeout': '30s',
    'query.max-concurrent': 10,
    'query.max-concurrent-select': 2,
    'query.lookback-delta': '5m',
    'query.auto-downsampling': true,
    'query.instant.default.max_source_resolution': '1h',
    'query.partial-response': false,
    'selector.relabel-config-file': '/etc/selector.yaml',
    'query.enforce-tenancy': true,
    'query.tenant-header': 'X-Tenant',
    'query.default-tenant-id': 'nobody',
    'query.tenant-label-name': 'tenant',
  });
});

test('before 0.42, all endpoints are reached as flags say', () => {
  expect(clientTlsFlags(Tls.plaintext(), '0.41.0')).toEqual({});
  expect(clientTlsFlags(Tls.custom({ ca: FileSource.fromSecret('tls', 'ca.crt'), serverName: 'thanos' }), '0.41.0')).toEqual({
    'grpc-client-tls-secure': true, 'grpc-client-tls-ca': '/etc/observability/secret/tls/ca.crt', 'grpc-client-server-name': 'thanos',
  });
  expect(clientTlsFlags(Tls.system(), '0.42.0')).toEqual({});
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect(thanosArguments({ component: 'query', version, values: queryFlags(PLAN) }).findings).toEqual([]);
});
