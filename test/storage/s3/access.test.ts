import { aPlan, KEY_ARN } from './fixtures';
import { S3Encryption } from '../../../lib/storage';
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

    expect(Statement.slice(0, 2)).toEqual([
      { Sid: 'DenyInsecureTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
    ]);
  });

  test('refuses uploads that ask for another algorithm, another key, no key or a key of the client, and none that ask for nothing', () => {
    const uploads = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '${aws_s3_bucket.metrics_bucket.arn}/*' };
    const algorithm = 's3:x-amz-server-side-encryption';
    const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';

    expect(Statement.slice(2)).toEqual([
      { Sid: 'DenyOtherAlgorithm', ...uploads, Condition: { Null: { [algorithm]: 'false' }, StringNotEquals: { [algorithm]: 'aws:kms' } } },
      { Sid: 'DenyOtherKey', ...uploads, Condition: { Null: { [key]: 'false' }, StringNotEquals: { [key]: '${aws_kms_key.metrics_key.arn}' } } },
      { Sid: 'DenyKeyOfAws', ...uploads, Condition: { StringEquals: { [algorithm]: 'aws:kms' }, Null: { [key]: 'true' } } },
      { Sid: 'DenyKeyOfClient', ...uploads, Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } } },
    ]);
  });

  test('names the key that exists already, and no key where S3 keeps them', () => {
    const conditions = (encryption: S3Encryption) => {
      const { attributes } = bucketPolicyDocument(aPlan({ encryption }));
      return JSON.parse(attributes.policy as string).Statement.slice(2).map((each: { Condition: object }) => each.Condition);
    };

    expect(conditions(S3Encryption.kms(KEY_ARN))[1]).toMatchObject({ StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY_ARN } });
    expect(conditions(S3Encryption.s3Managed())).toMatchObject([
      { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
      { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    ]);
  });
});
