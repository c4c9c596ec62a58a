import { aPlan } from './fixtures';
import { bucketPolicyDocument, ownershipDocument, publicAccessBlockDocument } from '../../../lib/storage/s3/access';

test('nothing in the bucket can be made public', () => {
  expect(publicAccessBlockDocument(aPlan())).toMatchObject({
    type: 'aws_s3_bucket_public_access_block',
    name: 'metrics_public_access_block',
    attributes: {
      bucket: '${aws_s3_bucket.metrics_bucket.id}',
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  });
});

test('ACLs have no effect', () => {
  expect(ownershipDocument(aPlan())).toMatchObject({
    type: 'aws_s3_bucket_ownership_controls',
    name: 'metrics_ownership',
    attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}', rule: { object_ownership: 'BucketOwnerEnforced' } },
  });
});

describe('the policy of the bucket', () => {
  const document = bucketPolicyDocument(aPlan());
  const { Version, Statement } = JSON.parse(document.attributes.policy as string);

  test('belongs to the bucket', () => {
    expect(document).toMatchObject({ type: 'aws_s3_bucket_policy', name: 'metrics_policy', attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}' } });
    expect(Version).toBe('2012-10-17');
  });

  test('refuses everybody without TLS, and with TLS before 1.2, on the bucket and on every object', () => {
    const everything = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['${aws_s3_bucket.metrics_bucket.arn}', '${aws_s3_bucket.metrics_bucket.arn}/*'],
    };

    expect(Statement).toEqual([
      { Sid: 'DenyInsecureTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
    ]);
  });
});
