import { S3Encryption } from '../../lib/storage';

describe('encryption by KMS', () => {
  test('leaves the choice of the key open when it names none', () => {
    expect(S3Encryption.kms()).toMatchObject({ algorithm: 'aws:kms', usesKms: true, keyArn: undefined });
  });

  test.each([
    'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'arn:aws-cn:kms:cn-north-1:111122223333:alias/observability/metrics',
    '${aws_kms_key.mine.arn}',
  ])('takes the key %s', (arn) => {
    expect(S3Encryption.kms(arn).keyArn).toBe(arn);
  });

  test.each([
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    'alias/metrics',
    'arn:aws:s3:::acme-prod-metrics',
    'arn:aws:kms:us-east-1:1111:key/1234abcd',
    ' arn:aws:kms:us-east-1:111122223333:key/1234abcd',
    'arn:aws:kms:us-east-1:111122223333:key/1234abcd ',
    '',
  ])("fails on '%s', which is not the ARN of a key", (arn) => {
    expect(() => S3Encryption.kms(arn)).toThrow(`S3Encryption.kms: '${arn}' is not the ARN of a KMS key`);
  });
});

test('encryption by keys of S3 needs no KMS', () => {
  expect(S3Encryption.s3Managed()).toMatchObject({ algorithm: 'AES256', usesKms: false, keyArn: undefined });
});
