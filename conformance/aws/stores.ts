/**
 * Stores that no example needs, applied side by side; and what a later version of the program says of each. None moves objects: the local AWS
 * forgets from which size on, and the provider would wait for it in vain.
 */
import { Duration } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import { Holder } from './rights';
import {
  Identity, ObservabilityApp, S3AccessLogs, S3Encryption, S3ObjectLock, S3ObjectStore, S3ObjectStoreProps, S3StoreContents, StoreAccess,
} from '../../lib';

export interface StoreCase {
  /** the id of the construct: every address in Terraform begins with it */
  readonly id: string;
  readonly props: S3ObjectStoreProps;
  /** what a later version of the program says */
  readonly later: Partial<S3ObjectStoreProps>;
  /** the resources that Terraform changes in place for it, and it must change no others */
  readonly changes: readonly string[];
}

const GIVEN_KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const STORES: readonly StoreCase[] = [
  {
    id: 'plain',
    props: { bucketName: 'acme-plain', region: 'us-east-1' },
    later: { noncurrentVersionExpiration: Duration.days(14) },
    changes: ['aws_s3_bucket_lifecycle_configuration.plain_lifecycle'],
  },
  {
    id: 'managed',
    props: {
      bucketName: 'acme-managed', region: 'us-east-1', encryption: S3Encryption.s3Managed(), accessLogs: S3AccessLogs.off(), tags: { team: 'observability' },
    },
    later: { tags: { team: 'platform' } },
    changes: ['aws_s3_bucket.managed_bucket'],
  },
  {
    id: 'given',
    props: {
      bucketName: 'acme-given',
      region: 'us-east-1',
      encryption: S3Encryption.kms(GIVEN_KEY),
      abortMultipartAfter: Duration.days(2),
      accessLogs: S3AccessLogs.ownBucket({ bucketName: 'acme-logs-of-given', retention: Duration.days(30) }),
    },
    later: { abortMultipartAfter: Duration.days(3) },
    changes: ['aws_s3_bucket_lifecycle_configuration.given_lifecycle'],
  },
  {
    id: 'tagged',
    props: {
      bucketName: 'acme-tagged',
      region: 'us-east-1',
      prefix: 'loki',
      noncurrentVersionExpiration: Duration.days(30),
      tags: { 'team': 'observability', 'cost-center': '4711' },
    },
    later: { tags: { team: 'observability' } },
    changes: ['aws_kms_key.tagged_key', 'aws_s3_bucket.tagged_access_logs_bucket', 'aws_s3_bucket.tagged_bucket'],
  },
  {
    id: 'locked',
    props: {
      bucketName: 'acme-locked',
      region: 'us-east-1',
      accessLogs: S3AccessLogs.off(),
      contents: S3StoreContents.ARCHIVE,
      retention: Duration.days(400),
      objectLock: S3ObjectLock.compliance(Duration.days(365)),
    },
    later: { objectLock: S3ObjectLock.compliance(Duration.days(380)) },
    changes: ['aws_s3_bucket_object_lock_configuration.locked_object_lock'],
  },
];

/** Roles that the local AWS can hold: it knows no associations of Pod Identity. */
const CLUSTER = {
  name: 'conformance',
  region: 'us-east-1',
  identity: Identity.irsa({ oidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE' }),
};

/** One service account for each level of access to a store. */
function grantAll(store: S3ObjectStore, otherBucket: string): Holder[] {
  return Object.values(StoreAccess).map((access) => {
    const { roleName } = store.grantTo({ cluster: CLUSTER, namespace: store.node.id, name: access }, access);
    return { role: `arn:aws:iam::123456789012:role/${roleName}`, bucket: store.bucketName, prefix: store.prefix, access, otherBucket };
  });
}

/** Writes the stack of a program, under `<outdir>/terraform/stores`; returns the roles in it. */
export function writeStores(outdir: string, propsOf: (store: StoreCase) => S3ObjectStoreProps): Holder[] {
  const app = new ObservabilityApp({ outdir });
  const stack = new TerraformStack(app, 'stores');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'stores.tfstate', region: 'us-east-1' });
  const stores = STORES.map((store) => new S3ObjectStore(stack, store.id, propsOf(store)));
  const holders = stores.flatMap((store, index) => grantAll(store, stores[(index + 1) % stores.length]!.bucketName));
  app.synth();
  return holders;
}
