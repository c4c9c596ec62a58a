import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { LocalBackend, TerraformStack } from 'cdktf';
import { ObservabilityApp } from '../../../lib/observability-app';
import { S3Encryption, S3ObjectStore, S3ObjectStoreProps } from '../../../lib/storage';
import { S3StorePlan } from '../../../lib/storage/s3/plan';

export const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A plan with every default. */
export function aPlan(changes: Partial<S3StorePlan> = {}): S3StorePlan {
  return {
    name: 'metrics',
    bucketName: 'acme-prod-metrics',
    address: 's3.us-east-1.amazonaws.com',
    encryption: S3Encryption.kms(),
    noncurrentVersionDays: 7,
    abortMultipartDays: 1,
    ...changes,
  };
}

/** An app in a folder of its own. */
export function anApp(): ObservabilityApp {
  return new ObservabilityApp({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'storage-')) });
}

/** A stack with a backend. */
export function aStack(app = anApp(), id = 'storage'): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  return stack;
}

export function aStore(stack: TerraformStack, id = 'metrics', props: Partial<S3ObjectStoreProps> = {}): S3ObjectStore {
  return new S3ObjectStore(stack, id, { bucketName: `acme-prod-${id}`, region: 'us-east-1', ...props });
}

/** What a program writes for a stack, as text. */
export function written(stack: TerraformStack): string {
  const app = stack.node.root as ObservabilityApp;
  app.synth();
  return fs.readFileSync(path.join(app.outdir, '..', 'terraform', stack.node.id, 'cdk.tf.json'), 'utf8');
}
