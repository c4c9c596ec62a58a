/** The policies of a store called `metrics`, as a person would write them: nothing here comes from the library. */

const BUCKET = '${aws_s3_bucket.metrics_bucket.arn}';
const COPY = 'arn:${local.metrics_replication_role_arn_parts[1]}:s3:::acme-copy';

/** What every bucket refuses, and more statements. */
export function bucketPolicy(bucketArn: string, ...statements: object[]): string {
  const everything = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucketArn, `${bucketArn}/*`] };
  return policy(
    { Sid: 'DenyInsecureTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
    ...statements,
  );
}

const upload = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${BUCKET}/*` };

function otherAlgorithm(algorithm: string): object {
  const header = 's3:x-amz-server-side-encryption';
  return { Sid: 'DenyOtherAlgorithm', ...upload, Condition: { Null: { [header]: 'false' }, StringNotEquals: { [header]: algorithm } } };
}

const KEY_OF_CLIENT = { Sid: 'DenyKeyOfClient', ...upload, Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } } };

export const BUCKET_POLICY_WITH_KMS = bucketPolicy(BUCKET, otherAlgorithm('aws:kms'), {
  Sid: 'DenyOtherKey',
  ...upload,
  Condition: {
    Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
    StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': '${aws_kms_key.metrics_key.arn}' },
  },
}, {
  Sid: 'DenyKeyOfAws',
  ...upload,
  Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' }, Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } },
}, KEY_OF_CLIENT);

export const BUCKET_POLICY_WITH_KEYS_OF_S3 = bucketPolicy(BUCKET, otherAlgorithm('AES256'), KEY_OF_CLIENT);

const account = {
  Effect: 'Allow', Principal: { AWS: 'arn:${local.metrics_key_arn_parts[1]}:iam::${local.metrics_key_arn_parts[4]}:root' }, Resource: '*',
};

export const KEY_POLICY = policy(
  {
    Sid: 'AccountAdministersByIam',
    ...account,
    Action: [
      'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:DescribeKey', 'kms:DisableKey', 'kms:DisableKeyRotation', 'kms:EnableKey',
      'kms:EnableKeyRotation', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants', 'kms:ListKeyPolicies', 'kms:ListKeyRotations',
      'kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:RotateKeyOnDemand', 'kms:ScheduleKeyDeletion', 'kms:TagResource',
      'kms:UntagResource', 'kms:UpdateAlias', 'kms:UpdateKeyDescription',
    ],
  },
  {
    Sid: 'AccountUsesByIamThroughBucket',
    ...account,
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    Condition: through('s3.us-east-1.amazonaws.com', BUCKET),
  },
);

export const LOG_BUCKET_POLICY = bucketPolicy('${aws_s3_bucket.logs_bucket.arn}', {
  Sid: 'AllowLogDelivery1',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: '${aws_s3_bucket.logs_bucket.arn}/acme-prod-metrics/*',
  Condition: { ArnEquals: { 'aws:SourceArn': BUCKET }, StringEquals: { 'aws:SourceAccount': '${local.metrics_key_arn_parts[4]}' } },
});

export const REPLICATION_TRUST = policy({ Sid: 'S3', Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' });

export function replicationPolicy(copyKey: string): string {
  return policy(
    { Sid: 'ReadBucket', Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: BUCKET },
    {
      Sid: 'ReadVersions',
      Effect: 'Allow',
      Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
      Resource: `${BUCKET}/*`,
    },
    { Sid: 'WriteReplicas', Effect: 'Allow', Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'], Resource: `${COPY}/*` },
    {
      Sid: 'DecryptVersions',
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: '${aws_kms_key.metrics_key.arn}',
      Condition: through('s3.us-east-1.amazonaws.com', BUCKET),
    },
    {
      Sid: 'EncryptReplicas',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: copyKey,
      Condition: through('s3.eu-west-1.amazonaws.com', COPY),
    },
  );
}

export const ENDPOINT_POLICY = policy(
  {
    Sid: 'OtherBuckets', Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*'],
  },
  {
    Sid: 'ImageLayers', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: ['arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'],
  },
);

function through(host: string, bucketArn: string): object {
  return { StringEquals: { 'kms:ViaService': host }, StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] } };
}

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
