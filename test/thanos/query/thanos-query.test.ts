import { Chart, Duration } from 'cdk8s';
import {
  FileSource, ObjectStore, StoreApi, StoreApiProps, ThanosQuery, ThanosQueryEngine, ThanosQueryMode, ThanosQueryProps, ThanosReceive, ThanosStoreGateway, Tls,
  VersionCatalog,
} from '../../../lib';
import { at, find, manifestsOf } from '../../manifests';
import { aChart, args, CLUSTER, container, file, flag, objects, pod, problems, STORE, waysIn, waysOut, whats, workload, written } from '../program';

const SIDECAR = 'dnssrv+_grpc._tcp.prometheus-thanos.monitoring.svc';

function asking(apis: readonly StoreApiProps[], props: Omit<ThanosQueryProps, 'storeApis'> = {}): (chart: Chart) => ThanosQuery {
  return (chart) => new ThanosQuery(chart, 'query', { ...props, storeApis: apis.map((api) => StoreApi.at(api)) });
}

function receive(chart: Chart, replicationFactor = 3): ThanosReceive {
  return new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: STORE, replicationFactor });
}

const DEFAULT = written(asking([{ address: SIDECAR }]));

describe('Query', () => {
  test('is a Deployment, for clients one Service, and for other Queries one that names each replica', () => {
    expect(objects(DEFAULT)).toEqual([
      'ServiceAccount query', 'ConfigMap query-config', 'NetworkPolicy query', 'PodDisruptionBudget query', 'Service query', 'Service query-headless', 'Deployment query',
    ]);
    expect(at(find(DEFAULT, 'Service', 'query'), 'spec')).toMatchObject({ ports: [{ name: 'http', port: 10902, appProtocol: 'http' }] });
    expect(at(find(DEFAULT, 'Service', 'query-headless'), 'spec')).toMatchObject({ clusterIP: 'None', ports: [{ name: 'grpc', port: 10901, appProtocol: 'grpc' }] });
  });

  test('takes samples as coarse as the step allows, and asks those of its file', () => {
    expect([...args(DEFAULT, 'query')].sort()).toEqual([
      '--deduplication.func=penalty', '--endpoint.sd-config-file=/etc/thanos/endpoints.yaml', '--log.format=logfmt', '--query.auto-downsampling', 'query',
    ]);
    expect(file(DEFAULT, 'query', 'endpoints.yaml')).toEqual({ endpoints: [{ address: SIDECAR }] });
  });

  test('gets 2 GiB, is there twice, and comes before the one that it replaces goes', () => {
    expect(container(DEFAULT, 'query', 'resources')).toMatchObject({ requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '4', memory: '2Gi' } });
    expect(at(workload(DEFAULT, 'query'), 'spec')).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } });
  });

  test('evaluates as the program says', () => {
    const all = written(asking([{ address: SIDECAR }], {
      replicas: 3,
      mode: ThanosQueryMode.DISTRIBUTED,
      partitionLabels: ['cluster'],
      timeout: Duration.minutes(5),
      storeResponseTimeout: Duration.seconds(30),
      maxConcurrent: 40,
      partialResponse: false,
      instantMaxSourceResolution: Duration.hours(1),
      tenancy: { header: 'X-Tenant', label: 'team', defaultTenant: 'platform' },
    }));

    expect(at(workload(all, 'query'), 'spec.replicas')).toBe(3);
    expect(args(all, 'query')).toEqual(expect.arrayContaining([
      '--query.mode=distributed', '--query.promql-engine=thanos', '--query.partition-label=cluster', '--query.timeout=5m', '--store.response-timeout=30s',
      '--query.max-concurrent=40', '--no-query.partial-response', '--query.instant.default.max_source_resolution=1h',
      '--query.enforce-tenancy', '--query.tenant-header=X-Tenant', '--query.tenant-label-name=team', '--query.default-tenant-id=platform',
    ]));
  });

  test('can be read back, and asked by others', () => {
    const query = asking([{ address: SIDECAR, replicaLabels: ['prometheus_replica'] }], { replicaLabels: ['shard'] })(aChart());

    expect(query.queryEndpoint.url).toBe('http://query.thanos.svc:10902');
    expect(query.storeApi).toMatchObject({ address: 'dnssrv+_grpc._tcp.query-headless.thanos.svc', group: true });
    expect([query.replicas, query.replicaLabels, query.storeApi.replicaLabels]).toEqual([2, ['prometheus_replica', 'shard'], ['prometheus_replica', 'shard']]);
  });
});

describe('copies of a series', () => {
  const deduplication = (add: (chart: Chart) => unknown) => {
    const all = written(add);
    return [flag(all, 'query', 'query.replica-label'), flag(all, 'query', 'deduplication.func')];
  };
  const sidecar = StoreApi.at({ address: SIDECAR, replicaLabels: ['prometheus_replica'] });

  test('are told apart by the labels of whoever is asked', () => {
    expect(deduplication(asking([{ address: SIDECAR }]))).toEqual([[], ['penalty']]);
    expect(deduplication(asking([{ address: SIDECAR, replicaLabels: ['replica', 'prometheus_replica'] }]))).toEqual([['prometheus_replica', 'replica'], ['penalty']]);
  });

  test('of ingestors fill each other’s gaps, as they are the same', () => {
    expect(deduplication((chart) => new ThanosQuery(chart, 'query', { storeApis: receive(chart).storeApis }))).toEqual([['receive_replica'], ['chain']]);
  });

  test('of ingestors and of a pair of Prometheus are not mixed', () => {
    expect(deduplication((chart) => new ThanosQuery(chart, 'query', { storeApis: [...receive(chart).storeApis, sidecar] }))).toEqual([
      ['prometheus_replica', 'receive_replica'], ['penalty'],
    ]);
    expect(deduplication((chart) => new ThanosQuery(chart, 'query', { storeApis: receive(chart).storeApis, replicaLabels: ['prometheus_replica'] }))).toEqual([
      ['prometheus_replica', 'receive_replica'], ['penalty'],
    ]);
  });

  test('that are none still differ by who keeps them, as series move', () => {
    expect(deduplication((chart) => new ThanosQuery(chart, 'query', { storeApis: receive(chart, 1).storeApis }))).toEqual([['receive_replica'], ['penalty']]);
  });

  test('in a bucket are those of whoever writes into it, whatever the order of the program', () => {
    const gateway = (chart: Chart) => new ThanosStoreGateway(chart, 'store', { objectStore: STORE });

    expect(deduplication((chart) => {
      new ThanosQuery(chart, 'query', { storeApis: gateway(chart).storeApis });
      receive(chart);
    })).toEqual([['receive_replica'], ['chain']]);
  });

  test('are found through other Queries, and so are labels that those were told', () => {
    expect(deduplication((chart) => {
      const hub = new ThanosQuery(chart, 'query');
      hub.addStoreApi(new ThanosQuery(chart, 'leaf', { storeApis: receive(chart).storeApis, replicaLabels: ['shard'] }).storeApi);
    })).toEqual([['receive_replica', 'shard'], ['penalty']]);
  });
});

describe('the way to Query', () => {
  test('is open to everybody while nobody is known to ask', () => {
    expect(waysIn(DEFAULT, 'query')).toEqual(['any pod to 10902 and 10901']);
  });

  test('leads out to pods of this program, to the namespace of others, and to the port of who is outside', () => {
    const all = written((chart) => new ThanosQuery(chart, 'query', {
      storeApis: [...receive(chart).storeApis, StoreApi.at({ address: SIDECAR }), StoreApi.at({ address: 'thanos.eu.example.com:443' })],
    }));

    expect(waysOut(all, 'query')).toEqual(['anybody at 53', 'receive-ingestor at 10901', 'monitoring at any port', 'anybody at 443']);
  });

  test('of one that another Query asks is open to that one, in whatever namespace', () => {
    const leafChart = aChart('edge');
    const hubChart = aChart('hub', leafChart);
    const leaf = asking([{ address: SIDECAR }])(leafChart);
    new ThanosQuery(hubChart, 'query', { storeApis: [leaf.storeApi] });

    expect(waysIn(manifestsOf(leafChart), 'query')).toEqual(['any pod to 10902', 'hub/query to 10901']);
    expect(waysOut(manifestsOf(hubChart), 'query')).toEqual(['anybody at 53', 'edge/query at 10901']);
  });
});

describe('TLS', () => {
  const ca = FileSource.fromSecret('member-ca', 'ca.crt');
  const mtls = Tls.custom({ ca, certificate: FileSource.fromSecret('client', 'tls.crt'), key: FileSource.fromSecret('client', 'tls.key'), serverName: 'thanos' });
  const clientConfig = {
    tls_config: {
      enabled: true, ca_file: '/etc/observability/secret/member-ca/ca.crt', cert_file: '/etc/observability/secret/client/tls.crt', key_file: '/etc/observability/secret/client/tls.key',
    },
    server_name: 'thanos',
  };

  test('of one address is beside it, and its files are mounted', () => {
    const all = written(asking([{ address: 'thanos.eu.example.com:443', tls: mtls }, { address: SIDECAR }]));

    expect(file(all, 'query', 'endpoints.yaml')).toEqual({ endpoints: [{ address: 'thanos.eu.example.com:443', client_config: clientConfig }, { address: SIDECAR }] });
    expect((pod(all, 'query', 'volumes') as { secret?: { secretName: string } }[]).flatMap(({ secret }) => secret?.secretName ?? [])).toEqual(['member-ca', 'client']);
  });

  test('of all who are looked up is that of everybody who says nothing else', () => {
    const all = written(asking([{ address: 'dns+eu.example.com:10901', tls: mtls }, { address: 'dns+us.example.com:10901', tls: mtls }, { address: 'local:10901' }]));

    expect(file(all, 'query', 'endpoints.yaml')).toEqual({
      default_client_config: clientConfig,
      endpoints: [{ address: 'dns+eu.example.com:10901' }, { address: 'dns+us.example.com:10901' }, { address: 'local:10901', client_config: { tls_config: { enabled: false } } }],
    });
  });

  test('of a single one who is looked up fails, as Query reaches all of those alike', () => {
    expect(problems(asking([{ address: 'dns+eu.example.com:10901', tls: mtls }, { address: SIDECAR }])).map(({ path, what, fix }) => [path, what, fix])).toEqual([[
      'thanos/query', "the endpoint 'dns+eu.example.com:10901' has a TLS of its own, and is looked up",
      'group: true when all that the name stands for have the same series, the address of each pod, or one TLS for all endpoints',
    ]]);
    expect(whats(asking([{ address: 'dns+eu.example.com:10901', tls: mtls, group: true }, { address: SIDECAR }]))).toEqual([]);
  });

  describe('of the server of a Query', () => {
    const files = { certificate: FileSource.fromSecret('server', 'tls.crt'), key: FileSource.fromSecret('server', 'tls.key') };

    test('is told by flags, and its files are mounted', () => {
      const all = written(asking([{ address: SIDECAR }], { grpcTls: files }));

      expect(args(all, 'query')).toEqual(expect.arrayContaining([
        '--grpc-server-tls-cert=/etc/observability/secret/server/tls.crt', '--grpc-server-tls-key=/etc/observability/secret/server/tls.key',
      ]));
      expect(container(all, 'query', 'volumeMounts')).toContainEqual({ name: 'files-0', mountPath: '/etc/observability/secret/server', readOnly: true });
    });

    test('is that of whoever asks it: a name that stands for replicas alike has one of its own', () => {
      const all = written((chart) => {
        const leaf = new ThanosQuery(chart, 'leaf', { storeApis: [StoreApi.at({ address: SIDECAR })], grpcTls: { ...files, clients: mtls } });
        new ThanosQuery(chart, 'query', { storeApis: [leaf.storeApi, StoreApi.at({ address: 'local:10901' })] });
      });

      expect(file(all, 'query', 'endpoints.yaml')).toEqual({
        endpoints: [{ address: 'dnssrv+_grpc._tcp.leaf-headless.thanos.svc', group: true, client_config: clientConfig }, { address: 'local:10901' }],
      });
    });

    test('fails at once when clients of this program would be refused', () => {
      expect(() => asking([], { grpcTls: { ...files, clientCa: ca } })(aChart())).toThrow(
        'thanos/query: the server wants certificates of its clients, and those of this program have none',
      );
    });
  });

  describe('before 0.42', () => {
    const versions = new VersionCatalog({ thanos: '0.41.0' });

    test.each([[['dns+eu.example.com:10901']], [['thanos.eu.example.com:443']], [['dns+eu.example.com:10901', 'thanos.us.example.com:443']]])('is that of all: of %j', (addresses) => {
      const all = written(asking(addresses.map((address) => ({ address, tls: mtls })), { versions }));

      expect(args(all, 'query').filter((arg) => arg.startsWith('--grpc-client'))).toEqual([
        '--grpc-client-tls-secure', '--grpc-client-tls-cert=/etc/observability/secret/client/tls.crt', '--grpc-client-tls-key=/etc/observability/secret/client/tls.key',
        '--grpc-client-tls-ca=/etc/observability/secret/member-ca/ca.crt', '--grpc-client-server-name=thanos',
      ]);
      expect(file(all, 'query', 'endpoints.yaml')).toEqual({ endpoints: addresses.map((address) => ({ address })) });
    });

    test('of one among others fails', () => {
      expect(problems(asking([{ address: 'thanos.eu.example.com:443', tls: mtls }, { address: SIDECAR }], { versions })).map(({ what, fix }) => [what, fix])).toEqual([
        ["the endpoint 'thanos.eu.example.com:443' has a TLS of its own, and the version is 0.41.0", 'Thanos 0.42.0 or later, or one TLS for all endpoints'],
      ]);
    });
  });
});

describe('what is wrong with Query', () => {
  test('is nobody to ask', () => {
    expect(problems((chart) => new ThanosQuery(chart, 'query'))).toEqual([{
      path: 'thanos/query', what: 'it asks nobody', why: 'every answer would be empty', fix: 'storeApis: [...receive.storeApis, ...storeGateway.storeApis]',
    }]);
  });

  test('is the same address twice, also when it is added later', () => {
    expect(whats((chart) => asking([{ address: SIDECAR }])(chart).addStoreApi(StoreApi.at({ address: SIDECAR })))).toEqual([
      `thanos/query: the endpoint '${SIDECAR}' is named more than once`,
    ]);
  });

  test('is itself, among those whom it asks', () => {
    expect(problems((chart) => {
      const query = asking([{ address: SIDECAR }])(chart);
      query.addStoreApi(query.storeApi);
    }).map(({ path, what }) => [path, what])).toEqual([['thanos/query', 'it asks itself']]);
  });

  test('is a store that it would leave out, because it hands expressions on', () => {
    const distributed = (further?: StoreApi) => whats((chart) => {
      const leaf = new ThanosQuery(chart, 'leaf', { storeApis: [StoreApi.at({ address: SIDECAR })] });
      const store = new ThanosStoreGateway(chart, 'store', { objectStore: ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' }) });
      new ThanosQuery(chart, 'query', { mode: ThanosQueryMode.DISTRIBUTED, storeApis: [leaf.storeApi, ...further ? [further] : store.storeApis] });
    });

    expect(distributed()).toEqual(['thanos/query: the mode is distributed, and dnssrv+_grpc._tcp.store-headless.thanos.svc is no Query']);
    expect(distributed(StoreApi.at({ address: 'thanos.eu.example.com:443', tls: Tls.system() }))).toEqual([]);
  });

  test('is a circle of Queries', () => {
    expect(whats((chart) => {
      const [one, other] = ['one', 'other'].map((id) => new ThanosQuery(chart, id, { storeApis: [StoreApi.at({ address: SIDECAR })] }));
      one.addStoreApi(other.storeApi);
      other.addStoreApi(one.storeApi);
    })).toEqual(['thanos/one: it asks itself, by way of other Queries', 'thanos/other: it asks itself, by way of other Queries']);
  });

  test.each<[string, ThanosQueryProps]>([
    ['replicas is 0', { replicas: 0 }],
    ['replicas is 1.5', { replicas: 1.5 }],
    ['the mode is distributed, and the engine prometheus', { mode: ThanosQueryMode.DISTRIBUTED, engine: ThanosQueryEngine.PROMETHEUS }],
    ['replica is a label of replicas and of partitions', { replicaLabels: ['replica'], partitionLabels: ['replica'] }],
    ['an endpoint has 3m to answer, and the whole query 2m', { storeResponseTimeout: Duration.minutes(3) }],
  ])('is: %s', (what, props) => {
    expect(whats(asking([{ address: SIDECAR }], props))).toEqual([`thanos/query: ${what}`]);
  });

  test('is a Service of this program that has one address for all pods', () => {
    expect(whats((chart) => {
      asking([{ address: SIDECAR }])(chart);
      new ThanosQuery(chart, 'above', { storeApis: [StoreApi.at({ address: 'dns+query.thanos.svc:10901' })] });
    })).toEqual(["thanos/above: 'dns+query.thanos.svc:10901' looks up query.thanos.svc, which is no headless Service"]);
  });

  test('is a lookup that its version does not know', () => {
    expect(whats(asking([{ address: 'dnsdualstack+sidecar.example.com:10901' }]))).toEqual([]);
    expect(whats(asking([{ address: 'dnsdualstack+sidecar.example.com:10901' }], { versions: new VersionCatalog({ thanos: '0.40.0' }) }))).toEqual([
      "thanos/query: the endpoint 'dnsdualstack+sidecar.example.com:10901' is to be looked up by dnsdualstack, which Thanos 0.40.0 does not know",
    ]);
  });
});
