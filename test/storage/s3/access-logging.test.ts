import { aPlan } from './fixtures';
import { logBucketPolicyDocument, loggingDocument, logLifecycleDocument } from '../../../lib/storage/s3/access-logging';

const LOGS = aPlan({ name: 'access_logs', bucketName: 'acme-access-logs' });
const METRICS = { bucketName: 'acme-prod-metrics', arn: '${aws_s3_bucket.metrics_bucket.arn}', account: '${local.account}' };
const TRACES = { bucketName: 'acme-prod-traces', arn: '${aws_s3_bucket.traces_bucket.arn}' };

test('a bucket is logged into a folder of its name, once the target lets the logs in', () => {
  expect(loggingDocument(aPlan(), { bucket: '${aws_s3_bucket.access_logs_bucket.id}', dependsOn: ['aws_s3_bucket_policy.access_logs_policy'] })).toEqual({
    id: 'logging',
    type: 'aws_s3_bucket_logging',
    name: 'metrics_logging',
    attributes: {
      bucket: '${aws_s3_bucket.metrics_bucket.id}', target_bucket: '${aws_s3_bucket.access_logs_bucket.id}', target_prefix: 'acme-prod-metrics/',
    },
    dependsOn: ['aws_s3_bucket_policy.access_logs_policy'],
  });
});

describe('the policy of a bucket for logs', () => {
  const statements = (...logged: (typeof METRICS | typeof TRACES)[]) =>
    JSON.parse(logBucketPolicyDocument(LOGS, logged).attributes.policy as string).Statement;

  test('refuses everybody without TLS 1.2, and lets nobody in while no bucket is logged', () => {
    expect(statements().map(({ Sid, Effect }: Record<string, unknown>) => [Sid, Effect])).toEqual([['DenyInsecureTransport', 'Deny'], ['DenyTlsBefore12', 'Deny']]);
  });

  test('lets the log service write into the folder of each bucket, for that bucket only, and of its account where that is known', () => {
    const delivery = { Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' };

    expect(statements(METRICS, TRACES).slice(2)).toEqual([
      {
        Sid: 'AllowLogDelivery1',
        ...delivery,
        Resource: '${aws_s3_bucket.access_logs_bucket.arn}/acme-prod-metrics/*',
        Condition: { ArnEquals: { 'aws:SourceArn': METRICS.arn }, StringEquals: { 'aws:SourceAccount': METRICS.account } },
      },
      {
        Sid: 'AllowLogDelivery2',
        ...delivery,
        Resource: '${aws_s3_bucket.access_logs_bucket.arn}/acme-prod-traces/*',
        Condition: { ArnEquals: { 'aws:SourceArn': TRACES.arn } },
      },
    ]);
  });
});

test('logs expire, and their versions and markers after them', () => {
  const everywhere = { status: 'Enabled', filter: [{}] };

  expect(logLifecycleDocument(LOGS, 30)).toMatchObject({
    name: 'access_logs_lifecycle',
    attributes: {
      rule: [
        { id: 'abort-incomplete-uploads', ...everywhere, abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] },
        { id: 'expire-logs', ...everywhere, expiration: [{ days: 30 }] },
        {
          id: 'expire-noncurrent-versions',
          ...everywhere,
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
          expiration: [{ expired_object_delete_marker: true }],
        },
      ],
    },
    dependsOn: ['aws_s3_bucket_versioning.access_logs_versioning'],
  });
});
