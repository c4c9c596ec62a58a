/** A bucket in a stack of the successor of cdktf. */
import { S3Backend, TerraformStack } from 'cdktn';
import { ObservabilityApp, S3ObjectStore } from 'cdk8s-observability';

const app = new ObservabilityApp();
const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/storage.tfstate', region: 'us-east-1', encrypt: true });
new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster: { name: 'prod-us-east-1', region: 'us-east-1' } });

app.synth();
