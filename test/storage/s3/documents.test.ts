import { aPlan } from './fixtures';
import { S3Encryption } from '../../../lib/storage';
import { outputDocuments } from '../../../lib/storage/s3/documents';

describe('what other stacks and people want to know of a store', () => {
  test('is the name and the ARN of its bucket, and the ARN of its key', () => {
    expect(outputDocuments(aPlan()).map(({ name, value }) => [name, value])).toEqual([
      ['metrics_bucket_name', '${aws_s3_bucket.metrics_bucket.id}'],
      ['metrics_bucket_arn', '${aws_s3_bucket.metrics_bucket.arn}'],
      ['metrics_key_arn', '${aws_kms_key.metrics_key.arn}'],
    ]);
  });

  test('is no key where S3 keeps its own', () => {
    expect(outputDocuments(aPlan({ encryption: S3Encryption.s3Managed() })).map(({ id }) => id)).toEqual(['bucket-name', 'bucket-arn']);
  });
});
