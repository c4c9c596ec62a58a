import { App, Duration } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { promised, promisedForLogs, promisedWithLogs } from '../../../conformance/aws/promises';
import { S3AccessLogBucket, S3AccessLogs, S3Encryption, S3ObjectLock, S3ObjectStore, S3Replication, S3StoreContents } from '../../../lib';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

test('who says no more than the name of a bucket is promised everything else', () => {
  expect(promisedWithLogs({ bucketName: 'acme' })).toEqual([
    {
      bucket: 'acme',
      region: 'us-east-1',
      holds: 'objects',
      key: 'own',
      noncurrentDays: 7,
      abortDays: 1,
      logs: 'acme-access-logs',
      tags: {},
      expirationDays: undefined,
      lock: undefined,
      replica: undefined,
    },
    { bucket: 'acme-access-logs', region: 'us-east-1', holds: 'access logs', key: 'none', noncurrentDays: 1, abortDays: 1, expirationDays: 90, tags: {} },
  ]);
});

test('what is said is meant, of the logs too', () => {
  const tags = { team: 'observability' };
  const [store, logs] = promisedWithLogs({
    bucketName: 'acme',
    region: 'eu-west-1',
    tags,
    noncurrentVersionExpiration: Duration.days(30),
    abortMultipartAfter: Duration.days(2),
    accessLogs: S3AccessLogs.ownBucket({ bucketName: 'logs-of-acme', retention: Duration.days(30) }),
  });

  expect(store).toMatchObject({ region: 'eu-west-1', noncurrentDays: 30, abortDays: 2, logs: 'logs-of-acme', tags });
  expect(logs).toMatchObject({ bucket: 'logs-of-acme', region: 'eu-west-1', expirationDays: 30, tags });
});

test('encryption is by a key of its own, by one that is given, or by keys of S3', () => {
  const key = (encryption?: S3Encryption) => promised({ bucketName: 'acme', encryption }).key;
  expect([key(), key(S3Encryption.kms(KEY)), key(S3Encryption.s3Managed())]).toEqual(['own', KEY, 'none']);
});

test('objects expire in an archive only', () => {
  const expiration = (contents: S3StoreContents) => promised({ bucketName: 'acme', contents, retention: Duration.days(400) }).expirationDays;
  expect([expiration(S3StoreContents.ARCHIVE), expiration(S3StoreContents.THANOS_BLOCKS)]).toEqual([400, undefined]);
});

test('a lock is of a mode and days', () => {
  expect(promised({ bucketName: 'acme', objectLock: S3ObjectLock.compliance(Duration.days(365)) }).lock).toEqual({ Mode: 'COMPLIANCE', Days: 365 });
});

describe('in a stack', () => {
  const stack = new TerraformStack(new App(), 'storage');

  test('access logs go to a bucket of others, to one that exists, or nowhere, and no other bucket is made', () => {
    const shared = new S3AccessLogBucket(stack, 'shared', { bucketName: 'shared-logs', retention: Duration.days(365) });
    const logs = (accessLogs: S3AccessLogs) => promisedWithLogs({ bucketName: 'acme', accessLogs }).map((each) => each.logs);

    expect(logs(S3AccessLogs.toBucket(shared))).toEqual(['shared-logs']);
    expect(logs(S3AccessLogs.toExistingBucket('security-logs'))).toEqual(['security-logs']);
    expect(logs(S3AccessLogs.off())).toEqual([undefined]);
    expect(promisedForLogs(shared)).toMatchObject({ bucket: 'shared-logs', expirationDays: 365 });
  });

  test('a copy is encrypted by the key that the second bucket was given, by its own, or by keys of S3', () => {
    const replica = (encryption: S3Encryption) => {
      const name = `copy-${stack.node.children.length}`;
      const copy = new S3ObjectStore(stack, name, { bucketName: name, region: 'eu-west-1', encryption });
      return promised({ bucketName: 'acme', replication: S3Replication.toStore(copy) }).replica;
    };

    expect(replica(S3Encryption.kms(KEY))).toMatchObject({ region: 'eu-west-1', key: KEY });
    const own = replica(S3Encryption.kms());
    expect(own?.key).toBe(`arn:aws:kms:eu-west-1:123456789012:alias/${own?.bucket}`);
    expect(replica(S3Encryption.s3Managed())?.key).toBeUndefined();
  });
});
