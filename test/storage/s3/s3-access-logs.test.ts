import { Chart, Duration } from 'cdk8s';
import { TerraformElement } from 'cdktf';
import { anApp, aStack, aStore, written } from './fixtures';
import { S3AccessLogBucket, S3AccessLogs, S3Encryption } from '../../../lib/storage';

function resources(stack: ReturnType<typeof aStack>) {
  return JSON.parse(written(stack)).resource;
}

function sources(policy: string): string[] {
  return JSON.parse(policy).Statement.flatMap((each: { Condition: { ArnEquals?: Record<string, string> } }) => each.Condition.ArnEquals?.['aws:SourceArn'] ?? []);
}

describe('by default, a store', () => {
  const stack = aStack();
  aStore(stack, 'metrics', { tags: { team: 'sre' } });
  const { aws_s3_bucket: buckets, ...others } = resources(stack);

  test('is logged into a bucket of its own, which survives a destroy and has the tags of the store', () => {
    expect(buckets.metrics_access_logs_bucket).toMatchObject({
      bucket: 'acme-prod-metrics-access-logs', force_destroy: false, tags: { team: 'sre' }, lifecycle: { prevent_destroy: true },
    });
    expect(others.aws_s3_bucket_logging.metrics_logging).toMatchObject({
      target_bucket: '${aws_s3_bucket.metrics_access_logs_bucket.id}', depends_on: ['aws_s3_bucket_policy.metrics_access_logs_policy'],
    });
  });

  test('has its account checked, which its key knows', () => {
    const { Statement } = JSON.parse(others.aws_s3_bucket_policy.metrics_access_logs_policy.policy);

    expect(Statement[2].Condition.StringEquals).toEqual({ 'aws:SourceAccount': '${local.metrics_key_arn_parts[4]}' });
  });

  test('has logs that keys of S3 encrypt, since its log service cannot use others, and that are kept for 90 days', () => {
    const [{ apply_server_side_encryption_by_default: encryption }] =
      others.aws_s3_bucket_server_side_encryption_configuration.metrics_access_logs_encryption.rule;

    expect(encryption).toEqual({ sse_algorithm: 'AES256' });
    expect(others.aws_s3_bucket_lifecycle_configuration.metrics_access_logs_lifecycle.rule[1].expiration).toEqual([{ days: 90 }]);
  });
});

test('a store can choose name and age of its logs', () => {
  const stack = aStack();
  aStore(stack, 'metrics', { accessLogs: S3AccessLogs.ownBucket({ bucketName: 'acme-logs', retention: Duration.days(365) }) });
  const { aws_s3_bucket: buckets, aws_s3_bucket_lifecycle_configuration: lifecycles } = resources(stack);

  expect(buckets.metrics_access_logs_bucket.bucket).toBe('acme-logs');
  expect(lifecycles.metrics_access_logs_lifecycle.rule[1].expiration).toEqual([{ days: 365 }]);
});

test('stores can share a bucket for logs, also those that come after it', () => {
  const stack = aStack();
  const bucket = new S3AccessLogBucket(stack, 'logs', { bucketName: 'acme-access-logs' });
  aStore(stack, 'metrics', { accessLogs: S3AccessLogs.toBucket(bucket) });
  aStore(stack, 'traces', { accessLogs: S3AccessLogs.toBucket(bucket), encryption: S3Encryption.s3Managed() });
  const { aws_s3_bucket: buckets, aws_s3_bucket_policy: policies } = resources(stack);

  expect(Object.keys(buckets)).toEqual(['logs_bucket', 'metrics_bucket', 'traces_bucket']);
  expect(sources(policies.logs_policy.policy)).toEqual(['${aws_s3_bucket.metrics_bucket.arn}', '${aws_s3_bucket.traces_bucket.arn}']);
});

test('a store can be logged into a bucket that exists already, or not at all', () => {
  const stack = aStack();
  aStore(stack, 'metrics', { accessLogs: S3AccessLogs.toExistingBucket('acme-security-logs') });
  aStore(stack, 'traces', { accessLogs: S3AccessLogs.off() });
  const { aws_s3_bucket: buckets, aws_s3_bucket_logging: logging } = resources(stack);

  expect(Object.keys(buckets)).toEqual(['metrics_bucket', 'traces_bucket']);
  expect(Object.keys(logging)).toEqual(['metrics_logging']);
  expect(logging).toMatchObject({
    metrics_logging: { bucket: '${aws_s3_bucket.metrics_bucket.id}', target_bucket: 'acme-security-logs', target_prefix: 'acme-prod-metrics/' },
  });
});

test('a bucket for logs can be read back', () => {
  expect(new S3AccessLogBucket(aStack(), 'logs', { bucketName: 'acme-access-logs', tags: { team: 'sre' } })).toMatchObject({
    bucketName: 'acme-access-logs', bucketArn: '${aws_s3_bucket.logs_bucket.arn}', retention: Duration.days(90), tags: { team: 'sre' },
  });
});

describe('fails', () => {
  const logsOf = (accessLogs: S3AccessLogs, bucketName = 'acme-prod-metrics') => () => aStore(aStack(), 'metrics', { accessLogs, bucketName });

  test('when logs of a bucket go to itself', () => {
    expect(logsOf(S3AccessLogs.toExistingBucket('acme-prod-metrics'))).toThrow(
      'storage/metrics: the access logs of acme-prod-metrics go to acme-prod-metrics itself\n',
    );
  });

  test('when the bucket for logs is in another stack', () => {
    const app = anApp();
    const bucket = new S3AccessLogBucket(aStack(app, 'one'), 'logs', { bucketName: 'acme-access-logs' });

    expect(() => aStore(aStack(app, 'two'), 'metrics', { accessLogs: S3AccessLogs.toBucket(bucket) })).toThrow(
      "two/metrics: the access logs go to 'one/logs', which is in another stack\n",
    );
  });

  test.each([[Duration.hours(36), 1.5, 2], [Duration.hours(12), 0.5, 1], [Duration.days(0), 0, 1]])('when logs are kept for part of a day, or for none: %s', (retention, days, fix) => {
    expect(logsOf(S3AccessLogs.ownBucket({ retention }))).toThrow(
      `storage/metrics/access-logs: access logs are kept for ${days} days\n  why: S3 counts whole days, one at least, and refuses the lifecycle configuration\n`
      + `  fix: retention: Duration.days(${fix})\n`,
    );
  });

  test('not when logs are kept for a day', () => {
    expect(logsOf(S3AccessLogs.ownBucket({ retention: Duration.days(1) }))).not.toThrow();
  });

  test('when the name that comes of a long one is too long', () => {
    expect(logsOf(S3AccessLogs.ownBucket(), 'a'.repeat(60))).toThrow(/storage\/metrics\/access-logs: bucketName 'a+-access-logs' is not 3 to 63 characters long/);
  });

  test('on a name that S3 refuses', () => {
    expect(() => S3AccessLogs.toExistingBucket('Acme')).toThrow("S3AccessLogs.toExistingBucket: bucketName 'Acme' has characters other than");
  });

  test('on a bucket in a chart', () => {
    expect(() => new S3AccessLogBucket(new Chart(anApp(), 'chart'), 'logs', { bucketName: 'acme-access-logs' })).toThrow(
      'chart/logs: an S3AccessLogBucket outside a TerraformStack\n',
    );
  });

  test('when another construct makes a bucket of that name', () => {
    const stack = aStack();
    aStore(stack);
    new S3AccessLogBucket(stack, 'logs', { bucketName: 'acme-prod-metrics' });

    expect(() => written(stack)).toThrow(/storage\/logs: the bucket acme-prod-metrics is made by 'storage\/metrics' already\n.*\n.*S3AccessLogs.toBucket/);
  });

  test('when a bucket that is said to exist is made here, before or after the store', () => {
    const app = anApp();
    const stack = aStack(app);
    aStore(stack, 'metrics', { accessLogs: S3AccessLogs.toExistingBucket('acme-prod-traces') });
    aStore(aStack(app, 'elsewhere'), 'traces', { accessLogs: S3AccessLogs.off() });

    expect(() => written(stack)).toThrow(
      "storage/metrics: the access logs go to acme-prod-traces as to a bucket that exists already, but 'elsewhere/traces' makes it\n",
    );
  });

  test('when an override has no log expire', () => {
    const stack = aStack();
    const lifecycle = new S3AccessLogBucket(stack, 'logs', { bucketName: 'acme-access-logs' }).node.findChild('lifecycle') as TerraformElement;
    lifecycle.addOverride('rule.1.status', 'Disabled');

    expect(() => written(stack)).toThrow('storage/logs: no lifecycle rule expires access logs\n');
  });
});
