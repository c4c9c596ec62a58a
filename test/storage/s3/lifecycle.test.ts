import { aPlan } from './fixtures';
import { lifecycleDocument } from '../../../lib/storage/s3/lifecycle';
import { lifecycleFindings } from '../../../lib/storage/s3/lifecycle-invariants';

describe('the lifecycle of a bucket', () => {
  const document = lifecycleDocument(aPlan({ noncurrentVersionDays: 3, abortMultipartDays: 2 }));
  const [uploads, versions] = document.attributes.rule as Record<string, unknown>[];

  test('belongs to the bucket, and waits until it keeps versions', () => {
    expect(document).toMatchObject({
      type: 'aws_s3_bucket_lifecycle_configuration',
      name: 'metrics_lifecycle',
      attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}' },
      dependsOn: ['aws_s3_bucket_versioning.metrics_versioning'],
    });
    expect(document.attributes.rule).toHaveLength(2);
  });

  test('aborts uploads that never ended, everywhere in the bucket', () => {
    expect(uploads).toEqual({
      id: 'abort-incomplete-uploads',
      status: 'Enabled',
      filter: [{}],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 2 }],
    });
  });

  test('expires versions that were replaced, and the markers of objects that are gone', () => {
    expect(versions).toEqual({
      id: 'expire-noncurrent-versions',
      status: 'Enabled',
      filter: [{}],
      noncurrent_version_expiration: [{ noncurrent_days: 3 }],
      expiration: [{ expired_object_delete_marker: true }],
    });
  });

  test('has nothing that its own invariants would object to', () => {
    expect(lifecycleFindings(document.attributes)).toEqual([]);
  });
});
