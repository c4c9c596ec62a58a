import { App, Chart } from 'cdk8s';
import { ObjectStore, S3Encryption, S3ObjectStore } from '../../lib/storage';

jest.mock('cdktf', () => {
  throw new Error('cdktf was loaded');
});

test('programs without Terraform never load cdktf', () => {
  expect(ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1', encryption: S3Encryption.s3Managed() }).bucket).toBe('acme-prod-metrics');
});

test('fails outside a Terraform stack without loading cdktf', () => {
  const chart = new Chart(new App(), 'observability');

  expect(() => new S3ObjectStore(chart, 'metrics', { bucketName: 'acme-prod-metrics', region: 'us-east-1' })).toThrow(
    'observability/metrics: an S3ObjectStore outside a TerraformStack\n'
    + '  why: its bucket is made by Terraform, and charts are not\n'
    + "  fix: new S3ObjectStore(new TerraformStack(app, 'storage'), 'metrics', { … });",
  );
});
