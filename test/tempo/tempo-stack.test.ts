import { Duration, Size } from 'cdk8s';
import * as YAML from 'yaml';
import { document, fixes, microservices, stack, STORE, synthesized, V2, whats } from './stacks';
import { FileSource, GatewayStatefulSet, Memcached, ObjectStore, RemoteWriteEndpoint, SecretValue, TempoLogLevel, TempoProcessor, TempoTenant, Tls, VersionCatalog } from '../../lib';
import { at, find, manifestsOf } from '../manifests';
import { aChart, args, configHash, container, file, objects, pod, waysIn, waysOut, workload } from '../thanos/program';

const METRICS = RemoteWriteEndpoint.http({ url: 'http://thanos-receive-router.thanos.svc:19291/api/v1/receive' });

describe('one pod', () => {
  const all = synthesized(stack());

  test('has all components, a volume and nothing that it could not do without', () => {
    expect(objects(all)).toEqual([
      'ConfigMap tempo-overrides', 'ServiceAccount tempo', 'ConfigMap tempo-config', 'NetworkPolicy tempo', 'PodDisruptionBudget tempo', 'Service tempo', 'StatefulSet tempo',
    ]);
    expect(args(all, 'tempo')).toEqual(['-config.file=/etc/tempo/tempo.yaml', '-target=all']);
    expect(container(all, 'tempo', 'image')).toBe('docker.io/grafana/tempo:3.0.3');
    expect(workload(all, 'tempo').spec).toMatchObject({ replicas: 1, volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '20Gi' } } } }] });
  });

  test('gossips with nobody, and needs no Kafka', () => {
    expect(Object.keys(document(all, 'tempo'))).toEqual(['multitenancy_enabled', 'server', 'distributor', 'backend_worker', 'storage', 'overrides', 'usage_report']);
  });

  test('tells its makers nothing', () => {
    expect(document(all, 'tempo').usage_report).toEqual({ reporting_enabled: false });
  });

  test('has its memory, and Go knows of it', () => {
    expect(container(all, 'tempo', 'resources.limits')).toEqual({ 'cpu': '4', 'memory': '4Gi', 'ephemeral-storage': '256Mi' });
    expect(container(all, 'tempo', 'env')).toEqual([{ name: 'GOMEMLIMIT', value: '3276MiB' }]);
  });

  test('is waited for while it reads its log, and has the time to write it', () => {
    expect(container(all, 'tempo', 'startupProbe')).toMatchObject({ httpGet: { path: '/ready', port: 3200 }, periodSeconds: 10, failureThreshold: 180 });
    expect(container(all, 'tempo', 'readinessProbe.httpGet')).toEqual({ path: '/ready', port: 3200 });
    expect(container(all, 'tempo', 'livenessProbe.httpGet')).toEqual({ path: '/api/status/buildinfo', port: 3200 });
    expect(pod(all, 'tempo', 'terminationGracePeriodSeconds')).toBe(150);
    expect(whats(stack({ monolith: { terminationGracePeriod: Duration.seconds(60) } }))).toEqual(['the pod has 60 seconds to stop and needs 150']);
  });

  test('keeps traces for two weeks, or as long as is said', () => {
    expect(document(all, 'tempo').backend_worker.compaction.block_retention).toBe('1209600s');
    const day = document(synthesized(stack({ retention: Duration.hours(24) })), 'tempo');
    expect(day.backend_worker.compaction.block_retention).toBe('86400s');
    expect(day.overrides.defaults).toMatchObject({ compaction: { block_retention: '1d' }, read: { max_search_duration: '1d' } });
  });

  test('is let in by anybody until somebody connects', () => {
    expect(waysIn(all, 'tempo')).toEqual(['any pod to 3200 and 4317 and 4318']);
    const chart = aChart('tempo');
    const tempo = stack()(chart);
    new GatewayStatefulSet(aChart('observability', chart), 'gateway', { cluster: { name: 'prod' }, tracesTo: tempo.otlpEndpoint });
    expect(waysIn(manifestsOf(chart), 'tempo')).toEqual(['any pod to 3200', 'observability/gateway to 4317']);
  });
});

describe('microservices', () => {
  const all = synthesized(microservices({ metricsGenerator: { remoteWriteTo: [METRICS] }, retention: Duration.days(7) }));
  const names = ['distributor', 'ingester', 'query-frontend', 'querier', 'compactor', 'metrics-generator'].map((target) => `tempo-${target}`);

  test('are processes of their own, each told what it is', () => {
    for (const name of names) {
      expect(args(all, name)).toEqual(['-config.file=/etc/tempo/tempo.yaml', `-target=${name.replace('tempo-', '')}`, '-config.expand-env=true']);
    }
  });

  test('find each other by gossip, ready or not, in a ring of their own name', () => {
    expect(find(all, 'Service', 'tempo-gossip-ring').spec).toMatchObject({
      clusterIP: 'None', publishNotReadyAddresses: true, selector: { 'observability.cdk8s.io/gossip-ring': 'tempo' }, ports: [{ port: 7946 }],
    });
    for (const name of names) {
      expect(at(workload(all, name), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/gossip-ring': 'tempo' });
      expect(document(all, name).memberlist).toEqual({
        join_members: ['dns+tempo-gossip-ring.tempo.svc:7946'], cluster_label: 'prod.tempo-gossip-ring.tempo.svc', advertise_addr: '${POD_IP}', abort_if_cluster_join_fails: false,
      });
    }
  });

  test('read what is for them only, so that others do not restart with it', () => {
    expect(Object.keys(document(all, 'tempo-metrics-generator'))).toEqual(['multitenancy_enabled', 'server', 'memberlist', 'metrics_generator', 'overrides', 'usage_report']);
    const extraConfig = { querier: { max_concurrent_queries: 5 } };
    const other = synthesized(microservices({ metricsGenerator: { remoteWriteTo: [METRICS] }, retention: Duration.days(7), extraConfig }));
    expect(configHash(other, 'tempo-ingester')).toBe(configHash(all, 'tempo-ingester'));
    expect(configHash(other, 'tempo-querier')).not.toBe(configHash(all, 'tempo-querier'));
  });

  test('keep each span three times, and write everything to the store when they end', () => {
    expect(document(all, 'tempo-ingester').ingester).toEqual({
      lifecycler: { address: '${POD_IP}', ring: { kvstore: { store: 'memberlist' }, replication_factor: 3 } }, flush_all_on_shutdown: true,
    });
    expect(workload(all, 'tempo-ingester').spec).toMatchObject({ replicas: 3, podManagementPolicy: 'Parallel' });
    expect(pod(all, 'tempo-ingester', 'terminationGracePeriodSeconds')).toBe(1200);
    expect(find(all, 'PodDisruptionBudget', 'tempo-ingester').spec).toMatchObject({ maxUnavailable: 1 });
    const five = synthesized(microservices({ microservices: { replicationFactor: 5, ingester: { replicas: 5 } } }));
    expect(find(five, 'PodDisruptionBudget', 'tempo-ingester').spec).toMatchObject({ maxUnavailable: 2 });
  });

  test('let queriers find frontends that are not ready, because they are ready when a querier has found them', () => {
    expect(find(all, 'Service', 'tempo-query-frontend-discovery').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ port: 9095 }, { port: 7946 }] });
    expect(document(all, 'tempo-querier').querier.frontend_worker).toEqual({ frontend_address: 'tempo-query-frontend-discovery.tempo.svc:9095' });
  });

  test('share the rate of a tenant', () => {
    expect(document(all, 'tempo-distributor').overrides.defaults.ingestion.rate_strategy).toBe('global');
    expect(document(synthesized(stack()), 'tempo').overrides.defaults.ingestion.rate_strategy).toBe('local');
  });

  test('are reached by those only who ask them', () => {
    expect(waysIn(all, 'tempo-ingester')).toEqual(['tempo-distributor and tempo-querier to 9095', 'any pod of the namespace to 7946', 'any pod to 3200']);
    expect(waysIn(all, 'tempo-metrics-generator')).toContain('tempo-distributor and tempo-querier to 9095');
    expect(waysIn(all, 'tempo-query-frontend')).toContain('tempo-querier to 9095');
    expect(waysIn(all, 'tempo-distributor')).toEqual(['any pod to 4317 and 4318 and 3200', 'any pod of the namespace to 7946']);
    expect(waysOut(all, 'tempo-distributor')).toEqual(expect.arrayContaining(['tempo-ingester at 9095', 'tempo-metrics-generator at 9095']));
    expect(waysOut(all, 'tempo-distributor').join()).not.toContain('443');
  });

  test('have a folder for a log that they do not write, because the root is read-only', () => {
    for (const name of ['tempo-querier', 'tempo-query-frontend', 'tempo-compactor']) {
      expect(pod(all, name, 'volumes')).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '16Mi' } });
      expect(container(all, name, 'volumeMounts')).toContainEqual({ name: 'data', mountPath: '/var/tempo' });
    }
    expect(JSON.stringify(container(all, 'tempo-distributor', 'volumeMounts'))).not.toContain('/var/tempo"');
  });

  test.each([
    ['tempo-distributor', '2Gi', 60], ['tempo-ingester', '5Gi', 1200], ['tempo-querier', '4Gi', 60], ['tempo-query-frontend', '2Gi', 60], ['tempo-compactor', '5Gi', 60],
    ['tempo-metrics-generator', '2Gi', 120],
  ])('%s has %s and %d seconds to end', (name, memory, seconds) => {
    expect(container(all, name, 'resources.limits.memory')).toBe(memory);
    expect(pod(all, name, 'terminationGracePeriodSeconds')).toBe(seconds);
    expect(container(all, name, 'startupProbe.httpGet.path')).toBe('/ready');
  });

  test('are scraped, each under its name', () => {
    const jobs: string[] = [];
    synthesized(microservices(), (tempo) => jobs.push(...tempo.scrapeConfigs.map(({ jobName }) => jobName)));
    expect(jobs).toEqual(['tempo-distributor', 'tempo-ingester', 'tempo-query-frontend', 'tempo-querier', 'tempo-compactor']);
  });
});

describe('a version', () => {
  test('from 3.0 on has no microservices without Kafka', () => {
    expect(() => synthesized(stack({ microservices: {} }))).toThrow(
      'tempo/tempo: microservices of Tempo 3.0.3\n  why: from 3.0.0 on there are no ingesters: distributors write to Kafka, which is not part of this library, and do not start without it\n'
      + "  fix: versions: new VersionCatalog({ tempo: '2.10.8' }), or leave microservices out (one pod needs no Kafka)\n",
    );
  });

  test('before it has another pod of all components', () => {
    expect(() => synthesized(stack({ versions: V2 }))).toThrow(/tempo\/tempo: one pod of Tempo 2.10.8\n/);
  });

  test('runs in one shape, and is the same for all', () => {
    expect(() => synthesized(stack({ versions: V2, microservices: {}, monolith: {} }))).toThrow(/there are both monolith and microservices/);
    expect(whats(microservices({ microservices: { querier: { versions: new VersionCatalog({ tempo: '2.10.1' }) } } }))).toEqual(['tempo-querier runs Tempo 2.10.1, and the stack 2.10.8']);
  });
});

describe('tenants', () => {
  const tenants = [new TempoTenant('payments', { retention: Duration.days(30) }), new TempoTenant('search')];

  test('are told apart by a header that nobody has to name', () => {
    synthesized(stack({ multitenancy: true }), (tempo) => {
      expect(tempo.otlpEndpointFor('payments')).toMatchObject({ url: 'tempo.tempo.svc:4317', headers: { 'X-Scope-OrgID': 'payments' }, name: 'tempo-payments' });
      expect(tempo.otlpHttpEndpointFor('payments')).toMatchObject({ url: 'http://tempo.tempo.svc:4318', headers: { 'X-Scope-OrgID': 'payments' } });
      expect(tempo.queryEndpointFor('payments').grafanaDatasource('Traces')).toEqual({
        name: 'Traces', type: 'tempo', access: 'proxy', url: 'http://tempo.tempo.svc:3200', jsonData: { httpHeaderName1: 'X-Scope-OrgID' }, secureJsonData: { httpHeaderValue1: 'payments' },
      });
      expect(tempo.otlpEndpointFor('payments')).toBe(tempo.otlpEndpointFor('payments'));
    });
  });

  test('have endpoints of their own, and without them there is one', () => {
    synthesized(stack({ multitenancy: true }), (tempo) => {
      expect(() => tempo.otlpEndpoint).toThrow("tempo/tempo: otlpEndpoint of a Tempo with multitenancy\n  why: requests that name no tenant are refused (no org id)\n  fix: otlpEndpointFor('payments')\n");
      expect(() => tempo.otlpHttpEndpoint).toThrow(/otlpHttpEndpoint of/);
      expect(() => tempo.queryEndpoint).toThrow(/queryEndpoint of/);
      expect(() => tempo.queryEndpointFor('pay/ments')).toThrow(/is not the name of a tenant/);
    });
    synthesized(stack(), (tempo) => {
      expect(tempo.otlpEndpoint).toMatchObject({ url: 'tempo.tempo.svc:4317', headers: {}, name: 'tempo' });
      expect(tempo.otlpEndpoint.maxReceiveSize!.toMebibytes()).toBe(8);
      expect(tempo.otlpHttpEndpoint.url).toBe('http://tempo.tempo.svc:4318');
      expect(tempo.queryEndpoint.grafanaDatasource('Traces')).toEqual({ name: 'Traces', type: 'tempo', access: 'proxy', url: 'http://tempo.tempo.svc:3200', jsonData: {} });
      expect(() => tempo.otlpEndpointFor('payments')).toThrow(/otlpEndpointFor\('payments'\) of a Tempo without multitenancy/);
    });
  });

  test('are in a file that running pods read again: nobody restarts for them', () => {
    const before = synthesized(stack({ multitenancy: true }));
    const after = synthesized(stack({ multitenancy: true }), (tempo) => tenants.forEach((tenant) => tempo.addTenant(tenant)));
    expect(configHash(after, 'tempo')).toBe(configHash(before, 'tempo'));
    expect(document(after, 'tempo').overrides).toMatchObject({ per_tenant_override_config: '/etc/tempo-overrides/overrides.yaml', per_tenant_override_period: '10s' });
    expect(container(after, 'tempo', 'volumeMounts')).toContainEqual({ name: 'files-0', mountPath: '/etc/tempo-overrides', readOnly: true });
    expect(Object.keys(overrides(after))).toEqual(['payments']);
  });

  test('are no problem unless two have one name, or nobody is told apart', () => {
    expect(whats(stack({ multitenancy: true, tenants }))).toEqual([]);
    expect(whats(stack({ multitenancy: true, tenants: [...tenants, new TempoTenant('search')] }))).toEqual(["two tenants are called 'search'"]);
    expect(whats(stack({ tenants }))).toEqual(['there are tenants (payments, search), and multitenancy is off']);
  });

  function overrides(all: ReturnType<typeof synthesized>): object {
    return (YAML.parse((find(all, 'ConfigMap', 'tempo-overrides').data as Record<string, string>)['overrides.yaml']) as { overrides: object }).overrides;
  }
});

describe('metrics of spans', () => {
  const vendor = RemoteWriteEndpoint.http({
    name: 'vendor',
    url: 'https://metrics.example.com/push',
    headers: { authorization: SecretValue.fromSecret('metrics', 'token', { prefix: 'Bearer ' }) },
    tls: Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') }),
  });

  test('are made by nobody until it is said where they go', () => {
    expect(document(synthesized(stack()), 'tempo').metrics_generator).toBeUndefined();
    expect(objects(synthesized(microservices()))).not.toContain('StatefulSet tempo-metrics-generator');
  });

  test('go there with the credentials of a file', () => {
    const all = synthesized(stack({ metricsGenerator: { remoteWriteTo: [vendor], processors: [TempoProcessor.SERVICE_GRAPHS] } }));
    expect(document(all, 'tempo').metrics_generator).toEqual({
      registry: { external_labels: { cluster: 'prod' } },
      storage: {
        path: '/var/tempo/generator/wal',
        remote_write: [{
          name: 'vendor',
          url: 'https://metrics.example.com/push',
          authorization: { type: 'Bearer', credentials_file: '/etc/observability/secret/metrics/token' },
          tls_config: { ca_file: '/etc/observability/config-map/authority/ca.crt' },
          send_exemplars: true,
        }],
      },
    });
    expect(document(all, 'tempo').overrides.defaults.metrics_generator).toEqual({ processors: ['service-graphs'], generate_native_histograms: 'classic' });
    expect(JSON.stringify(pod(all, 'tempo', 'volumes'))).toContain('"secretName":"metrics"');
  });

  test('go to somebody, and are some', () => {
    expect(whats(stack({ metricsGenerator: { remoteWriteTo: [] } }))).toEqual(['metricsGenerator writes to nobody']);
    expect(whats(stack({ metricsGenerator: { remoteWriteTo: [METRICS], processors: [] } }))).toEqual(['metricsGenerator has no processors']);
    expect(whats(microservices({ microservices: { metricsGenerator: {} } }))).toEqual(['microservices has pods of a metricsGenerator, and the stack has none']);
    expect(whats(stack({ metricsGenerator: { remoteWriteTo: [METRICS, METRICS] } }))).toHaveLength(1);
  });
});

describe('the rest', () => {
  test('is cached where it is read', () => {
    const chart = aChart('tempo');
    microservices({ cache: new Memcached(chart, 'cache').endpoint })(chart);
    const all = manifestsOf(chart);
    expect(document(all, 'tempo-querier').cache.caches[0]).toEqual({
      roles: ['bloom', 'parquet-footer', 'parquet-page', 'frontend-search'],
      memcached: { addresses: 'dnssrvnoa+_memcache._tcp.cache-headless.tempo.svc', consistent_hash: true, timeout: '200ms', max_item_size: 1048576 },
    });
    expect(waysIn(all, 'cache')).toEqual(['tempo-querier and tempo-query-frontend to 11211'].map((way) => expect.stringMatching(way.split(' ')[0])));
    expect(document(all, 'tempo-ingester').cache).toBeUndefined();
  });

  test('is said in the keys of Tempo, if it knows them and nobody else says them', () => {
    const all = synthesized(stack({ logLevel: TempoLogLevel.DEBUG, extraConfig: { server: { http_server_idle_timeout: '5m' } } }));
    expect(document(all, 'tempo').server).toMatchObject({ log_level: 'debug', http_server_idle_timeout: '5m', http_listen_port: 3200 });
    expect(whats(stack({ extraConfig: { server: { http_server_idel_timeout: '5m' } } }))).toEqual(["extraConfig has 'server.http_server_idel_timeout', which Tempo does not know"]);
    expect(fixes(stack({ extraConfig: { server: { http_server_idel_timeout: '5m' } } }))).toEqual(['http_server_idle_timeout in its place, or leave it out']);
    expect(whats(stack({ extraConfig: { server: { http_listen_port: 80 } } }))).toEqual(["extraConfig has 'server.http_listen_port', which the library writes itself"]);
    expect(whats(stack({ extraConfig: { ingest: {} } }))).toEqual(["extraConfig has 'ingest', which none of its components reads"]);
    expect(whats(stack({ extraConfig: { ingester: {} } }))).toEqual(["extraConfig has 'ingester', which Tempo 3.0.3 does not know"]);
  });

  test('has no variable put in its place where nobody asked for it', () => {
    const extraConfig = { query_frontend: { url_deny_list: ['^/api/search$', '${HOME}'] } };
    expect(document(synthesized(microservices({ extraConfig })), 'tempo-query-frontend').query_frontend.url_deny_list).toEqual(['^/api/search$$', '$${HOME}']);
    expect(document(synthesized(stack({ extraConfig })), 'tempo').query_frontend.url_deny_list).toEqual(['^/api/search$', '${HOME}']);
  });

  test('is a problem where the store is a folder of a pod, or retention and limits make no sense', () => {
    expect(whats(stack({ objectStore: ObjectStore.filesystem({ directory: '/traces' }) }))).toEqual(["blocks are kept in the folder '/traces' of every pod"]);
    expect(whats(stack({ retention: Duration.minutes(30), limits: { maxTraceSize: Size.kibibytes(0) } }))).toEqual(['retention is 30m', 'maxTraceSize of limits is 0 MiB']);
    expect(whats(microservices({ microservices: { ingester: { replicas: 2 } } }))).toEqual(['there are 2 ingesters for a replication factor of 3']);
    expect(whats(stack({ objectStore: STORE }))).toEqual([]);
  });

  test('is named as is said', () => {
    expect(objects(synthesized(stack({ name: 'traces' })))).toContain('StatefulSet traces');
    expect(file(synthesized(stack({ name: 'traces', monolith: { name: 'all-traces' } })), 'all-traces', 'tempo.yaml')).toBeDefined();
  });
});
