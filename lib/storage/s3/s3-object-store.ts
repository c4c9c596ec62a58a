import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { findStack } from '../../terraform/find-stack';
import { judgeStack } from '../../terraform/judge-stack';
import { AWS } from '../../terraform/providers';
import { awsRegion, writtenAttributes } from '../../terraform/stack-document';
import { namesIn } from '../../terraform/terraform-name';
import { TerraformWriter, terraformWriter } from '../../terraform/terraform-writer';
import { fail, judgeAtSynth } from '../../validation';
import { ClusterIdentity, IStoreGrantor, RoleBinding, ServiceAccountRef, StoreAccess } from '../../wiring';
import { grantOn } from '../identity/grant';
import { S3Location } from '../locations/s3-location';
import { IObjectStore, StoreLocation } from '../locations/store-location';
import { S3Encryption } from '../s3-encryption';
import { requireNewBucketName } from '../s3-names';
import { loggingDocument } from './access-logging';
import { bucketAttribute } from './bucket';
import { inDays } from './days';
import { localDocuments, outputDocuments, resourceDocuments } from './documents';
import { accountOfKey, keyArn } from './encryption';
import { LifecycleConfiguration } from './lifecycle-configuration';
import { announceBucket, bucketsAround, earlierBuckets } from './neighbours';
import { ObjectLockConfiguration } from './object-lock-invariants';
import { ReplicaPlan, S3StorePlan } from './plan';
import { ReplicatedBucket, VersioningConfiguration } from './replication-invariants';
import { S3AccessLogs } from './s3-access-logs';
import { S3ObjectLock } from './s3-object-lock';
import { S3ObjectStoreProps } from './s3-object-store-props';
import { S3Replication } from './s3-replication';
import { S3StoreContents } from './s3-store-contents';
import { S3Tiering } from './s3-tiering';
import { JudgedStore, storeFindings } from './store-invariants';
import { requireTags, tagsOf } from './tags';

/**
 * A bucket for the data of one backend, made by Terraform: private, encrypted with a key of its own, versioned, reached by TLS 1.2 only,
 * logged by request, cleared of what no client can see, and protected from `terraform destroy`.
 *
 * Stands in a `TerraformStack` of cdktf or of cdktn, which may stand directly under an `ObservabilityApp`, and fails elsewhere. Makes the `aws` provider
 * of the stack unless the program makes one. At synth it is a problem when the stack has no backend for its state, when the bucket's
 * region is not the provider's, when live objects would expire, or when two stores have one bucket name.
 *
 * Live objects never expire, unless they are an archive: the retention of the backend decides, not the bucket. Each resource is a child (`bucket`, `key`, `lifecycle`, …)
 * that takes the overrides of cdktf; what they make of the lifecycle is judged too.
 */
export class S3ObjectStore extends Construct implements IObjectStore, IStoreGrantor {
  /** The name of the bucket. */
  public readonly bucketName: string;
  /** The cluster whose telemetry is kept, and whose pods are given access. */
  public readonly cluster?: ClusterIdentity;
  /** The region of the bucket. */
  public readonly region: string;
  /** The folder within the bucket. */
  public readonly prefix?: string;
  /** How objects are encrypted at rest. */
  public readonly encryption: S3Encryption;
  /** What the store holds. */
  public readonly contents?: S3StoreContents;
  /** For how long the backend keeps what it writes. */
  public readonly retention?: Duration;
  /** When objects are moved to a cheaper storage class. */
  public readonly tiering?: S3Tiering;
  /** For how long nobody can delete an object. */
  public readonly objectLock?: S3ObjectLock;
  /** Where S3 copies every new object. */
  public readonly replication?: S3Replication;
  /** For how long an object that was deleted or replaced can be brought back. */
  public readonly noncurrentVersionExpiration: Duration;
  /** When the parts of an upload that never ended are deleted. */
  public readonly abortMultipartAfter: Duration;
  /** Where S3 writes a line for every request. */
  public readonly accessLogs: S3AccessLogs;
  /** Tags of the bucket, of its key and of the bucket for its access logs. */
  public readonly tags: { readonly [name: string]: string };
  /** The ARN of the bucket, as an expression of Terraform. */
  public readonly bucketArn: string;
  /** The ARN of the KMS key, as an expression of Terraform unless it was given; nothing with `S3Encryption.s3Managed()`. */
  public readonly keyArn?: string;
  /** The bucket as clients see it: they leave encryption to the bucket. */
  public readonly location: StoreLocation;

  private readonly plan: S3StorePlan;

  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the beginning of every name in Terraform: `metrics` gives `aws_s3_bucket.metrics_bucket`
   * @param props the name of the bucket and how it keeps its objects
   */
  public constructor(scope: Construct, id: string, props: S3ObjectStoreProps) {
    super(scope, id);
    const { path } = this.node;
    const stack = requireStack(this);
    this.bucketName = props.bucketName;
    this.cluster = props.cluster;
    this.region = props.region ?? props.cluster?.region ?? awsRegion(stack) ?? failWithoutRegion(path);
    this.prefix = props.prefix;
    this.encryption = props.encryption ?? S3Encryption.kms();
    this.contents = props.contents;
    this.retention = props.retention;
    this.tiering = props.tiering;
    this.objectLock = props.objectLock;
    this.replication = props.replication;
    this.noncurrentVersionExpiration = props.noncurrentVersionExpiration ?? Duration.days(7);
    this.abortMultipartAfter = props.abortMultipartAfter ?? Duration.days(1);
    this.accessLogs = props.accessLogs ?? S3AccessLogs.ownBucket();
    this.tags = { ...props.tags };
    requireNewBucketName(path, 'bucketName', this.bucketName);
    requireTags(path, this.tags);
    this.encryption._requireRegion(path, this.region);
    const location = S3Location._resolve(path, { bucket: this.bucketName, region: this.region, prefix: this.prefix });
    this.location = location;

    this.plan = {
      name: namesIn(stack, this),
      bucketName: this.bucketName,
      address: location.address,
      encryption: this.encryption,
      prefix: this.prefix,
      contents: this.contents,
      retentionDays: this.retention && inDays(this.retention),
      tiering: this.tiering,
      objectLock: this.objectLock,
      replica: this.replication?._replica,
      noncurrentVersionDays: inDays(this.noncurrentVersionExpiration),
      abortMultipartDays: inDays(this.abortMultipartAfter),
      tags: tagsOf(this.tags),
    };
    this.bucketArn = bucketAttribute(this.plan, 'arn');
    this.keyArn = keyArn(this.plan);
    announceBucket(this, this.bucketName, this.bucketArn);

    this.judge(stack);
    this.write(terraformWriter(stack, AWS));
  }

  /** What a store that is copied into this one has to know of it. @internal */
  public _asReplica(): ReplicaPlan {
    const { bucketName, region, encryption, plan: { address } } = this;
    return { bucketName, region, address, encryption };
  }

  /** What is judged of this store when it is copied, or copied into. @internal */
  public _asReplicated(): ReplicatedBucket {
    return {
      bucketName: this.bucketName,
      region: this.region,
      usesKms: this.encryption.usesKms,
      written: {
        locked: this.objectLock !== undefined,
        versioning: writtenAttributes(this.node.tryFindChild('versioning')) as VersioningConfiguration,
      },
    };
  }

  /**
   * Gives the pods of a service account access to the objects of this store, by a role of its own that nobody else can assume. Whoever is granted
   * more, by this store or another one of the stack, has one role with the sum of it.
   *
   * For pods that this program does not make; a component of this library that takes a store asks for what it needs itself. Fails without a
   * cluster, on names that Kubernetes or EKS refuse, and on a KMS key that is known by its alias.
   *
   * @param account the service account
   * @param access what its pods do with objects
   * @returns what the service account has to look like
   */
  public grantTo(account: ServiceAccountRef, access: StoreAccess): RoleBinding {
    const { bucketArn, prefix, keyArn: key, cluster, plan: { address } } = this;
    return grantOn(requireStack(this), { path: this.node.path, cluster, bucketArn, prefix, keyArn: key, address }, account, access);
  }

  private write(terraform: TerraformWriter): void {
    terraform.ensureProvider({ region: this.region });
    resourceDocuments(this.plan).forEach((document) => terraform.addResource(this, document));
    localDocuments(this.plan).forEach((document) => terraform.addLocal(this, document));
    outputDocuments(this.plan).forEach((document) => terraform.addOutput(this, document));
    const logs = this.accessLogs._targetFor(this, { bucketName: this.bucketName, arn: this.bucketArn, account: accountOfKey(this.plan) }, this.tags);
    if (logs !== undefined) {
      terraform.addResource(this, loggingDocument(this.plan, logs));
    }
  }

  private judge(stack: IConstruct): void {
    judgeStack(stack);
    const documents = (): JudgedStore => ({
      bucketName: this.bucketName,
      region: this.region,
      providerRegion: awsRegion(stack),
      lifecycle: writtenAttributes(this.node.tryFindChild('lifecycle')) as LifecycleConfiguration,
      objectLock: writtenAttributes(this.node.tryFindChild('object-lock')) as ObjectLockConfiguration,
      kept: { contents: this.contents, retentionDays: this.plan.retentionDays, prefix: this.prefix },
      replicated: this.replication && { source: this._asReplicated(), replica: replicaOf(this.replication) },
      logTarget: this.accessLogs._existingBucketName,
      earlier: earlierBuckets(this),
      buckets: bucketsAround(this),
    });
    judgeAtSynth(this, documents, storeFindings);
  }
}

function requireStack(store: Construct): IConstruct {
  return findStack(store) ?? fail(store.node.path, {
    what: 'an S3ObjectStore outside a TerraformStack',
    why: 'its bucket is made by Terraform, and charts are not',
    fix: "new S3ObjectStore(new TerraformStack(app, 'storage'), 'metrics', { … }); a bucket that exists already is ObjectStore.s3({ … })",
  });
}

function replicaOf({ _replica: { bucketName, region, encryption }, _store }: S3Replication): ReplicatedBucket {
  return _store?._asReplicated() ?? { bucketName, region, usesKms: encryption.usesKms };
}

function failWithoutRegion(path: string): never {
  return fail(path, {
    what: 'a bucket without a region',
    why: 'neither region, nor cluster, nor an aws provider in the stack says where Terraform makes it and how clients sign their requests',
    fix: "region: 'us-east-1'",
  });
}
