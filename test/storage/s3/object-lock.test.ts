import { Duration } from 'cdk8s';
import { aPlan } from './fixtures';
import { S3ObjectLock } from '../../../lib/storage';
import { bucketDocument } from '../../../lib/storage/s3/bucket';
import { objectLockDocuments } from '../../../lib/storage/s3/object-lock';

describe('a bucket with a lock', () => {
  const plan = aPlan({ objectLock: S3ObjectLock.compliance(Duration.days(365)) });

  test('is made for it, and locks every new object', () => {
    expect(bucketDocument(plan).attributes.object_lock_enabled).toBe(true);
    expect(objectLockDocuments(plan)).toEqual([
      {
        id: 'object-lock',
        type: 'aws_s3_bucket_object_lock_configuration',
        name: 'metrics_object_lock',
        attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}', rule: { default_retention: { mode: 'COMPLIANCE', days: 365 } } },
        dependsOn: ['aws_s3_bucket_versioning.metrics_versioning'],
      },
    ]);
  });

  test('is another one than a bucket without', () => {
    expect(bucketDocument(aPlan()).attributes.object_lock_enabled).toBeUndefined();
    expect(objectLockDocuments(aPlan())).toEqual([]);
  });
});
