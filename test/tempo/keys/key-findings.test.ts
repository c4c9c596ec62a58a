import { documentFindings, overridesFindings } from '../../../lib/tempo/keys/key-findings';

function whats(document: unknown, version = '3.0.3'): string[] {
  return documentFindings(document, { source: 'it', version }).map(({ what }) => what);
}

describe('a document', () => {
  test('has the keys of its version', () => {
    expect(whats({ live_store: { max_trace_live: '30s' }, server: { http_listen_port: 3200 } })).toEqual([]);
    expect(whats({ ingester: { lifecycler: { ring: { replication_factor: 3 } } } }, '2.10.8')).toEqual([]);
  });

  test('has no key that has gone, or is still to come', () => {
    expect(documentFindings({ ingester: {} }, { source: 'it', version: '3.0.3' })).toEqual([{
      what: "it has 'ingester', which Tempo 3.0.3 does not know", why: 'it went with 3.0.0: Tempo reads its configuration strictly, and does not start', fix: 'leave it out',
    }]);
    expect(documentFindings({ memory: {} }, { source: 'it', version: '2.10.8' })).toEqual([{
      what: "it has 'memory', which Tempo 2.10.8 does not know",
      why: 'it came with 3.0.0: Tempo reads its configuration strictly, and does not start',
      fix: 'leave it out, or Tempo 3.0.0 or later',
    }]);
  });

  test('has no key that nobody knows, and is told of the one that was meant', () => {
    expect(documentFindings({ query_frontend: { max_retrys: 3 } }, { source: 'it', version: '3.0.3' })).toEqual([{
      what: "it has 'query_frontend.max_retrys', which Tempo does not know", why: 'Tempo reads its configuration strictly, and does not start', fix: 'max_retries in its place, or leave it out',
    }]);
    expect(documentFindings({ memory: { qqqqqqqqqqqqqqqqqq: 3 } }, { source: 'it', version: '3.0.3' })[0].fix).toBe('leave it out, or one of automemlimit_enabled, automemlimit_ratio');
  });

  test.each([
    [{ multitenancy_enabled: 'true' }, 'multitenancy_enabled', 'true or false'],
    [{ server: { http_listen_port: '3200' } }, 'server.http_listen_port', 'whole number'],
    [{ server: { http_listen_port: 3200.5 } }, 'server.http_listen_port', 'whole number'],
    [{ live_store: { max_live_traces_bytes: -1 } }, 'live_store.max_live_traces_bytes', 'whole number from 0 on'],
    [{ memory: { automemlimit_ratio: '0.8' } }, 'memory.automemlimit_ratio', 'number'],
    [{ shutdown_delay: 30 }, 'shutdown_delay', 'duration of Go'],
    [{ shutdown_delay: '1d' }, 'shutdown_delay', 'duration of Go'],
    [{ overrides: { per_tenant_override_period: '1.5m' } }, 'overrides.per_tenant_override_period', 'duration of Prometheus'],
    [{ target: true }, 'target', 'text'],
  ])('%j is of another type', (document, path, noun) => {
    expect(whats(document)).toEqual([expect.stringMatching(`^it has '${path}': .*, which is no ${noun}$`)]);
  });

  test.each([
    [{ server: 3200 }, "it has 'server': 3200, where a block of keys stands"],
    [{ memberlist: { join_members: 'one' } }, "it has 'memberlist.join_members': \"one\", where a list stands"],
    [{ distributor: { receivers: ['otlp'] } }, "it has 'distributor.receivers': [\"otlp\"], where a map stands"],
    [{ cache: { caches: [{ rolls: [] }] } }, "it has 'cache.caches.0.rolls', which Tempo does not know"],
  ])('%j has another form', (document, what) => {
    expect(whats(document)).toEqual([what]);
  });

  test('may have what the user likes where Tempo hands it on', () => {
    expect(whats({ distributor: { receivers: { jaeger: { protocols: { thrift_http: null } } } } })).toEqual([]);
  });
});

test('overrides of tenants are of the scoped format', () => {
  const reading = { source: 'overrides', version: '3.0.3' };
  expect(overridesFindings({ overrides: { payments: { ingestion: { rate_limit_bytes: 5 } } } }, reading)).toEqual([]);
  expect(overridesFindings({ overrides: { payments: { ingestion_rate_limit_bytes: 5 } } }, reading).map(({ what }) => what))
    .toEqual(["overrides has 'overrides.payments.ingestion_rate_limit_bytes', which Tempo does not know"]);
});
