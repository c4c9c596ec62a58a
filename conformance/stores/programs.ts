/** What can be asked of a store, each as a program that adds its stores to a stack of us-east-1. Together they set every property. */
import { Duration, Size } from 'cdk8s';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  S3AccessLogBucket, S3AccessLogs, S3Encryption, S3ObjectLock, S3ObjectStore, S3ObjectStoreProps, S3Replication, S3StoreContents, S3Tiering, S3VpcEndpoints,
  VpcInterfaceEndpoint,
} from '../../lib';

export type StoreProgram = (stack: TerraformStack) => void;

const COPY_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const VPC = 'vpc-0123456789abcdef0';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function store(stack: TerraformStack, id: string, props: Partial<S3ObjectStoreProps> = {}): S3ObjectStore {
  return new S3ObjectStore(stack, id, { bucketName: `acme-conformance-${id}`, region: 'us-east-1', ...props });
}

export const STORE_PROGRAMS: Readonly<Record<string, StoreProgram>> = {
  'defaults': (stack) => store(stack, 'metrics'),
  'every-option': (stack) => store(stack, 'metrics', {
    prefix: 'thanos',
    noncurrentVersionExpiration: Duration.days(14),
    abortMultipartAfter: Duration.days(3),
    tags: { team: 'sre', purpose: 'metrics' },
    contents: S3StoreContents.THANOS_BLOCKS,
    retention: Duration.days(730),
    accessLogs: S3AccessLogs.ownBucket({ bucketName: 'acme-conformance-logs-of-metrics', retention: Duration.days(365) }),
    tiering: S3Tiering.byAge({
      infrequentAccessAfter: Duration.days(30), glacierInstantRetrievalAfter: Duration.days(180), minimumObjectSize: Size.mebibytes(8),
    }),
  }),
  'encryption': (stack) => {
    store(stack, 'keys-of-s3', { encryption: S3Encryption.s3Managed() });
    store(stack, 'given-key', { encryption: S3Encryption.kms(KEY) });
  },
  'access-logs': (stack) => {
    const bucket = new S3AccessLogBucket(stack, 'shared-access-logs', { bucketName: 'acme-conformance-access-logs', tags: { team: 'security' } });
    store(stack, 'metrics', { accessLogs: S3AccessLogs.toBucket(bucket) });
    store(stack, 'traces', { accessLogs: S3AccessLogs.toBucket(bucket), encryption: S3Encryption.kms(KEY) });
    store(stack, 'elsewhere', { accessLogs: S3AccessLogs.toExistingBucket('acme-security-logs') });
    store(stack, 'not-logged', { accessLogs: S3AccessLogs.off() });
  },
  'tiering': (stack) => {
    store(stack, 'metrics', { tiering: S3Tiering.intelligent() });
    store(stack, 'logs', {
      contents: S3StoreContents.LOKI_CHUNKS,
      prefix: 'loki',
      retention: Duration.days(365),
      tiering: S3Tiering.byAge({ infrequentAccessAfter: Duration.days(60), folders: ['fake', 'team-a'] }),
    });
    store(stack, 'traces', { contents: S3StoreContents.TEMPO_BLOCKS, tiering: S3Tiering.byAge({ glacierInstantRetrievalAfter: Duration.days(7) }) });
  },
  'replication': (stack) => {
    store(stack, 'metrics', { replication: S3Replication.toExistingBucket({ bucketName: 'acme-conformance-copy', region: 'eu-west-1', keyArn: COPY_KEY }) });
    store(stack, 'keys-of-s3', {
      encryption: S3Encryption.s3Managed(), replication: S3Replication.toExistingBucket({ bucketName: 'acme-conformance-plain', region: 'eu-west-1' }),
    });
    const elsewhere = new TerraformStack(stack.node.scope as App, 'second');
    new LocalBackend(elsewhere, { path: 'terraform.tfstate' });
    const second = store(elsewhere, 'second', { region: 'eu-west-1' });
    store(stack, 'traces', { replication: S3Replication.toStore(second) });
  },
  'archives': (stack) => {
    store(stack, 'audit', {
      contents: S3StoreContents.ARCHIVE, prefix: 'audit', objectLock: S3ObjectLock.compliance(Duration.days(365)), retention: Duration.days(400),
    });
    store(stack, 'drafts', { contents: S3StoreContents.ARCHIVE, objectLock: S3ObjectLock.governance(Duration.days(30)) });
  },
  'vpc-endpoints': (stack) => {
    store(stack, 'metrics');
    new S3VpcEndpoints(stack, 'open', { vpcId: VPC, routeTableIds: ['rtb-0123456789abcdef0'], tags: { team: 'network' } });
    new S3VpcEndpoints(stack, 'closed', {
      vpcId: VPC,
      routeTableIds: ['rtb-0123456789abcdef1', 'rtb-0123456789abcdef2'],
      region: 'us-east-1',
      onlyTheseBuckets: true,
      otherBuckets: ['acme-conformance-packages'],
      interfaceEndpoints: [VpcInterfaceEndpoint.STS, VpcInterfaceEndpoint.EKS_AUTH, VpcInterfaceEndpoint.KMS],
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      securityGroupIds: ['sg-0123456789abcdef0'],
    });
  },
};
