import { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Duration, Size } from 'cdk8s';
import { TerraformStack, Testing } from 'cdktf';
import { aStack, aStore } from './fixtures';
import { BUCKET_POLICY_WITH_KEYS_OF_S3, BUCKET_POLICY_WITH_KMS, ENDPOINT_POLICY, LOG_BUCKET_POLICY } from './typed-policies';
import { TypedStore, TypedStoreOptions } from './typed-store';
import {
  S3AccessLogBucket, S3AccessLogs, S3Encryption, S3ObjectLock, S3Replication, S3StoreContents, S3Tiering, S3VpcEndpoints, VpcInterfaceEndpoint,
} from '../../../lib/storage';

const TAGS = { team: 'sre' };
const EVERYWHERE = { status: 'Enabled', filter: [{}] };
const UPLOADS = { id: 'abort-incomplete-uploads', ...EVERYWHERE, abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }] };

function versions(noncurrentDays: number): S3BucketLifecycleConfigurationRule {
  return {
    id: 'expire-noncurrent-versions',
    ...EVERYWHERE,
    noncurrentVersionExpiration: [{ noncurrentDays }],
    expiration: [{ expiredObjectDeleteMarker: true }],
  };
}

function metrics(stack: TerraformStack, options: Partial<TypedStoreOptions> = {}): TypedStore {
  return new TypedStore(stack, {
    name: 'metrics', bucketName: 'acme-prod-metrics', policy: BUCKET_POLICY_WITH_KMS, lifecycle: [UPLOADS, versions(7)], ...options,
  });
}

type Named = Record<string, Record<string, unknown>>;

function documentOf(stack: TerraformStack): { resource: Record<string, Named>; locals?: object } {
  return JSON.parse(Testing.synth(stack));
}

function expectSame(ours: TerraformStack, typed: TerraformStack): void {
  const { resource: ourResources, locals: ourLocals } = documentOf(ours);
  const { resource: typedResources, locals: typedLocals } = documentOf(typed);
  const addresses = (resources: Record<string, Named>) =>
    Object.entries(resources).flatMap(([type, named]) => Object.keys(named).map((name) => [type, name])).sort();

  expect(addresses(ourResources)).toEqual(addresses(typedResources));
  for (const [type, name] of addresses(typedResources)) {
    expect({ [`${type}.${name}`]: ourResources[type][name] }).toStrictEqual({ [`${type}.${name}`]: typedResources[type][name] });
  }
  expect(ourLocals).toEqual(typedLocals);
}

describe('what the typed resources of the provider give is', () => {
  test('a store with a key of its own', () => {
    const ours = aStack();
    aStore(ours, 'metrics', { tags: TAGS, accessLogs: S3AccessLogs.off() });
    const typed = aStack();
    metrics(typed, { tags: TAGS }).encryptWithKms();

    expectSame(ours, typed);
  });

  test('a store with keys of S3, logged into a bucket that exists', () => {
    const ours = aStack();
    aStore(ours, 'metrics', { tags: TAGS, encryption: S3Encryption.s3Managed(), accessLogs: S3AccessLogs.toExistingBucket('acme-logs') });
    const typed = aStack();
    const store = metrics(typed, { tags: TAGS, policy: BUCKET_POLICY_WITH_KEYS_OF_S3 });
    store.encryptWithKeysOfS3();
    store.logInto('acme-logs');

    expectSame(ours, typed);
  });

  test('a bucket for access logs', () => {
    const ours = aStack();
    const logs = new S3AccessLogBucket(ours, 'logs', { bucketName: 'acme-prod-logs', retention: Duration.days(365), tags: TAGS });
    aStore(ours, 'metrics', { accessLogs: S3AccessLogs.toBucket(logs) });
    const typed = aStack();
    const typedLogs = new TypedStore(typed, {
      name: 'logs',
      bucketName: 'acme-prod-logs',
      tags: TAGS,
      policy: LOG_BUCKET_POLICY,
      lifecycle: [UPLOADS, { id: 'expire-logs', ...EVERYWHERE, expiration: [{ days: 365 }] }, versions(1)],
    });
    typedLogs.encryptWithKeysOfS3();
    const store = metrics(typed);
    store.encryptWithKms();
    store.logInto(typedLogs.bucketId, typedLogs.policy);

    expectSame(ours, typed);
  });

  test('a store that moves what is old, of some folders', () => {
    const ours = aStack();
    aStore(ours, 'metrics', {
      accessLogs: S3AccessLogs.off(),
      contents: S3StoreContents.LOKI_CHUNKS,
      prefix: 'loki',
      tiering: S3Tiering.byAge({
        infrequentAccessAfter: Duration.days(60), glacierInstantRetrievalAfter: Duration.days(180), folders: ['fake', 'team-a'], minimumObjectSize: Size.mebibytes(2),
      }),
    });
    const typed = aStack();
    const tier = (folder: string) => ({
      id: `tier-${folder}`,
      status: 'Enabled',
      filter: [{ and: [{ prefix: `loki/${folder}/`, objectSizeGreaterThan: 2097152 }] }],
      transition: [{ days: 60, storageClass: 'STANDARD_IA' }, { days: 180, storageClass: 'GLACIER_IR' }],
    });
    metrics(typed, { lifecycle: [UPLOADS, versions(7), tier('fake'), tier('team-a')] }).encryptWithKms();

    expectSame(ours, typed);
  });

  test('a store that S3 tiers by itself', () => {
    const ours = aStack();
    aStore(ours, 'metrics', { accessLogs: S3AccessLogs.off(), tiering: S3Tiering.intelligent() });
    const typed = aStack();
    const tier = { id: 'tier', status: 'Enabled', filter: [{ objectSizeGreaterThan: 1048576 }], transition: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] };
    metrics(typed, { lifecycle: [UPLOADS, versions(7), tier] }).encryptWithKms();

    expectSame(ours, typed);
  });

  test.each([
    ['COMPLIANCE', S3ObjectLock.compliance(Duration.days(365))],
    ['GOVERNANCE', S3ObjectLock.governance(Duration.days(365))],
  ])('an archive that is locked in mode %s, and expires', (mode, objectLock) => {
    const ours = aStack();
    aStore(ours, 'metrics', {
      accessLogs: S3AccessLogs.off(), contents: S3StoreContents.ARCHIVE, prefix: 'audit', retention: Duration.days(400), objectLock,
    });
    const typed = aStack();
    const expire = { id: 'expire-archive', status: 'Enabled', filter: [{ prefix: 'audit/' }], expiration: [{ days: 400 }] };
    metrics(typed, { lifecycle: [UPLOADS, versions(7), expire], objectLock: { mode, days: 365 } }).encryptWithKms();

    expectSame(ours, typed);
  });

  test('a store that is replicated', () => {
    const copyKey = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const ours = aStack();
    aStore(ours, 'metrics', {
      accessLogs: S3AccessLogs.off(), replication: S3Replication.toExistingBucket({ bucketName: 'acme-copy', region: 'eu-west-1', keyArn: copyKey }), tags: TAGS,
    });
    const typed = aStack();
    const store = metrics(typed, { tags: TAGS });
    store.encryptWithKms();
    store.replicate(copyKey);

    expectSame(ours, typed);
  });

  test('the endpoints of a VPC', () => {
    const network = { subnetIds: ['subnet-1a2b3c4d', 'subnet-2a2b3c4d'], securityGroupIds: ['sg-1a2b3c4d'] };
    const vpc = { vpcId: 'vpc-1a2b3c4d', tags: TAGS };
    const routeTableIds = ['rtb-1a2b3c4d'];
    const ours = aStack();
    new S3VpcEndpoints(ours, 'vpc', {
      ...vpc,
      ...network,
      routeTableIds,
      region: 'us-east-1',
      onlyTheseBuckets: true,
      otherBuckets: ['acme'],
      interfaceEndpoints: [VpcInterfaceEndpoint.STS, VpcInterfaceEndpoint.EKS_AUTH, VpcInterfaceEndpoint.KMS],
    });
    const typed = aStack();
    new VpcEndpoint(typed, 's3', { ...vpc, serviceName: 'com.amazonaws.us-east-1.s3', vpcEndpointType: 'Gateway', routeTableIds, policy: ENDPOINT_POLICY })
      .overrideLogicalId('vpc_s3');
    Object.entries({ vpc_sts: 'sts', vpc_eks_auth: 'eks-auth', vpc_kms: 'kms' }).forEach(([name, service]) => new VpcEndpoint(typed, service, {
      ...vpc, ...network, serviceName: `com.amazonaws.us-east-1.${service}`, vpcEndpointType: 'Interface', privateDnsEnabled: true,
    }).overrideLogicalId(name));

    expectSame(ours, typed);
  });
});
