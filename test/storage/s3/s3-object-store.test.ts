import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Chart, Duration, Testing as Cdk8sTesting } from 'cdk8s';
import { App as TerraformApp, LocalBackend, TerraformElement, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { anApp, aStack, aStore, KEY_ARN, written } from './fixtures';
import { IObjectStore, S3AccessLogs, S3Encryption, S3Location, S3ObjectLock, S3ObjectStore, S3Replication, S3StoreContents, S3Tiering } from '../../../lib/storage';

function problems(act: () => void): string {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a store', () => {
  test('can be read back by the names it was given', () => {
    const given = {
      bucketName: 'acme-prod-metrics',
      region: 'us-east-1',
      prefix: 'thanos',
      encryption: S3Encryption.kms(KEY_ARN),
      noncurrentVersionExpiration: Duration.days(3),
      abortMultipartAfter: Duration.days(2),
      accessLogs: S3AccessLogs.off(),
      contents: S3StoreContents.ARCHIVE,
      retention: Duration.days(400),
      tiering: S3Tiering.intelligent(),
      replication: S3Replication.toExistingBucket({ bucketName: 'acme-copy', region: 'eu-west-1' }),
      objectLock: S3ObjectLock.governance(Duration.days(365)),
      tags: { team: 'sre' },
    };

    expect(new S3ObjectStore(aStack(), 'metrics', given)).toMatchObject(given);
  });

  test('keeps deleted objects for a week, half uploads for a day, and has a key of its own', () => {
    const store = aStore(aStack());

    expect(store.noncurrentVersionExpiration.toDays()).toBe(7);
    expect(store.abortMultipartAfter.toDays()).toBe(1);
    expect(store.encryption).toEqual(S3Encryption.kms());
    expect(store.accessLogs).toEqual(S3AccessLogs.ownBucket());
    expect(store.tags).toEqual({});
  });

  test('offers its ARNs to the Terraform of the program', () => {
    expect(aStore(aStack())).toMatchObject({ bucketArn: '${aws_s3_bucket.metrics_bucket.arn}', keyArn: '${aws_kms_key.metrics_key.arn}' });
    expect(aStore(aStack(), 'm', { encryption: S3Encryption.kms(KEY_ARN) }).keyArn).toBe(KEY_ARN);
    expect(aStore(aStack(), 'm', { encryption: S3Encryption.s3Managed() }).keyArn).toBeUndefined();
  });

  test('is an object store whose clients leave encryption to the bucket', () => {
    const store: IObjectStore = aStore(aStack(), 'metrics', { prefix: 'thanos', encryption: S3Encryption.kms(KEY_ARN) });

    expect(store.location).toBeInstanceOf(S3Location);
    expect(store.location).toMatchObject({ bucket: 'acme-prod-metrics', region: 'us-east-1', prefix: 'thanos', encryption: undefined });
  });

  test('takes its region from itself, then the cluster, then the provider', () => {
    const stack = aStack();
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });
    const cluster = { name: 'prod', region: 'us-west-2' };

    expect(aStore(stack, 'a', { region: 'eu-west-1', cluster }).region).toBe('eu-west-1');
    expect(aStore(stack, 'b', { region: undefined, cluster }).region).toBe('us-west-2');
    expect(aStore(stack, 'c', { region: undefined }).region).toBe('us-east-1');
  });

  test('fails without any region', () => {
    expect(() => aStore(aStack(), 'metrics', { region: undefined })).toThrow(/storage\/metrics: a bucket without a region\n.*\n  fix: region: 'us-east-1'/);
  });

  test.each([
    ['a name that S3 refuses', { bucketName: 'Acme' }, "storage/metrics: bucketName 'Acme' has characters other than"],
    ['a name with a dot', { bucketName: 'acme.metrics' }, "storage/metrics: bucketName 'acme.metrics' has a dot"],
    ['an availability zone', { region: 'us-east-1a' }, "storage/metrics: region 'us-east-1a' is not a region"],
    ['a prefix with a slash at its end', { prefix: 'thanos/' }, "storage/metrics: prefix 'thanos/' is not a path of names"],
    ['a key in another region', { region: 'eu-west-1', encryption: S3Encryption.kms(KEY_ARN) }, 'storage/metrics: the KMS key is in us-east-1, the bucket in eu-west-1'],
    ['a tag of AWS', { tags: { 'aws:team': 'sre' } }, "storage/metrics: tag 'aws:team' begins with aws:"],
  ])('fails on %s', (_, props, message) => {
    expect(() => aStore(aStack(), 'metrics', props)).toThrow(message);
  });
});

describe('the Terraform of a stack', () => {
  test('has every resource of a store under a readable name', () => {
    const stack = aStack();
    aStore(stack);
    const { resource, output } = JSON.parse(written(stack));
    const addresses = Object.entries(resource).flatMap(([type, named]) => Object.keys(named as object).map((name) => `${type}.${name}`));

    expect(addresses).toEqual([
      'aws_kms_alias.metrics_key_alias',
      'aws_kms_key.metrics_key',
      'aws_kms_key_policy.metrics_key_policy',
      'aws_s3_bucket.metrics_access_logs_bucket',
      'aws_s3_bucket.metrics_bucket',
      'aws_s3_bucket_lifecycle_configuration.metrics_access_logs_lifecycle',
      'aws_s3_bucket_lifecycle_configuration.metrics_lifecycle',
      'aws_s3_bucket_logging.metrics_logging',
      'aws_s3_bucket_ownership_controls.metrics_access_logs_ownership',
      'aws_s3_bucket_ownership_controls.metrics_ownership',
      'aws_s3_bucket_policy.metrics_access_logs_policy',
      'aws_s3_bucket_policy.metrics_policy',
      'aws_s3_bucket_public_access_block.metrics_access_logs_public_access_block',
      'aws_s3_bucket_public_access_block.metrics_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration.metrics_access_logs_encryption',
      'aws_s3_bucket_server_side_encryption_configuration.metrics_encryption',
      'aws_s3_bucket_versioning.metrics_access_logs_versioning',
      'aws_s3_bucket_versioning.metrics_versioning',
    ]);
    expect(output).toEqual({
      metrics_bucket_name: { description: 'The name of the bucket acme-prod-metrics', value: '${aws_s3_bucket.metrics_bucket.id}' },
      metrics_bucket_arn: { description: 'The ARN of the bucket acme-prod-metrics', value: '${aws_s3_bucket.metrics_bucket.arn}' },
      metrics_key_arn: { description: 'The ARN of the key that encrypts acme-prod-metrics', value: '${aws_kms_key.metrics_key.arn}' },
    });
  });

  test('names what is deeper in the tree by the whole way from the stack', () => {
    const stack = aStack();
    new S3ObjectStore(new Construct(stack, 'prod-eu'), 'metrics', { bucketName: 'acme', region: 'us-east-1' });

    expect(Object.keys(JSON.parse(written(stack)).resource.aws_s3_bucket)).toEqual(['prod_eu_metrics_access_logs_bucket', 'prod_eu_metrics_bucket']);
  });

  test('asks AWS nothing, and leaves empty tags out', () => {
    const stack = aStack();
    aStore(stack);
    const { data, resource } = JSON.parse(written(stack));

    expect(data).toBeUndefined();
    expect(resource.aws_s3_bucket.metrics_bucket).not.toHaveProperty('tags');
    expect(resource.aws_kms_key.metrics_key).not.toHaveProperty('tags');
  });

  test('is the same in every byte whenever and wherever it is written', () => {
    const texts = [1, 2].map(() => {
      const stack = aStack();
      aStore(stack, 'metrics', { tags: { team: 'sre' } });
      aStore(stack, 'logs', { encryption: S3Encryption.s3Managed() });
      expect(written(stack)).toBe(written(stack));
      return written(stack);
    });

    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toContain(process.cwd());
  });

  test('is the same under an app of cdktf', () => {
    const ours = aStack();
    aStore(ours);
    const app = Testing.app();
    const theirs = new TerraformStack(app, 'storage');
    new LocalBackend(theirs, { path: 'terraform.tfstate' });
    aStore(theirs);

    expect(Testing.synth(theirs)).toBe(Testing.synth(ours));
  });
});

describe('at synth', () => {
  test('finds no problem when stores share a stack, a region and nothing else', () => {
    const app = anApp();
    const stack = aStack(app);
    aStore(stack, 'metrics');
    aStore(stack, 'logs');
    aStore(aStack(app, 'storage-eu'), 'metrics-eu', { region: 'eu-west-1' });

    expect(problems(() => app.synth())).toBe('none');
  });

  test('fails once for a stack without a backend, however many stores it has', () => {
    const app = anApp();
    const stack = new TerraformStack(app, 'storage');
    aStore(stack, 'metrics');
    aStore(stack, 'logs');

    expect(problems(() => app.synth())).toMatch(/^Observability problems \(1\), nothing was written:\n\nstorage: the stack has no backend\n/);
  });

  test('fails on the backend that cdktf makes up', () => {
    const app = new TerraformApp({ outdir: anApp().outdir });
    aStore(new TerraformStack(app, 'storage'));

    expect(problems(() => app.synth())).toContain(`storage: the local backend keeps the state in ${process.cwd()}`);
  });

  test('fails when a second region meets the provider of the first store', () => {
    const stack = aStack();
    aStore(stack, 'metrics');
    aStore(stack, 'logs', { region: 'eu-west-1' });

    expect(problems(() => written(stack))).toContain('storage/logs: the bucket acme-prod-logs belongs into eu-west-1, but the aws provider of its stack works in us-east-1');
  });

  test('fails when the program makes a provider for another region later', () => {
    const stack = aStack();
    aStore(stack);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });

    expect(problems(() => written(stack))).toContain('storage/metrics: the bucket acme-prod-metrics belongs into us-east-1');
  });

  test('fails on the later of two stores with one bucket, in another stack too', () => {
    const app = anApp();
    aStore(aStack(app, 'one'), 'metrics');
    aStore(aStack(app, 'two'), 'logs', { bucketName: 'acme-prod-metrics' });

    expect(problems(() => app.synth())).toMatch(
      /problems \(2\)[^]*two\/logs: the bucket acme-prod-metrics is made by 'one\/metrics' already[^]*two\/logs\/access-logs: the bucket acme-prod-metrics-access-logs is/,
    );
  });

  test('fails on part of a day', () => {
    const stack = aStack();
    aStore(stack, 'metrics', { noncurrentVersionExpiration: Duration.hours(12), abortMultipartAfter: Duration.hours(36) });
    const text = problems(() => written(stack));

    expect(text).toContain('storage/metrics: noncurrent versions expire after 0.5 days');
    expect(text).toContain('storage/metrics: incomplete uploads are aborted after 1.5 days');
  });

  test('fails when what is compacted is locked, and when a lock is overridden to be longer than the retention', () => {
    const objectLock = S3ObjectLock.governance(Duration.days(30));
    const compacted = aStack();
    aStore(compacted, 'metrics', { objectLock, contents: S3StoreContents.THANOS_BLOCKS });
    const archive = aStack();
    const lock = aStore(archive, 'audit', { objectLock, contents: S3StoreContents.ARCHIVE, retention: Duration.days(30) }).node.findChild('object-lock');
    (lock as TerraformElement).addOverride('rule.default_retention.days', 31);

    expect(problems(() => written(compacted))).toContain('storage/metrics: objects of thanos-blocks are locked for 30 days');
    expect(problems(() => written(archive))).toContain('storage/audit: objects are kept for 30 days and locked for 31');
  });

  test('finds no problem in a locked archive, and in chunks of Loki that move by tenant', () => {
    const stack = aStack();
    const days = Duration.days(90);
    aStore(stack, 'audit', { contents: S3StoreContents.ARCHIVE, objectLock: S3ObjectLock.compliance(days), retention: days });
    aStore(stack, 'logs', {
      contents: S3StoreContents.LOKI_CHUNKS, retention: days, tiering: S3Tiering.byAge({ infrequentAccessAfter: Duration.days(60), folders: ['fake'] }),
    });

    expect(problems(() => written(stack))).toBe('none');
  });

  test('fails when the index of Loki moves, and when what moves is gone too soon', () => {
    const stack = aStack();
    const tiering = S3Tiering.byAge({ infrequentAccessAfter: Duration.days(30) });
    aStore(stack, 'logs', { contents: S3StoreContents.LOKI_CHUNKS, retention: Duration.days(45), tiering });
    const text = problems(() => written(stack));

    expect(text).toContain("storage/logs: the lifecycle rule 'tier' moves everything, the index of Loki too");
    expect(text).toContain('storage/logs: objects move to STANDARD_IA after 30 days and are deleted after 45');
  });

  test('finds no problem when a store is replicated into one of another region, whose key carries the name of its bucket', () => {
    const app = anApp();
    const copy = aStore(aStack(app, 'storage-eu'), 'copy', { region: 'eu-west-1' });
    const stack = aStack(app);
    aStore(stack, 'metrics', { replication: S3Replication.toStore(copy) });
    const [rule] = JSON.parse(written(stack)).resource.aws_s3_bucket_replication_configuration.metrics_replication.rule;

    expect(rule.destination.encryption_configuration.replica_kms_key_id).toBe(
      'arn:${local.metrics_replication_role_arn_parts[1]}:kms:eu-west-1:${local.metrics_replication_role_arn_parts[4]}:alias/acme-prod-copy',
    );
  });

  test('fails when a store is replicated within its region, and when an override suspends the versions of either', () => {
    const app = anApp();
    const copy = aStore(aStack(app, 'second'), 'copy');
    (copy.node.findChild('versioning') as TerraformElement).addOverride('versioning_configuration.status', 'Suspended');
    const stack = aStack(app);
    aStore(stack, 'metrics', { replication: S3Replication.toStore(copy) });
    const text = problems(() => written(stack));

    expect(text).toContain('storage/metrics: the bucket acme-prod-metrics is replicated within us-east-1');
    expect(text).toContain('storage/metrics: the bucket acme-prod-copy keeps no versions (Suspended is written)');
  });

  test('fails when a locked archive is replicated into a store that locks nothing', () => {
    const app = anApp();
    const archive = { contents: S3StoreContents.ARCHIVE, objectLock: S3ObjectLock.governance(Duration.days(30)) };
    const copies = aStack(app, 'storage-eu');
    const [open, locked] = [aStore(copies, 'open', { region: 'eu-west-1' }), aStore(copies, 'locked', { ...archive, region: 'eu-west-1' })];
    const stack = aStack(app);
    aStore(stack, 'audit', { ...archive, replication: S3Replication.toStore(open) });
    aStore(stack, 'ledger', { ...archive, replication: S3Replication.toStore(locked) });
    const text = problems(() => written(stack));

    expect(text).toContain('storage/audit: objects of acme-prod-audit are locked, and those of acme-prod-open are not');
    expect(text).not.toContain('storage/ledger');
  });

  test('fails when a bucket that exists is encrypted in another way than the store that is replicated into it', () => {
    const stack = aStack();
    const replication = S3Replication.toExistingBucket({ bucketName: 'acme-copy', region: 'eu-west-1' });
    aStore(stack, 'metrics', { replication });
    aStore(stack, 'logs', { replication, encryption: S3Encryption.s3Managed() });
    const text = problems(() => written(stack));

    expect(text).toContain('storage/metrics: objects are encrypted in acme-prod-metrics by a KMS key and in acme-copy by keys of S3');
    expect(text).not.toContain('storage/logs');
  });

  test('fails to replicate into a store whose key only its own stack knows', () => {
    const copy = aStore(aStack(), 'copy', { encryption: S3Encryption.kms('${aws_kms_key.mine.arn}') });

    expect(() => S3Replication.toStore(copy)).toThrow(/S3Replication.toStore: the key of 'storage\/copy' is an expression of Terraform\n/);
  });

  test('fails when an override makes live objects expire', () => {
    const stack = aStack();
    const lifecycle = aStore(stack).node.findChild('lifecycle') as TerraformElement;
    lifecycle.addOverride('rule', [{ id: 'mine', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 1 }], expiration: [{ days: 90 }] }]);

    expect(problems(() => written(stack))).toContain("storage/metrics: the lifecycle rule 'mine' expires live objects after 90 days");
  });

  test('fails when two ids become one name', () => {
    const stack = aStack();
    aStore(stack, 'a-b');
    aStore(stack, 'a_b', { bucketName: 'acme-other' });

    expect(problems(() => written(stack))).toContain("storage: 'storage/a-b/bucket' and 'storage/a_b/bucket' are both aws_s3_bucket.a_b_bucket in Terraform");
  });

  test('fails in a plain cdk8s app with the same text', () => {
    const app = new App({ outdir: Cdk8sTesting.app().outdir });
    new Chart(app, 'observability');
    aStore(new TerraformStack(app, 'storage'));

    expect(problems(() => app.synth())).toMatch(/^Observability problems \(1\), nothing was written:\n\nstorage: the stack has no backend\n/);
  });
});
