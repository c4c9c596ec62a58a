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

  const statements = JSON.parse(keyPolicy.attributes.policy as string).Statement;
  const account = {
    Effect: 'Allow', Resource: '*', Principal: { AWS: 'arn:${local.metrics_key_arn_parts[1]}:iam::${local.metrics_key_arn_parts[4]}:root' },
  };

  test('has a key policy for the account, without asking AWS which account that is', () => {
    expect(keyPolicy).toMatchObject({ type: 'aws_kms_key_policy', name: 'metrics_key_policy', attributes: { key_id: '${aws_kms_key.metrics_key.key_id}' } });
    expect(statements).toMatchObject([account, account]);
    expect(keyLocals(plan)).toEqual([
      { id: 'key-arn-parts', name: 'metrics_key_arn_parts', value: '${split(":", aws_kms_key.metrics_key.arn)}' },
    ]);
  });

  test('has a key that IAM may administer, its policy too, without using it or handing its use out', () => {
    const { Sid, Action, Condition } = statements[0];

    expect({ Sid, Condition }).toEqual({ Sid: 'AccountAdministersByIam' });
    // AWS refuses a policy that whoever writes it could not write again
    expect(Action).toContain('kms:PutKeyPolicy');
    // what Terraform asks to read, rotate, tag, name and delete a key
    expect(Action).toEqual(expect.arrayContaining([
      'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags', 'kms:EnableKeyRotation', 'kms:TagResource', 'kms:CreateAlias',
      'kms:ScheduleKeyDeletion',
    ]));
    expect(Action.filter((action: string) => /[*]|Encrypt|Decrypt|DataKey|CreateGrant/.test(action))).toEqual([]);
  });

  test('has a key that IAM may use through S3 and for this bucket only, with bucket keys and without', () => {
    expect(statements[1]).toEqual({
      ...account,
      Sid: 'AccountUsesByIamThroughBucket',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['${aws_s3_bucket.metrics_bucket.arn}', '${aws_s3_bucket.metrics_bucket.arn}/*'] },
      },
    });
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
