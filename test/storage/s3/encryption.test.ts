import { aPlan, KEY_ARN } from './fixtures';
import { S3Encryption } from '../../../lib/storage';
import { encryptionDocument, keyArn, keyDocuments, keyLocals } from '../../../lib/storage/s3/encryption';

describe('with a key of its own, a bucket', () => {
  const plan = aPlan({ tags: { team: 'sre' } });
  const [key, keyPolicy, alias] = keyDocuments(plan);

  test('has a key that rotates, survives a destroy and can be brought back for 30 days', () => {
    expect(key).toEqual({
      id: 'key',
      type: 'aws_kms_key',
      name: 'metrics_key',
      attributes: {
        description: 'Encrypts the objects in acme-prod-metrics',
        enable_key_rotation: true,
        deletion_window_in_days: 30,
        tags: { team: 'sre' },
      },
      preventDestroy: true,
    });
  });

  test('has a key policy that lets the account decide, without asking AWS which account that is', () => {
    expect(keyPolicy).toMatchObject({ type: 'aws_kms_key_policy', name: 'metrics_key_policy', attributes: { key_id: '${aws_kms_key.metrics_key.key_id}' } });
    expect(JSON.parse(keyPolicy.attributes.policy as string).Statement).toEqual([
      {
        Sid: 'AccountDecidesByIam',
        Effect: 'Allow',
        Principal: { AWS: 'arn:${local.metrics_key_arn_parts[1]}:iam::${local.metrics_key_arn_parts[4]}:root' },
        Action: 'kms:*',
        Resource: '*',
      },
    ]);
    expect(keyLocals(plan)).toEqual([
      { id: 'key-arn-parts', name: 'metrics_key_arn_parts', value: '${split(":", aws_kms_key.metrics_key.arn)}' },
    ]);
  });

  test('has a key that people find by the name of the bucket', () => {
    expect(alias).toMatchObject({
      type: 'aws_kms_alias',
      name: 'metrics_key_alias',
      attributes: { name: 'alias/acme-prod-metrics', target_key_id: '${aws_kms_key.metrics_key.key_id}' },
    });
  });

  test('encrypts every object with it, through a bucket key', () => {
    expect(keyArn(plan)).toBe('${aws_kms_key.metrics_key.arn}');
    expect(encryptionDocument(plan)).toMatchObject({
      type: 'aws_s3_bucket_server_side_encryption_configuration',
      name: 'metrics_encryption',
      attributes: {
        bucket: '${aws_s3_bucket.metrics_bucket.id}',
        rule: [
          {
            apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: '${aws_kms_key.metrics_key.arn}' },
            bucket_key_enabled: true,
          },
        ],
      },
    });
  });
});

test('with a key that exists already, a bucket makes none and encrypts with that', () => {
  const plan = aPlan({ encryption: S3Encryption.kms(KEY_ARN) });

  expect(keyArn(plan)).toBe(KEY_ARN);
  expect([...keyDocuments(plan), ...keyLocals(plan)]).toEqual([]);
  expect(encryptionDocument(plan).attributes.rule).toEqual([
    { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: KEY_ARN }, bucket_key_enabled: true },
  ]);
});

test('with keys of S3, a bucket has nothing to do with KMS', () => {
  const plan = aPlan({ encryption: S3Encryption.s3Managed() });

  expect(keyArn(plan)).toBeUndefined();
  expect([...keyDocuments(plan), ...keyLocals(plan)]).toEqual([]);
  expect(encryptionDocument(plan).attributes.rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }]);
});
