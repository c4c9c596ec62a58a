import { Provocations } from '../provocation';

export const STORAGE: Provocations = {
  room: 'Object storage',
  page: 'object-storage.md',
  provocations: [
    {
      title: 'Which names may a bucket have?',
      program: `
          new S3ObjectStore(storage, 'metrics', {
            cluster,
        -   bucketName: 'Acme.Metrics',
        +   bucketName: 'acme-metrics',
          });
      `,
      error: `storage/metrics: bucketName 'Acme.Metrics' has characters other than a-z, 0-9, - and .
  why: S3 has no bucket of such a name
  fix: bucketName: 'acme-metrics'`,
    },
    {
      title: 'May the lifecycle of a bucket delete blocks of Thanos?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
        -   objectStore: new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster, contents: S3StoreContents.ARCHIVE }),
        +   objectStore: new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster, contents: S3StoreContents.THANOS_BLOCKS }),
          });
      `,
      error: `observability/thanos/compactor: the bucket 'acme-prod-metrics' is for archive, and Thanos keeps blocks in it
  why: its lifecycle and its lock are those of other contents: blocks would be deleted, moved or kept against the compactor
  fix: contents: S3StoreContents.THANOS_BLOCKS, or a bucket of its own`,
    },
    {
      title: 'Can blocks of Thanos be locked?',
      program: `
          new S3ObjectStore(storage, 'metrics', {
            bucketName: 'acme-prod-metrics',
            cluster,
            contents: S3StoreContents.THANOS_BLOCKS,
        -   objectLock: S3ObjectLock.compliance(Duration.days(30)),
          });
      `,
      error: `storage/metrics: objects of thanos-blocks are locked for 30 days
  why: Thanos, Loki and Tempo replace objects all day: the bucket would keep, and charge for, every block that was ever compacted
  fix: leave objectLock out, or say that nothing rewrites what is in the store: contents: S3StoreContents.ARCHIVE`,
    },
    {
      title: 'How long is an archive kept that is locked?',
      program: `
          new S3ObjectStore(storage, 'audit', {
            bucketName: 'acme-prod-audit-logs',
            cluster,
            contents: S3StoreContents.ARCHIVE,
            objectLock: S3ObjectLock.compliance(Duration.days(365)),
        -   retention: Duration.days(90),
        +   retention: Duration.days(365),
          });
      `,
      error: `storage/audit: objects are kept for 90 days and locked for 365
  why: they would be hidden when their retention ends, and be paid for until the lock does
  fix: retention: Duration.days(365)`,
    },
    {
      title: 'Can a bucket be replicated within its region?',
      shows: 'acme-prod-audit',
      program: `
          const copy = new S3ObjectStore(storage, 'copy', { bucketName: 'acme-prod-audit-copy', cluster });
          new S3ObjectStore(storage, 'audit', {
            bucketName: 'acme-prod-audit',
            cluster,
        -   replication: S3Replication.toStore(copy),
          });
      `,
      error: `storage/audit: the bucket acme-prod-audit is replicated within us-east-1
  why: what takes the first copy away, a region that fails, would take the second too, and both are paid for
  fix: a bucket in another region, made in a stack of its own, or leave replication out`,
    },
    {
      title: 'When may objects move to a cheaper class?',
      program: `
          new S3ObjectStore(storage, 'metrics', {
            bucketName: 'acme-prod-metrics',
            cluster,
            contents: S3StoreContents.THANOS_BLOCKS,
            retention: Duration.days(365),
        -   tiering: S3Tiering.byAge({ infrequentAccessAfter: Duration.days(7) }),
        +   tiering: S3Tiering.byAge({ infrequentAccessAfter: Duration.days(30) }),
          });
      `,
      error: `storage/metrics: objects move to STANDARD_IA after 7 days
  why: S3 counts whole days, 30 at least, and refuses the lifecycle configuration
  fix: infrequentAccessAfter: Duration.days(30)`,
    },
    {
      title: 'Is an availability zone a region?',
      program: `
          new S3ObjectStore(storage, 'metrics', {
            bucketName: 'acme-prod-metrics',
        -   region: 'us-east-1a',
        +   region: 'us-east-1',
          });
      `,
      error: `storage/metrics: region 'us-east-1a' is not a region of AWS
  why: it is an availability zone, and S3 signs requests with the region
  fix: region: 'us-east-1'`,
    },
    {
      title: 'Can a bucket be made in a chart?',
      program: `
        - new S3ObjectStore(chart, 'metrics', { bucketName: 'acme-prod-metrics', cluster });
        + new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster });
      `,
      error: `observability/metrics: an S3ObjectStore outside a TerraformStack
  why: its bucket is made by Terraform, and charts are not
  fix: new S3ObjectStore(new TerraformStack(app, 'storage'), 'metrics', { … }); a bucket that exists already is ObjectStore.s3({ … })`,
    },
    {
      title: 'How is the endpoint of MinIO written?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: ObjectStore.s3({
              bucket: 'metrics',
              region: 'us-east-1',
              forcePathStyle: true,
        -     endpoint: 'http://minio.minio.svc:9000',
        +     endpoint: 'minio.minio.svc:9000', tls: Tls.plaintext(),
              accessKey: { id: SecretValue.fromSecret('minio', 'user'), secret: SecretValue.fromSecret('minio', 'password') },
            }),
          });
      `,
      error: `ObjectStore.s3: endpoint 'http://minio.minio.svc:9000' is not host or host:port
  why: Thanos and Loki put the scheme before it themselves and do not start with another one or a path
  fix: endpoint: 'minio.minio.svc:9000', tls: Tls.plaintext()`,
    },
    {
      title: 'Can objects be encrypted with an alias of a key?',
      program: `
          new S3ObjectStore(storage, 'metrics', {
            bucketName: 'acme-prod-metrics',
            cluster,
        -   encryption: S3Encryption.kms('alias/metrics'),
        +   encryption: S3Encryption.kms('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
          });
      `,
      error: `S3Encryption.kms: 'alias/metrics' is not the ARN of a KMS key
  why: S3 would look a bare id or alias up in the account of whoever writes the object
  fix: S3Encryption.kms('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')`,
    },
    {
      title: 'Two programs, one bucket',
      program: `
          new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-telemetry', cluster });
        - new S3ObjectStore(storage, 'traces', { bucketName: 'acme-prod-telemetry', cluster });
        + new S3ObjectStore(storage, 'traces', { bucketName: 'acme-prod-telemetry-2', cluster });
      `,
      error: `storage/traces: the bucket acme-prod-telemetry is made by 'storage/metrics' already
  why: S3 refuses the second (BucketAlreadyOwnedByYou), and the two would undo the settings of each other
  fix: bucketName: 'acme-prod-telemetry-2', or share the first bucket: ObjectStore.s3({ bucket: 'acme-prod-telemetry', region, prefix })

storage/traces/access-logs: the bucket acme-prod-telemetry-access-logs is made by 'storage/metrics/access-logs' already
  why: S3 refuses the second (BucketAlreadyOwnedByYou), and the two would undo the settings of each other
  fix: bucketName: 'acme-prod-telemetry-access-logs-2', or share the first bucket: accessLogs: S3AccessLogs.toBucket(…) with one S3AccessLogBucket for the stores of a stack`,
    },
    {
      title: 'Whose service account may read the bucket?',
      program: `
        - const audit = new S3ObjectStore(storage, 'audit', { bucketName: 'acme-prod-audit', region: 'us-east-1' });
        + const audit = new S3ObjectStore(storage, 'audit', { bucketName: 'acme-prod-audit', region: 'us-east-1', cluster: { name: 'prod-us-east-1' } });
          audit.grantTo({ namespace: 'compliance', name: 'audit-reader' }, StoreAccess.READ);
      `,
      error: `storage/audit: access for service account 'audit-reader' of namespace 'compliance', of no cluster
  why: every cluster may have one of that name, and only that of one cluster is trusted
  fix: cluster: { name: 'prod-us-east-1' } of the store, or of the service account`,
    },
    {
      title: 'Which name does a service account have?',
      program: `
          const audit = new S3ObjectStore(storage, 'audit', { bucketName: 'acme-prod-audit', cluster });
        - audit.grantTo({ namespace: 'loki', name: 'system:serviceaccount:loki:loki-compactor' }, StoreAccess.COMPACT);
        + audit.grantTo({ namespace: 'loki', name: 'loki-compactor' }, StoreAccess.COMPACT);
      `,
      error: `storage/audit: 'system:serviceaccount:loki:loki-compactor' is not the name of a service account
  why: Kubernetes takes at most 253 lower-case letters, digits, - and . for one: no pod could ever have the role
  fix: { namespace: 'loki', name: 'loki-compactor' }`,
    },
  ],
};
