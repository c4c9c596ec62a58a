import { Provocations } from '../provocation';

export const LOKI: Provocations = {
  room: 'Loki',
  page: 'loki.md',
  provocations: [
    {
      title: 'How many ingesters does a replication factor need?',
      program: `
          new LokiDistributed(chart, 'loki', {
            cluster,
            objectStore: chunks,
        -   ingester: { replicas: 2 },
        +   ingester: { replicas: 3 },
          });
      `,
      otherwise: [['ingester: { replicas: 2 }', 'ingester: { replicas: 2 }, replicationFactor: 2']],
      error: `observability/loki: 2 ingesters for a replicationFactor of 3
  why: every copy of a line is kept by another ingester: as soon as one is away, or from the start, writes are refused (at least … live replicas required)
  fix: replicas: 3 at least, or replicationFactor: 2`,
    },
    {
      title: 'Why may Loki not keep lines longer than the bucket?',
      program: `
        - const logs = new S3ObjectStore(storage, 'logs', { bucketName: 'acme-logs', cluster, contents: S3StoreContents.LOKI_CHUNKS, retention: Duration.days(30) });
        + const logs = new S3ObjectStore(storage, 'logs', { bucketName: 'acme-logs', cluster, contents: S3StoreContents.LOKI_CHUNKS, retention: Duration.days(90) });
          new LokiMonolithic(chart, 'loki', { cluster, objectStore: logs, retention: Duration.days(90) });
      `,
      error: `observability/loki: the bucket 'acme-logs' has a retention of 2592000s, and Loki keeps lines for 7776000s
  why: its lifecycle may delete 7200s and more after its own retention: chunks would be gone that the index of Loki still refers to
  fix: retention: Duration.days(90) for the bucket`,
    },
    {
      title: 'In which order are the periods of a schema?',
      program: `
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
        -   schema: [{ from: '2026-07-01' }, { from: '2026-01-01' }],
        +   schema: [{ from: '2026-01-01' }, { from: '2026-07-01' }],
          });
      `,
      error: `observability/loki: schema has a period from 2026-01-01 after one from 2026-07-01
  why: Loki does not start: each period begins later than the one before it
  fix: the periods in the order of their days, each with a day of its own`,
    },
    {
      title: 'How long are lines kept at least?',
      program: `
        - new LokiTenant('payments', { retention: Duration.hours(12) });
        + new LokiTenant('payments', { retention: Duration.days(1) });
      `,
      error: `LokiTenant: retention of 'payments' is 43200s
  why: the index is kept in tables of a day: Loki deletes nothing that is younger
  fix: retention: Duration.days(1) at least, or leave it out to keep everything`,
    },
    {
      title: 'Until when is a tenant blocked?',
      program: `
        - new LokiTenant('payments', { blockedUntil: '1 December 2026' });
        + new LokiTenant('payments', { blockedUntil: '2026-12-01T00:00:00Z' });
      `,
      error: `LokiTenant: 'payments' is blocked until '1 December 2026'
  why: it is no instant of RFC 3339: Loki does not start with such a file of overrides, and reads no limit of any tenant from it
  fix: blockedUntil: '2026-12-01T00:00:00Z', or leave it out`,
    },
    {
      title: 'What may a tenant be called?',
      program: `
        - new LokiTenant('team payments');
        + new LokiTenant('team-payments');
      `,
      error: `LokiTenant: 'team payments' is not the name of a tenant
  why: Loki takes at most 150 letters, digits and !-_.*'(), and refuses every request of another name
  fix: new LokiTenant('team-payments')`,
    },
    {
      title: 'In how many zones are ingesters?',
      program: `
          new LokiDistributed(chart, 'loki', {
            cluster,
            objectStore: chunks,
        -   ingester: { zones: ['us-east-1a', 'us-east-1b'] },
        +   ingester: { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
          });
      `,
      otherwise: [["zones: ['us-east-1a', 'us-east-1b']", '']],
      error: `observability/loki: ingesters are in 2 zones (us-east-1a, us-east-1b)
  why: each copy of a line is in another zone: with fewer than three, writes and queries fail as soon as one zone is away
  fix: zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], or leave zones out`,
    },
    {
      title: 'Why does Loki not know a key?',
      program: `
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
        -   extraConfig: { querier: { max_concurent: 8 } },
        +   extraConfig: { querier: { max_concurrent: 8 } },
          });
      `,
      error: `observability/loki: extraConfig has 'querier.max_concurent', which Loki does not know
  why: Loki reads its configuration strictly, and does not start
  fix: one of max_concurrent, tail_max_duration (https://grafana.com/docs/loki/latest/configure/)`,
    },
    {
      title: 'Why is a rule on lines refused?',
      program: `
        - new LokiAlertRule('Panics', { expr: '{k8s_namespace_name="shop"} |= "panic"' });
        + new LokiAlertRule('Panics', { expr: 'sum by (service_name) (rate({k8s_namespace_name="shop"} |= "error" [5m]))' });
      `,
      error: `LokiAlertRule: 'Panics': expr '{k8s_namespace_name="shop"} |= "panic"', which has lines for a value, and no range to make a number of them
  why: Loki refuses all rules of the tenant, or the rule has no number to evaluate
  fix: an expression such as 'sum by (service_name) (rate({k8s_namespace_name="shop"} |= "error" [5m]))'`,
    },
    {
      title: 'Why is LogQL refused that looks right?',
      program: `
        - new LokiRecordingRule('shop:latency:avg', { expr: 'avg_over_time({k8s_namespace_name="shop"} | json [5m])' });
        + new LokiRecordingRule('shop:latency:avg', { expr: 'avg_over_time({k8s_namespace_name="shop"} | json | unwrap latency [5m])' });
      `,
      error: `LokiRecordingRule: 'shop:latency:avg': expr 'avg_over_time({k8s_namespace_name="shop"} | json [5m])', in which avg_over_time has lines, and needs the numbers of '| unwrap'
  why: Loki refuses all rules of the tenant, or the rule has no number to evaluate
  fix: an expression such as 'sum by (service_name) (rate({k8s_namespace_name="shop"} |= "error" [5m]))'`,
    },
    {
      title: 'Why does a canary need a gateway?',
      program: `
          new LokiDistributed(chart, 'loki', {
            cluster,
            objectStore: chunks,
            canary: {},
        +   gateway: {},
          });
      `,
      error: `observability/loki: there is a canary, and no gateway
  why: it writes and asks at one address, and distributors answer no queries: every line would be missing
  fix: gateway: {}, or no canary`,
    },
    {
      title: 'Which labels can be enforced?',
      program: `
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
            otlp: { indexLabels: ['k8s.cluster.name', 'k8s.namespace.name'] },
        -   tenants: [new LokiTenant('payments', { enforcedLabels: ['k8s_namespace_name', 'team'] })],
        +   tenants: [new LokiTenant('payments', { enforcedLabels: ['k8s_namespace_name'] })],
          });
      `,
      otherwise: [["indexLabels: ['k8s.cluster.name', 'k8s.namespace.name']", "indexLabels: ['k8s.cluster.name', 'k8s.namespace.name', 'team']"]],
      error: `observability/loki: enforcedLabels of 'payments' has 'team'
  why: no line that comes by OTLP has it as a label of its stream: Loki would refuse all of them
  fix: leave it out, or one of k8s_cluster_name, k8s_namespace_name, or its attribute among otlp.indexLabels`,
    },
    {
      title: 'Why can the name of a service not be enforced?',
      program: `
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
            otlp: { indexLabels: ['service.name', 'k8s.namespace.name'] },
        -   limits: { enforcedLabels: ['service_name'] },
        +   limits: { enforcedLabels: ['k8s_namespace_name'] },
          });
      `,
      otherwise: [['limits: {', 'extraConfig: { limits_config: { discover_service_name: [] } }, limits: {']],
      error: `observability/loki: enforcedLabels of every tenant has 'service_name'
  why: Loki gives it to every stream, as 'unknown_service' where nothing says it: no line would be refused for it
  fix: leave it out, or one of k8s_namespace_name, or extraConfig: { limits_config: { discover_service_name: [] } }`,
    },
    {
      title: 'Why may a canary not write as a tenant of enforced labels?',
      program: `
        + const watched = new LokiTenant('canary', { enforcedLabels: [] });
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
            limits: { enforcedLabels: ['k8s_namespace_name'] },
        -   canary: {},
        +   tenants: [watched],
        +   canary: { tenant: watched },
          });
      `,
      error: `observability/loki: the canary writes as 'default', whose streams must have k8s_namespace_name
  why: its own have loki_canary, stream, service_name, and nothing else: Loki refuses every line of it, and it tells of all of them as missing
  fix: new LokiTenant('canary', { enforcedLabels: [] }) among tenants, and as the tenant of the canary`,
    },
    {
      title: 'Why are full chunks not cached?',
      program: `
          new LokiMonolithic(chart, 'loki', {
            cluster,
            objectStore: chunks,
        -   chunksCache: new Memcached(chart, 'chunks').endpoint,
        +   chunksCache: new Memcached(chart, 'chunks', { maxItemSize: Size.mebibytes(5) }).endpoint,
          });
      `,
      error: `observability/loki: chunksCache takes items of 1 MiB
  why: chunks are cut at 1.5 MiB: the fullest ones would never be cached, and no error says so
  fix: chunksCache: new Memcached(chart, 'chunks', { maxItemSize: Size.mebibytes(5) }).endpoint`,
    },
  ],
};
