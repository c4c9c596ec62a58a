import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration, S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Fn, ITerraformDependable, TerraformElement, TerraformLocal, TerraformStack } from 'cdktf';
import { KEY_POLICY, REPLICATION_TRUST, replicationPolicy } from './typed-policies';

export interface TypedStoreOptions {
  readonly name: string;
  readonly bucketName: string;
  readonly tags?: Record<string, string>;
  readonly policy: string;
  readonly lifecycle: readonly S3BucketLifecycleConfigurationRule[];
  readonly objectLock?: { readonly mode: string; readonly days: number };
}

/** A bucket as the library makes it, written with the typed resources of the AWS provider. */
export class TypedStore {
  public readonly policy: S3BucketPolicy;
  private readonly bucket: S3Bucket;
  private readonly versioning: S3BucketVersioningA;

  public constructor(private readonly stack: TerraformStack, private readonly options: TypedStoreOptions) {
    const { bucketName, tags, objectLock } = options;
    this.bucket = this.named('bucket', new S3Bucket(stack, this.id('bucket'), {
      bucket: bucketName, forceDestroy: false, tags, objectLockEnabled: objectLock && true, lifecycle: { preventDestroy: true },
    }));
    const bucket = this.bucket.id;
    this.named('public_access_block', new S3BucketPublicAccessBlock(stack, this.id('pab'), {
      bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
    }));
    this.named('ownership', new S3BucketOwnershipControls(stack, this.id('ownership'), { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } }));
    this.versioning = this.named('versioning', new S3BucketVersioningA(stack, this.id('versioning'), {
      bucket, versioningConfiguration: { status: 'Enabled' },
    }));
    this.named('lifecycle', new S3BucketLifecycleConfiguration(stack, this.id('lifecycle'), {
      bucket, rule: [...options.lifecycle], dependsOn: [this.versioning],
    }));
    this.policy = this.named('policy', new S3BucketPolicy(stack, this.id('policy'), { bucket, policy: options.policy }));
    if (objectLock !== undefined) {
      this.named('object_lock', new S3BucketObjectLockConfigurationA(stack, this.id('lock'), {
        bucket, rule: { defaultRetention: objectLock }, dependsOn: [this.versioning],
      }));
    }
  }

  public get bucketId(): string {
    return this.bucket.id;
  }

  public encryptWithKms(): void {
    const { stack, bucket, options: { bucketName, tags } } = this;
    const key = this.named('key', new KmsKey(stack, this.id('key'), {
      description: `Encrypts the objects in ${bucketName}`, enableKeyRotation: true, deletionWindowInDays: 30, tags, lifecycle: { preventDestroy: true },
    }));
    this.named('key_arn_parts', new TerraformLocal(stack, this.id('key-arn'), Fn.split(':', key.arn)));
    this.named('key_policy', new KmsKeyPolicy(stack, this.id('key-policy'), { keyId: key.keyId, policy: KEY_POLICY }));
    this.named('key_alias', new KmsAlias(stack, this.id('alias'), { name: `alias/${bucketName}`, targetKeyId: key.keyId }));
    this.named('encryption', new S3BucketServerSideEncryptionConfigurationA(stack, this.id('encryption'), {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }],
    }));
  }

  public encryptWithKeysOfS3(): void {
    this.named('encryption', new S3BucketServerSideEncryptionConfigurationA(this.stack, this.id('encryption'), {
      bucket: this.bucket.id, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    }));
  }

  public logInto(targetBucket: string, ...dependsOn: ITerraformDependable[]): void {
    this.named('logging', new S3BucketLoggingA(this.stack, this.id('logging'), {
      bucket: this.bucket.id, targetBucket, targetPrefix: `${this.options.bucketName}/`, dependsOn: dependsOn.length > 0 ? dependsOn : undefined,
    }));
  }

  /** Into acme-copy in the same account, whose KMS key is given. */
  public replicate(copyKey: string): void {
    const { stack, bucket, options: { bucketName, tags } } = this;
    const role = this.named('replication_role', new IamRole(stack, this.id('role'), {
      namePrefix: 's3-replication-', description: `Copies ${bucketName} to acme-copy`, assumeRolePolicy: REPLICATION_TRUST, tags,
    }));
    this.named('replication_role_arn_parts', new TerraformLocal(stack, this.id('role-arn'), Fn.split(':', role.arn)));
    const rights = this.named('replication_policy', new IamRolePolicy(stack, this.id('rights'), {
      name: 'replication', role: role.id, policy: replicationPolicy(copyKey),
    }));
    this.named('replication', new S3BucketReplicationConfigurationA(stack, this.id('replication'), {
      bucket: bucket.id,
      role: role.arn,
      rule: [{
        id: 'replicate',
        status: 'Enabled',
        priority: 1,
        filter: {},
        deleteMarkerReplication: { status: 'Enabled' },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: {
          bucket: 'arn:${local.metrics_replication_role_arn_parts[1]}:s3:::acme-copy', encryptionConfiguration: { replicaKmsKeyId: copyKey },
        },
      }],
      dependsOn: [this.versioning, rights],
    }));
  }

  private id(what: string): string {
    return `${this.options.name}-${what}`;
  }

  private named<T extends TerraformElement>(what: string, element: T): T {
    element.overrideLogicalId(`${this.options.name}_${what}`);
    return element;
  }
}
