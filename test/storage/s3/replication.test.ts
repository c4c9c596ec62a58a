import { aPlan, KEY_ARN } from './fixtures';
import { S3Encryption, S3Replication } from '../../../lib/storage';
import { replicationDocuments, replicationLocals } from '../../../lib/storage/s3/replication';

const COPY_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-12ab-34cd-56ef-1234567890ab';
const COPY = { bucketName: 'acme-copy', region: 'eu-west-1' };
const COPY_ARN = 'arn:${local.metrics_replication_role_arn_parts[1]}:s3:::acme-copy';
const BUCKET_ARN = '${aws_s3_bucket.metrics_bucket.arn}';

function documents(replication: S3Replication, encryption = S3Encryption.kms()) {
  const [role, rolePolicy, configuration] = replicationDocuments(aPlan({ replica: replication._replica, encryption, tags: { team: 'sre' } }));
  return { role, statements: JSON.parse(rolePolicy.attributes.policy as string).Statement, rolePolicy, configuration };
}

describe('a store with a KMS key that is replicated', () => {
  const { role, statements, rolePolicy, configuration } = documents(S3Replication.toExistingBucket({ ...COPY, keyArn: COPY_KEY }));

  test('has a role that S3 takes on, and nobody else', () => {
    expect(role).toMatchObject({
      type: 'aws_iam_role',
      name: 'metrics_replication_role',
      attributes: { name_prefix: 's3-replication-', description: 'Copies acme-prod-metrics to acme-copy', tags: { team: 'sre' } },
    });
    expect(JSON.parse(role.attributes.assume_role_policy as string).Statement).toEqual([
      { Sid: 'S3', Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });

  test('knows partition and account by the role, without asking AWS', () => {
    expect(replicationLocals(aPlan({ replica: S3Replication.toExistingBucket({ ...COPY, keyArn: COPY_KEY })._replica }))).toEqual([
      { id: 'replication-role-arn-parts', name: 'metrics_replication_role_arn_parts', value: '${split(":", aws_iam_role.metrics_replication_role.arn)}' },
    ]);
  });

  test('has a role that reads versions here and writes replicas there', () => {
    expect(rolePolicy).toMatchObject({ type: 'aws_iam_role_policy', attributes: { role: '${aws_iam_role.metrics_replication_role.id}' } });
    expect(statements.slice(0, 3)).toEqual([
      { Sid: 'ReadBucket', Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: BUCKET_ARN },
      {
        Sid: 'ReadVersions',
        Effect: 'Allow',
        Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
        Resource: `${BUCKET_ARN}/*`,
      },
      { Sid: 'WriteReplicas', Effect: 'Allow', Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'], Resource: `${COPY_ARN}/*` },
    ]);
  });

  test('has a role that decrypts for this bucket and encrypts for the other, through S3 of either region', () => {
    const within = (host: string, arn: string) => ({
      StringEquals: { 'kms:ViaService': host }, StringLike: { 'kms:EncryptionContext:aws:s3:arn': [arn, `${arn}/*`] },
    });

    expect(statements.slice(3)).toEqual([
      {
        Sid: 'DecryptVersions',
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: '${aws_kms_key.metrics_key.arn}',
        Condition: within('s3.us-east-1.amazonaws.com', BUCKET_ARN),
      },
      {
        Sid: 'EncryptReplicas',
        Effect: 'Allow',
        Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
        Resource: COPY_KEY,
        Condition: within('s3.eu-west-1.amazonaws.com', COPY_ARN),
      },
    ]);
  });

  test('has every object copied, encrypted with the other key, and what is deleted deleted there too', () => {
    expect(configuration).toMatchObject({
      type: 'aws_s3_bucket_replication_configuration',
      name: 'metrics_replication',
      attributes: {
        bucket: '${aws_s3_bucket.metrics_bucket.id}',
        role: '${aws_iam_role.metrics_replication_role.arn}',
        rule: [{
          id: 'replicate',
          status: 'Enabled',
          filter: {},
          delete_marker_replication: { status: 'Enabled' },
          source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
          destination: { bucket: COPY_ARN, encryption_configuration: { replica_kms_key_id: COPY_KEY } },
        }],
      },
      dependsOn: ['aws_s3_bucket_versioning.metrics_versioning', 'aws_iam_role_policy.metrics_replication_policy'],
    });
  });
});

test('a key that is known by an alias is named by it, and allowed by what IAM knows: the keys of its account and region', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:111122223333:alias/copies';
  const { statements, configuration } = documents(S3Replication.toExistingBucket({ ...COPY, keyArn }), S3Encryption.kms(KEY_ARN));

  expect(statements[3].Resource).toBe(KEY_ARN);
  expect(statements[4].Resource).toBe('arn:aws:kms:eu-west-1:111122223333:key/*');
  expect(configuration.attributes.rule).toMatchObject([{ destination: { encryption_configuration: { replica_kms_key_id: keyArn } } }]);
});

test('a store with keys of S3 is copied without any right on keys', () => {
  const { statements, configuration } = documents(S3Replication.toExistingBucket(COPY), S3Encryption.s3Managed());
  const [rule] = configuration.attributes.rule as object[];

  expect(statements).toHaveLength(3);
  expect(rule).not.toHaveProperty('source_selection_criteria');
  expect(rule).toMatchObject({ destination: { bucket: COPY_ARN } });
  expect(rule).not.toHaveProperty('destination.encryption_configuration');
});

test('a store that is not replicated has no role', () => {
  expect([...replicationDocuments(aPlan()), ...replicationLocals(aPlan())]).toEqual([]);
});

describe('fails', () => {
  test('on a key in another region than its bucket', () => {
    expect(() => S3Replication.toExistingBucket({ ...COPY, keyArn: KEY_ARN })).toThrow(
      'S3Replication.toExistingBucket: the KMS key is in us-east-1, the bucket in eu-west-1',
    );
  });

  test('on a name and on a region that AWS refuses', () => {
    expect(() => S3Replication.toExistingBucket({ ...COPY, bucketName: 'Acme' })).toThrow("bucket 'Acme' has characters other than");
    expect(() => S3Replication.toExistingBucket({ ...COPY, region: 'eu-west-1a' })).toThrow("region 'eu-west-1a' is not a region of AWS");
  });
});
