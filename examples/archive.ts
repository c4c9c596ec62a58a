/**
 * An archive of audit logs: a gateway writes what it takes into a bucket that it can add to, and neither read nor delete from. Nobody can delete
 * an object for a year, the owner of the account included; after 400 days it expires. The role of the gateway, the association of its service
 * account and its way to the credentials follow from the bucket that the exporter was given. A reader from a Helm chart has a role of its own.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  AwsS3Exporter, FileStorageExtension, GatewayStatefulSet, ObservabilityApp, QueueSize, S3ObjectLock, S3ObjectStore, S3StoreContents, Signal, StoreAccess,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/archive.tfstate', region: 'us-east-1', encrypt: true });
const archive = new S3ObjectStore(storage, 'archive', {
  bucketName: 'acme-prod-audit-logs',
  cluster,
  prefix: 'audit',
  contents: S3StoreContents.ARCHIVE,
  objectLock: S3ObjectLock.compliance(Duration.days(365)),
  retention: Duration.days(400),
});

const chart = new Chart(app, 'audit', { namespace: 'audit' });
const gateway = new GatewayStatefulSet(chart, 'archive-gateway', { cluster, queueVolume: Size.gibibytes(10) });

gateway.addExporter(new AwsS3Exporter({
  store: archive,
  queue: {
    storage: new FileStorageExtension({ directory: '/var/lib/otelcol/queue/archive', maxSize: Size.gibibytes(8) }),
    queueSize: QueueSize.bytes(Size.gibibytes(6)),
    batchMinSize: QueueSize.bytes(Size.mebibytes(4)),
    batchMaxSize: QueueSize.bytes(Size.mebibytes(16)),
    batchFlushTimeout: Duration.minutes(1),
  },
}), [Signal.LOGS]);

archive.grantTo({ namespace: 'compliance', name: 'audit-reader' }, StoreAccess.READ);

app.synth();
