import { Provocations } from '../provocation';

export const THANOS: Provocations = {
  room: 'Thanos',
  page: 'thanos.md',
  provocations: [
    {
      title: 'How many ingestors does a replication factor need?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
        -   receive: { replicas: 2, replicationFactor: 3 },
        +   receive: { replicas: 3, replicationFactor: 3 },
          });
      `,
      otherwise: [['replicationFactor: 3', 'replicationFactor: 2']],
      error: `observability/thanos/receive: the hashring 'default' has 2 ingestors for a replication factor of 3
  why: every replica of a series is kept by another ingestor: the routers do not start (amount of endpoints needs to be larger than replication factor)
  fix: replicas: at least 3, or replicationFactor: 2`,
    },
    {
      title: 'How many ingestors does each zone need?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
        -   receive: { replicas: 4, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
        +   receive: { replicas: 6, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
          });
      `,
      error: `observability/thanos/receive: 4 ingestors in 3 zones (us-east-1a, us-east-1b, us-east-1c)
  why: a zone with fewer of them gets as many series as the others: its ingestors run out of memory first
  fix: replicas: 6`,
    },
    {
      title: 'How long does an ingestor need to stop?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
        -   receive: { terminationGracePeriod: Duration.minutes(5) },
        +   receive: { terminationGracePeriod: Duration.seconds(900) },
          });
      `,
      error: `observability/thanos/receive/ingestors: an ingestor has 5m to end
  why: it cuts and uploads the blocks of every tenant first: cut short, it reads all of its log again when it comes back, and is away for as long
  fix: terminationGracePeriod: Duration.seconds(900) at least`,
    },
    {
      title: 'Why is a limit on series in the head ignored?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            receive: {
              writeLimits: {
        +       metaMonitoringUrl: 'http://thanos-query:10902',
                everyTenant: { headSeries: 1_000_000 },
              },
            },
          });
      `,
      error: `observability/thanos/receive: headSeries limits the series of tenants, and there is no metaMonitoringUrl
  why: Thanos asks there how many series a tenant has: without it the limit is ignored, and no error says so
  fix: metaMonitoringUrl: 'http://thanos-query:10902', or leave headSeries out`,
    },
    {
      title: 'Why does the compactor not start with my retention?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
        -   retention: { raw: Duration.days(1), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) },
        +   retention: { raw: Duration.hours(40), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) },
          });
      `,
      otherwise: [[
        'retention: { raw: Duration.days(1), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) }',
        'retention: { raw: Duration.days(1) }, compactor: { downsampling: false }',
      ]],
      error: `observability/thanos/compactor: raw is kept for 1d
  why: aggregates of five minutes are made of it at an age of 1d16h: the compactor does not start, because they would never be
  fix: raw: Duration.hours(40) at least, or downsampling: false`,
    },
    {
      title: 'Can two compactors share a bucket?',
      program: `
          new ThanosCompactor(chart, 'compactor-a', {
            cluster,
            objectStore: blocks,
        +   streams: ThanosCompactor.streamsOf(['cluster'], 2, 0),
          });
          new ThanosCompactor(chart, 'compactor-b', {
            cluster,
            objectStore: blocks,
        +   streams: ThanosCompactor.streamsOf(['cluster'], 2, 1),
          });
      `,
      error: `observability/compactor-a: the bucket has 2 compactors, and 'observability/compactor-a', 'observability/compactor-b' take all of its blocks
  why: they would make the same blocks twice, which overlap: all of them halt, and nothing is compacted or deleted any more
  fix: streams: ThanosCompactor.streamsOf(['cluster'], 2, 0) for 'observability/compactor-a'; streams: ThanosCompactor.streamsOf(['cluster'], 2, 1) for 'observability/compactor-b'`,
    },
    {
      title: 'Which retention does the bucket of a compactor have?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: new S3ObjectStore(storage, 'metrics', {
              bucketName: 'acme-prod-metrics',
              cluster,
              contents: S3StoreContents.THANOS_BLOCKS,
        -     retention: Duration.days(365),
        +     retention: Duration.days(730),
            }),
            retention: { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(730) },
          });
      `,
      error: `observability/thanos/compactor: the bucket 'acme-prod-metrics' has a retention of 1y, and the compactor keeps blocks for 2y
  why: whether a cheaper storage class pays is reckoned with the retention of the bucket: it would be wrong
  fix: retention: Duration.days(730) for the bucket`,
    },
    {
      title: 'Why do answers have a gap between warm and cold samples?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            storeGateways: [
              { window: { name: 'warm', oldest: Duration.days(14) } },
        -     { window: { name: 'cold', youngest: Duration.days(14) } },
        +     { window: { name: 'cold', youngest: Duration.minutes(20145) } },
            ],
          });
      `,
      error: `observability/thanos: the window 'warm' ends at an age of 2w, and 'cold' begins at 2w
  why: store gateways look for blocks every 15m: one would give samples up before the other has them, and answers have gaps
  fix: youngest: Duration.minutes(20145) for 'cold', or less`,
    },
    {
      title: 'Why do queries fail on blocks that were compacted away?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
        -   compactor: { deleteDelay: Duration.hours(1) },
        +   compactor: { deleteDelay: Duration.days(2) },
          });
      `,
      error: `observability/thanos: store gateways read blocks for 1d after they are marked, and the compactor deletes them after 1h
  why: they look for marks every 15m: queries would fail on files that are gone
  fix: deleteDelay: Duration.days(2), or Duration.minutes(1455) at least`,
    },
    {
      title: 'Where did --store of Query go?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
        -   storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' })],
        -   extraArgs: ['--store=dnssrv+_grpc._tcp.thanos-store.thanos.svc'],
        +   storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' }), StoreApi.at({ address: 'dnssrv+_grpc._tcp.thanos-store.thanos.svc' })],
          });
      `,
      error: `observability/query: --store=dnssrv+_grpc._tcp.thanos-store.thanos.svc is not in thanos query 0.42.4
  why: it went with 0.38.0: Thanos would end with an error before it starts (unknown long flag)
  fix: storeApis: [StoreApi.at({ address: 'dnssrv+_grpc._tcp.thanos-store.thanos.svc' })], in place of --store`,
    },
    {
      title: 'How do I set --query.timeout?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
            storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' })],
        -   timeout: Duration.minutes(2),
        -   extraArgs: ['--query.timeout=5m'],
        +   timeout: Duration.minutes(5),
          });
      `,
      error: `observability/query: --query.timeout=5m in extraArgs is a flag that the library sets itself
  why: what the library derives from the value, such as ports, volumes and grace periods, would not follow
  fix: take it out of extraArgs, and use timeout`,
    },
    {
      title: 'unknown long flag: which flags does this version of Thanos have?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
            storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' })],
        -   extraArgs: ['--query.max-concurent-select=8'],
        +   extraArgs: ['--query.max-concurrent-select=8'],
          });
      `,
      error: `observability/query: --query.max-concurent-select=8 is no flag of thanos query 0.42.4
  why: Thanos would end with an error before it starts (unknown long flag)
  fix: --query.max-concurrent-select=8, or leave it out`,
    },
    {
      title: 'Why is every answer of Query empty?',
      program: `
          const receive = new ThanosReceive(chart, 'receive', { cluster, objectStore: blocks });
          const storeGateway = new ThanosStoreGateway(chart, 'store', { cluster, objectStore: blocks });
          new ThanosQuery(chart, 'query', {
            cluster,
        +   storeApis: [...receive.storeApis, ...storeGateway.storeApis],
          });
      `,
      error: `observability/query: it asks nobody
  why: every answer would be empty
  fix: storeApis: [...receive.storeApis, ...storeGateway.storeApis]`,
    },
    {
      title: 'Which address does a StoreAPI have?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
        -   storeApis: [StoreApi.at({ address: 'https://thanos.eu.example.com' })],
        +   storeApis: [StoreApi.at({ address: 'thanos.eu.example.com:443', tls: Tls.system() })],
          });
      `,
      error: `StoreApi.at: address 'https://thanos.eu.example.com' is not host:port
  why: gRPC takes no scheme: whether it is encrypted is said by tls
  fix: address: 'thanos.eu.example.com:443', tls: Tls.system()`,
    },
    {
      title: 'Why are my two clusters taken for one?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            members: [
              new MemberCluster({
        -       cluster: { name: 'prod-us-east-1' },
        +       cluster: { name: 'prod-eu-west-1' },
                storeApis: [StoreApi.at({ address: 'thanos.eu.example.com:443' })],
              }),
            ],
          });
      `,
      error: `observability/thanos: several clusters are called 'prod-us-east-1'
  why: their series have the same label cluster: they would be taken for copies of each other, and some of them be left out
  fix: give every cluster a name of its own`,
    },
    {
      title: 'Why is nobody told of an alert of the ruler?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            ruler: {
              ruleGroups: [new RuleGroup('clusters', { rules: [new AlertRule('ClusterSilent', { expr: 'absent(up{cluster="eu"})', for: Duration.minutes(10) })] })],
        +     alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093' })],
            },
          });
      `,
      error: `observability/thanos/ruler: it has rules for alerts, and no alertmanagers
  why: nobody would be told of an alert
  fix: alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093' })]`,
    },
    {
      title: 'Why is a store gateway killed for memory?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            storeGateways: [{
        -     memoryLimit: Size.gibibytes(2),
        +     memoryLimit: Size.mebibytes(4096),
              indexCache: { cache: ThanosCache.inMemory({ maxSize: Size.gibibytes(2) }) },
            }],
          });
      `,
      error: `observability/thanos/store/shard-0: caches may hold 2 GiB in the 2 GiB of the container
  why: the Go runtime is told to stay below 80 %, and would do nothing but collect garbage until the kernel kills it
  fix: memoryLimit: Size.mebibytes(4096), or a smaller maxSize`,
    },
    {
      title: 'How long has a Query to stop?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
            storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' })],
        -   terminationGracePeriod: Duration.seconds(30),
        +   terminationGracePeriod: Duration.seconds(250),
          });
      `,
      otherwise: [[
        'terminationGracePeriod: Duration.seconds(30),',
        "terminationGracePeriod: Duration.seconds(30),\n  extraArgs: ['--http-grace-period=5s', '--grpc-grace-period=15s'],",
      ]],
      error: `observability/query: the pod has 30s to end, and its servers wait 4m for requests
  why: Kubernetes would kill it before: requests fail, and what is in memory only is lost
  fix: terminationGracePeriod: Duration.seconds(250) at least, or in extraArgs a shorter --http-grace-period and --grpc-grace-period`,
    },
    {
      title: 'Can Thanos keep blocks in a folder?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
        -   objectStore: ObjectStore.filesystem({ directory: '/data/blocks' }),
        +   objectStore: ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' }),
          });
      `,
      error: `observability/thanos/store/shard-0: blocks are kept in the folder '/data/blocks' of every pod
  why: no pod would have the blocks of another, and none can write there: nothing is mounted, and its root file system is read-only
  fix: objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' })

observability/thanos/compactor: blocks are kept in the folder '/data/blocks' of every pod
  why: no pod would have the blocks of another, and none can write there: nothing is mounted, and its root file system is read-only
  fix: objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' })`,
    },
    {
      title: 'Why do tenants see nothing?',
      shows: 'tenant_id',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            receive: { tenancy: { label: 'team' } },
        -   query: { tenancy: {} },
        +   query: { tenancy: { label: 'team' } },
          });
      `,
      error: `observability/thanos: Query answers tenants by tenant_id, and receivers announce them by team
  why: no series has the label: every tenant would see nothing
  fix: label: 'team' for both`,
    },
    {
      title: 'How long does a sidecar beside Prometheus need to stop?',
      shows: 'has 1m to end',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            objectStore: blocks,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
        -   terminationGracePeriod: Duration.seconds(60),
        +   terminationGracePeriod: Duration.seconds(250),
          });
      `,
      otherwise: [[
        'terminationGracePeriod: Duration.seconds(60),',
        "terminationGracePeriod: Duration.seconds(60),\n  sidecar: { extraArgs: ['--http-grace-period=5s', '--grpc-grace-period=15s'] },",
      ]],
      error: `observability/prometheus: the pod has 1m to end, and its servers wait 4m for requests
  why: Kubernetes would kill it before: requests fail, and what is in memory only is lost
  fix: terminationGracePeriod: Duration.seconds(250) at least, or in extraArgs a shorter --http-grace-period and --grpc-grace-period`,
    },
  ],
};
