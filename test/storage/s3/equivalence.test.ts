import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Fn, TerraformElement, TerraformLocal, TerraformStack, Testing } from 'cdktf';
import { aPlan, aStack, aStore } from './fixtures';
import { S3AccessLogs, S3Encryption } from '../../../lib/storage';
import { bucketPolicyDocument } from '../../../lib/storage/s3/access';
import { keyDocuments } from '../../../lib/storage/s3/encryption';

const TAGS = { team: 'sre' };

/** The same store, written with the typed resources of the AWS provider. */
class TypedStore {
  private readonly bucket: S3Bucket;

  public constructor(private readonly stack: TerraformStack) {
    this.bucket = this.named('bucket', new S3Bucket(stack, 'bucket', {
      bucket: 'acme-prod-metrics', forceDestroy: false, tags: TAGS, lifecycle: { preventDestroy: true },
    }));
    this.restrictAccess();
    this.expireVersions();
  }

  public encryptWithKms(): void {
    const { stack, bucket } = this;
    this.refuse(S3Encryption.kms());
    const key = this.named('key', new KmsKey(stack, 'key', {
      description: 'Encrypts the objects in acme-prod-metrics', enableKeyRotation: true, deletionWindowInDays: 30, tags: TAGS, lifecycle: { preventDestroy: true },
    }));
    this.named('key_arn_parts', new TerraformLocal(stack, 'key-arn', Fn.split(':', key.arn)));
    const [, { attributes }] = keyDocuments(aPlan());
    this.named('key_policy', new KmsKeyPolicy(stack, 'key-policy', { keyId: key.keyId, policy: attributes.policy as string }));
    this.named('key_alias', new KmsAlias(stack, 'alias', { name: 'alias/acme-prod-metrics', targetKeyId: key.keyId }));
    this.named('encryption', new S3BucketServerSideEncryptionConfigurationA(stack, 'encryption', {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }],
    }));
  }

  public encryptWithKeysOfS3(): void {
    this.refuse(S3Encryption.s3Managed());
    this.named('encryption', new S3BucketServerSideEncryptionConfigurationA(this.stack, 'encryption', {
      bucket: this.bucket.id, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    }));
  }

  public log(): void {
    this.named('logging', new S3BucketLoggingA(this.stack, 'logging', {
      bucket: this.bucket.id, targetBucket: 'acme-logs', targetPrefix: 'acme-prod-metrics/',
    }));
  }

  /** Policies are text to the provider: the tests of access.ts and encryption.ts say what has to stand in them. */
  private refuse(encryption: S3Encryption): void {
    const { attributes } = bucketPolicyDocument(aPlan({ encryption }));
    this.named('policy', new S3BucketPolicy(this.stack, 'policy', { bucket: this.bucket.id, policy: attributes.policy as string }));
  }

  private restrictAccess(): void {
    const { stack, bucket } = this;
    this.named('public_access_block', new S3BucketPublicAccessBlock(stack, 'pab', {
      bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
    }));
    this.named('ownership', new S3BucketOwnershipControls(stack, 'ownership', { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } }));
  }

  private expireVersions(): void {
    const { stack, bucket } = this;
    const versioning = this.named('versioning', new S3BucketVersioningA(stack, 'versioning', {
      bucket: bucket.id, versioningConfiguration: { status: 'Enabled' },
    }));
    const everywhere = { status: 'Enabled', filter: [{}] };
    this.named('lifecycle', new S3BucketLifecycleConfiguration(stack, 'lifecycle', {
      bucket: bucket.id,
      rule: [
        { id: 'abort-incomplete-uploads', ...everywhere, abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }] },
        {
          id: 'expire-noncurrent-versions',
          ...everywhere,
          noncurrentVersionExpiration: [{ noncurrentDays: 7 }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
      ],
      dependsOn: [versioning],
    }));
  }

  private named<T extends TerraformElement>(what: string, element: T): T {
    element.overrideLogicalId(`metrics_${what}`);
    return element;
  }
}

type Resources = Record<string, Record<string, Record<string, unknown>>>;

function resourcesOf(stack: TerraformStack): Resources {
  return JSON.parse(Testing.synth(stack)).resource;
}

function expectSame(ours: Resources, typed: Resources): void {
  const addresses = (resources: Resources) =>
    Object.entries(resources).flatMap(([type, named]) => Object.keys(named).map((name) => [type, name])).sort();

  expect(addresses(ours)).toEqual(addresses(typed));
  for (const [type, name] of addresses(typed)) {
    expect({ [`${type}.${name}`]: ours[type][name] }).toStrictEqual({ [`${type}.${name}`]: typed[type][name] });
  }
}

test('a store with a key of its own is what the typed resources of the provider give', () => {
  const ours = aStack();
  aStore(ours, 'metrics', { tags: TAGS, accessLogs: S3AccessLogs.off() });
  const typed = aStack();
  new TypedStore(typed).encryptWithKms();

  expectSame(resourcesOf(ours), resourcesOf(typed));
  expect(JSON.parse(Testing.synth(ours)).locals).toEqual(JSON.parse(Testing.synth(typed)).locals);
});

test('a store with keys of S3 is what the typed resources of the provider give', () => {
  const ours = aStack();
  aStore(ours, 'metrics', { tags: TAGS, encryption: S3Encryption.s3Managed(), accessLogs: S3AccessLogs.toExistingBucket('acme-logs') });
  const typed = aStack();
  const store = new TypedStore(typed);
  store.encryptWithKeysOfS3();
  store.log();

  expectSame(resourcesOf(ours), resourcesOf(typed));
});
