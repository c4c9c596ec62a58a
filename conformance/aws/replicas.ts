/** Stores that S3 copies into another region, as two stacks of one program: a provider works in one region. */
import { Duration } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import { ObservabilityApp, S3AccessLogs, S3Encryption, S3ObjectLock, S3ObjectStore, S3ObjectStoreProps, S3Replication, S3StoreContents } from '../../lib';

export interface ReplicaCase {
  readonly id: string;
  readonly copy: S3ObjectStoreProps;
  readonly store: S3ObjectStoreProps;
}

const NEAR = 'us-east-1';
const FAR = 'eu-west-1';

/** A store, and its copy of the same props. */
function copied(id: string, props: Partial<S3ObjectStoreProps> = {}): ReplicaCase {
  const both = { accessLogs: S3AccessLogs.off(), ...props };
  return { id, copy: { ...both, bucketName: `acme-${id}-copy`, region: FAR }, store: { ...both, bucketName: `acme-${id}`, region: NEAR } };
}

/** Of each kind of encryption one, and one that is locked at both ends. */
export const REPLICAS: readonly ReplicaCase[] = [
  copied('encrypted'),
  copied('plain', { encryption: S3Encryption.s3Managed(), tags: { team: 'observability' } }),
  copied('audited', { contents: S3StoreContents.ARCHIVE, objectLock: S3ObjectLock.compliance(Duration.days(30)) }),
];

export const REPLICA_STACKS = ['copies', 'stores'] as const;

/** Writes the stacks below `<outdir>/terraform`; the copies are applied first. Returns what the stores were made with. */
export function writeReplicas(outdir: string): S3ObjectStoreProps[] {
  const app = new ObservabilityApp({ outdir });
  const [copies, stores] = REPLICA_STACKS.map((name) => {
    const stack = new TerraformStack(app, name);
    new S3Backend(stack, { bucket: 'acme-terraform-state', key: `${name}.tfstate`, region: NEAR });
    return stack;
  }) as [TerraformStack, TerraformStack];
  const made = REPLICAS.map(({ id, copy, store }) => {
    const props = { ...store, replication: S3Replication.toStore(new S3ObjectStore(copies, id, copy)) };
    new S3ObjectStore(stores, id, props);
    return props;
  });
  app.synth();
  return made;
}
