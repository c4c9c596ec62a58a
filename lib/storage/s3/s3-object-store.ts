import { Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { judgeStack } from '../../terraform/judge-stack';
import { awsRegion, findStack, writtenAttributes } from '../../terraform/stack-document';
import { fail, Finding, judgeAtSynth } from '../../validation';
import { ClusterIdentity, IStoreGrantor, RoleBinding, ServiceAccountRef, StoreAccess } from '../../wiring';
import type { FilesystemLocation } from '../filesystem-location';
import { grantOn } from '../identity/grant';
import type { IObjectStore } from '../object-store';
import { S3Encryption } from '../s3-encryption';
import { requireKeyInRegion, S3Location } from '../s3-location';
import { requireNewBucketName } from '../s3-names';
import { bucketAttribute } from './bucket';
import { bucketNameFindings, NeighbourDocument, regionFindings } from './bucket-invariants';
import { TerraformWriter, terraformWriter } from './cdktf';
import { localDocuments, outputDocuments, resourceDocuments } from './documents';
import { keyArn } from './encryption';
import { LifecycleConfiguration, lifecycleFindings } from './lifecycle-invariants';
import { inDays, requireTags, S3StorePlan, terraformName } from './plan';

/** What a bucket is for and how it keeps its objects. */
export interface S3ObjectStoreProps {
  /**
   * The name of the bucket, unique in all of AWS. A name that S3 refuses fails, and so does one with a dot, which breaks TLS.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucketName: string;

  /**
   * The cluster whose telemetry is kept.
   *
   * @default - the bucket belongs to no cluster, and its region comes from elsewhere
   */
  readonly cluster?: ClusterIdentity;

  /**
   * The region of the bucket, for example `us-east-1`. An availability zone fails; so does a store without any region.
   *
   * @default - the region of the cluster, else the one of the `aws` provider that the stack has already
   */
  readonly region?: string;

  /**
   * The folder within the bucket, without a slash at either end (which fails).
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * How objects are encrypted at rest. A key in another region than the bucket fails.
   *
   * @default S3Encryption.kms() - a key of its own, rotated every year
   */
  readonly encryption?: S3Encryption;

  /**
   * For how long an object that was deleted or replaced can be brought back. Whole days, at least one: anything else is a problem at synth.
   *
   * Compactors replace objects all day; the bucket holds about this much of their work on top of the data.
   *
   * @default Duration.days(7)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
   */
  readonly noncurrentVersionExpiration?: Duration;

  /**
   * When the parts of an upload that never ended are deleted. Whole days, at least one: anything else is a problem at synth.
   *
   * @default Duration.days(1)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
   */
  readonly abortMultipartAfter?: Duration;

  /**
   * Tags of the bucket and of its key. A name that begins with `aws:` fails.
   *
   * @default - none but the default tags of the provider
   */
  readonly tags?: { readonly [name: string]: string };
}

/**
 * A bucket for the data of one backend, made by Terraform: private, encrypted with a key of its own, versioned, reached by TLS 1.2 only,
 * cleared of what no client can see, and protected from `terraform destroy`.
 *
 * Stands in a `TerraformStack` of cdktf or of cdktn, which may stand directly under an `ObservabilityApp`, and fails elsewhere. Makes the `aws` provider
 * of the stack unless the program makes one. At synth it is a problem when the stack has no backend for its state, when the bucket's
 * region is not the provider's, when live objects would expire, or when two stores have one bucket name.
 *
 * Live objects never expire: the retention of the backend decides, not the bucket. Each resource is a child (`bucket`, `key`, `lifecycle`, …)
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
  /** For how long an object that was deleted or replaced can be brought back. */
  public readonly noncurrentVersionExpiration: Duration;
  /** When the parts of an upload that never ended are deleted. */
  public readonly abortMultipartAfter: Duration;
  /** Tags of the bucket and of its key. */
  public readonly tags: { readonly [name: string]: string };
  /** The ARN of the bucket, as an expression of Terraform. */
  public readonly bucketArn: string;
  /** The ARN of the KMS key, as an expression of Terraform unless it was given; nothing with `S3Encryption.s3Managed()`. */
  public readonly keyArn?: string;
  /** The bucket as clients see it: they leave encryption to the bucket. */
  public readonly s3?: S3Location;
  /** Nothing: this store is a bucket. */
  public readonly filesystem?: FilesystemLocation;

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
    this.noncurrentVersionExpiration = props.noncurrentVersionExpiration ?? Duration.days(7);
    this.abortMultipartAfter = props.abortMultipartAfter ?? Duration.days(1);
    this.tags = { ...props.tags };
    requireNewBucketName(path, 'bucketName', this.bucketName);
    requireTags(path, this.tags);
    requireKeyInRegion(path, this.encryption, this.region);
    this.s3 = S3Location._resolve(path, { bucket: this.bucketName, region: this.region, prefix: this.prefix });

    this.plan = {
      name: terraformName(this.node.scopes.slice(stack.node.scopes.length).map((construct) => construct.node.id)),
      bucketName: this.bucketName,
      encryption: this.encryption,
      noncurrentVersionDays: inDays(this.noncurrentVersionExpiration),
      abortMultipartDays: inDays(this.abortMultipartAfter),
      tags: Object.keys(this.tags).length > 0 ? this.tags : undefined,
    };
    this.bucketArn = bucketAttribute(this.plan, 'arn');
    this.keyArn = keyArn(this.plan);

    this.write(terraformWriter(stack));
    this.judge(stack);
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
    return grantOn(this, requireStack(this), account, access);
  }

  private write(terraform: TerraformWriter): void {
    terraform.ensureAwsProvider(this.region);
    resourceDocuments(this.plan).forEach((document) => terraform.addResource(this, document));
    localDocuments(this.plan).forEach((document) => terraform.addLocal(this, document));
    outputDocuments(this.plan).forEach((document) => terraform.addOutput(this, document));
  }

  private judge(stack: IConstruct): void {
    judgeStack(stack);
    const documents = (): StoreDocument => ({
      bucketName: this.bucketName,
      region: this.region,
      providerRegion: awsRegion(stack),
      lifecycle: writtenAttributes(this.node.tryFindChild('lifecycle')) as LifecycleConfiguration,
      earlier: earlierStores(this),
    });
    judgeAtSynth(this, documents, storeFindings);
  }
}

interface StoreDocument {
  readonly bucketName: string;
  readonly region: string;
  readonly providerRegion?: string;
  readonly lifecycle: LifecycleConfiguration;
  readonly earlier: readonly NeighbourDocument[];
}

function storeFindings({ bucketName, region, providerRegion, lifecycle, earlier }: StoreDocument): Finding[] {
  return [
    ...bucketNameFindings(bucketName, earlier),
    ...regionFindings(bucketName, region, providerRegion),
    ...lifecycleFindings(lifecycle),
  ];
}

function earlierStores(store: S3ObjectStore): NeighbourDocument[] {
  const stores = storesIn(store.node.root);
  return stores.slice(0, stores.indexOf(store)).map(({ node, bucketName }) => ({ path: node.path, bucketName }));
}

function storesIn(construct: IConstruct): S3ObjectStore[] {
  if (construct instanceof S3ObjectStore) {
    return [construct];
  }
  // charts hold thousands of objects, and every one of them asks all validators again
  return Chart.isChart(construct) ? [] : construct.node.children.flatMap(storesIn);
}

function requireStack(store: Construct): IConstruct {
  return findStack(store) ?? fail(store.node.path, {
    what: 'an S3ObjectStore outside a TerraformStack',
    why: 'its bucket is made by Terraform, and charts are not',
    fix: "new S3ObjectStore(new TerraformStack(app, 'storage'), 'metrics', { … }); a bucket that exists already is ObjectStore.s3({ … })",
  });
}

function failWithoutRegion(path: string): never {
  return fail(path, {
    what: 'a bucket without a region',
    why: 'neither region, nor cluster, nor an aws provider in the stack says where Terraform makes it and how clients sign their requests',
    fix: "region: 'us-east-1'",
  });
}
