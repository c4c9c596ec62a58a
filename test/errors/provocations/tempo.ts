import { Provocations } from '../provocation';

export const TEMPO: Provocations = {
  room: 'Tempo',
  page: 'tempo.md',
  provocations: [
    {
      title: 'Why are there no microservices of Tempo 3?',
      program: `
          new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
            microservices: {},
        +   versions: new VersionCatalog({ tempo: '2.10.8' }),
          });
      `,
      shows: '3.0.3',
      error: `observability/tempo: microservices of Tempo 3.0.3
  why: from 3.0.0 on there are no ingesters: distributors write to Kafka, which is not part of this library, and do not start without it
  fix: versions: new VersionCatalog({ tempo: '2.10.8' }), or leave microservices out (one pod needs no Kafka)`,
    },
    {
      title: 'How many ingesters does a replication factor of Tempo need?',
      program: `
          new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
            versions: new VersionCatalog({ tempo: '2.10.8' }),
        -   microservices: { replicationFactor: 3, ingester: { replicas: 2 } },
        +   microservices: { replicationFactor: 3, ingester: { replicas: 3 } },
          });
      `,
      otherwise: [['replicationFactor: 3', 'replicationFactor: 2']],
      error: `observability/tempo/ingester: there are 2 ingesters for a replication factor of 3
  why: every copy of a span is kept by another ingester: where they do not suffice, spans are refused (at least … live replicas required)
  fix: ingester: { replicas: 3 }, or replicationFactor: 2`,
    },
    {
      title: 'Why does Tempo not start with a key?',
      program: `
          new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
        -   extraConfig: { query_frontend: { max_retrys: 3 } },
        +   extraConfig: { query_frontend: { max_retries: 3 } },
          });
      `,
      error: `observability/tempo: extraConfig has 'query_frontend.max_retrys', which Tempo does not know
  why: Tempo reads its configuration strictly, and does not start
  fix: max_retries in its place, or leave it out`,
    },
    {
      title: 'Why are large requests of a tenant refused for ever?',
      program: `
          new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
        -   limits: { ingestionBurst: Size.mebibytes(2) },
        +   limits: { ingestionBurst: Size.mebibytes(8) },
          });
      `,
      error: `observability/tempo: ingestionBurst of limits is 2 MiB, and requests of 8 MiB are taken
  why: a request that is larger than the burst is refused, however little was written before: its sender tries again until it gives up, and the spans are lost
  fix: ingestionBurst: Size.mebibytes(8) at least, or leave it out`,
    },
    {
      title: 'Why do limits of tenants not hold?',
      program: `
          new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
        +   multitenancy: true,
            tenants: [new TempoTenant('payments', { maxLiveTraces: 50000 })],
          });
      `,
      error: `observability/tempo: there are tenants (payments), and multitenancy is off
  why: Tempo keeps everything as one tenant then, whatever a request says: their limits would never hold
  fix: multitenancy: true, or leave tenants out`,
    },
    {
      title: 'Does the bucket keep traces as long as Tempo?',
      program: `
          const traces = new S3ObjectStore(storage, 'traces', {
            bucketName: 'acme-prod-traces', cluster, contents: S3StoreContents.TEMPO_BLOCKS,
        -   retention: Duration.days(7),
        +   retention: Duration.days(14),
          });
          new TempoStack(chart, 'tempo', { cluster, objectStore: traces, retention: Duration.days(14) });
      `,
      shows: '1w',
      error: `observability/tempo: the bucket 'acme-prod-traces' has a retention of 1w, and Tempo keeps traces for 2w
  why: its lifecycle and its storage classes follow from its own retention: blocks would be gone, or dear to read, that Tempo still answers with
  fix: retention: Duration.days(14) for the bucket`,
    },
    {
      title: 'How does a tenant write to Tempo?',
      program: `
          const tempo = new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
            multitenancy: true,
          });
        - new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: tempo.otlpEndpoint });
        + new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: tempo.otlpEndpointFor('payments') });
      `,
      error: `observability/tempo: otlpEndpoint of a Tempo with multitenancy
  why: requests that name no tenant are refused (no org id)
  fix: otlpEndpointFor('payments')`,
    },
  ],
};
