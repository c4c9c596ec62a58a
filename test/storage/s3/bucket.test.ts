import { aPlan } from './fixtures';
import { bucketAttribute, bucketDocument, versioningDocument } from '../../../lib/storage/s3/bucket';

test('the bucket survives a destroy, whether Terraform or the provider is asked', () => {
  expect(bucketDocument(aPlan())).toEqual({
    id: 'bucket',
    type: 'aws_s3_bucket',
    name: 'metrics_bucket',
    attributes: { bucket: 'acme-prod-metrics', force_destroy: false },
    preventDestroy: true,
  });
});

test('the bucket carries the tags of the store', () => {
  expect(bucketDocument(aPlan({ tags: { team: 'sre' } })).attributes.tags).toEqual({ team: 'sre' });
});

test('the bucket keeps versions', () => {
  expect(versioningDocument(aPlan())).toMatchObject({
    type: 'aws_s3_bucket_versioning',
    name: 'metrics_versioning',
    attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}', versioning_configuration: { status: 'Enabled' } },
  });
});

test('other resources refer to the bucket by its name in Terraform', () => {
  expect(bucketAttribute(aPlan({ name: 'platform_logs' }), 'arn')).toBe('${aws_s3_bucket.platform_logs_bucket.arn}');
});
