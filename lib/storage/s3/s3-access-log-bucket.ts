import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { findStack } from '../../terraform/find-stack';
import { namesIn } from '../../terraform/terraform-name';
import { terraformWriter } from '../../terraform/terraform-writer';
import { fail, judgeAtSynth } from '../../validation';
import { S3Encryption } from '../s3-encryption';
import { requireNewBucketName } from '../s3-names';
import { ownershipDocument, publicAccessBlockDocument } from './access';
import { LogBucketDocument, logBucketFindings } from './access-log-invariants';
import { LoggedBucket, logBucketPolicyDocument, logLifecycleDocument, LogTarget } from './access-logging';
import { bucketAttribute, bucketDocument, versioningDocument } from './bucket';
import { inDays } from './days';
import { encryptionDocument } from './encryption';
import { LifecycleConfiguration } from './lifecycle-configuration';
import { announceBucket, earlierBuckets } from './neighbours';
import { EncryptedBucketPlan } from './plan';
import { requireTags, tagsOf } from './tags';
import { AWS } from '../../terraform/providers';
import { writtenAttributes } from '../../terraform/stack-document';
import { address } from '../../terraform/terraform-document';

/** How a bucket keeps the access logs of others. */
export interface S3AccessLogBucketProps {
  /**
   * The name of the bucket, unique in all of AWS. A name that S3 refuses fails, and so does one with a dot, which breaks TLS.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucketName: string;

  /**
   * For how long a log is kept. Whole days, at least one: anything else fails.
   *
   * @default Duration.days(90)
   */
  readonly retention?: Duration;

  /**
   * Tags of the bucket. A name that begins with `aws:` fails.
   *
   * @default - none but the default tags of the provider
   */
  readonly tags?: { readonly [name: string]: string };
}

/**
 * A bucket for the access logs of the stores of its stack, made by Terraform: private, versioned, reached by TLS 1.2 only, protected from
 * `terraform destroy`, cleared of logs that are too old. Only the log service of S3 may write, for these stores only.
 *
 * Encrypted with keys of S3: its log service cannot write to a bucket whose default is a KMS key. Fails outside a `TerraformStack`; at synth
 * it is a problem when another construct makes a bucket of this name, and when overrides of the lifecycle delete logs too early or never.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export class S3AccessLogBucket extends Construct {
  /** The name of the bucket. */
  public readonly bucketName: string;
  /** The ARN of the bucket, as an expression of Terraform. */
  public readonly bucketArn: string;
  /** For how long a log is kept. */
  public readonly retention: Duration;
  /** Tags of the bucket. */
  public readonly tags: { readonly [name: string]: string };

  private readonly plan: EncryptedBucketPlan;
  private readonly logged: LoggedBucket[] = [];

  /**
   * @param scope the `TerraformStack` of the stores, or a construct in it
   * @param id the beginning of every name in Terraform: `access-logs` gives `aws_s3_bucket.access_logs_bucket`
   * @param props the name of the bucket and how long it keeps logs
   */
  public constructor(scope: Construct, id: string, props: S3AccessLogBucketProps) {
    super(scope, id);
    const { path } = this.node;
    const stack = findStack(this) ?? failOutsideStack(path);
    this.bucketName = props.bucketName;
    this.retention = props.retention ?? Duration.days(90);
    this.tags = { ...props.tags };
    requireNewBucketName(path, 'bucketName', this.bucketName);
    requireTags(path, this.tags);
    requireWholeDays(path, inDays(this.retention));
    this.plan = { name: namesIn(stack, this), bucketName: this.bucketName, encryption: S3Encryption.s3Managed(), tags: tagsOf(this.tags) };
    this.bucketArn = bucketAttribute(this.plan, 'arn');
    announceBucket(this, this.bucketName, this.bucketArn);

    const terraform = terraformWriter(stack, AWS);
    [
      bucketDocument(this.plan),
      publicAccessBlockDocument(this.plan),
      ownershipDocument(this.plan),
      versioningDocument(this.plan),
      logLifecycleDocument(this.plan, inDays(this.retention)),
      encryptionDocument(this.plan),
    ].forEach((document) => terraform.addResource(this, document));
    terraform.addLateResource(this, () => logBucketPolicyDocument(this.plan, this.logged));
    const documents = (): LogBucketDocument => ({
      bucketName: this.bucketName,
      retentionDays: inDays(this.retention),
      lifecycle: writtenAttributes(this.node.tryFindChild('lifecycle')) as LifecycleConfiguration,
      earlier: earlierBuckets(this),
    });
    judgeAtSynth(this, documents, logBucketFindings);
  }

  /** Takes the logs of a bucket of the same stack. @internal */
  public _take(logged: LoggedBucket): LogTarget {
    this.logged.push(logged);
    return { bucket: bucketAttribute(this.plan, 'id'), dependsOn: [address(logBucketPolicyDocument(this.plan, this.logged))] };
  }
}

function requireWholeDays(path: string, days: number): void {
  if (days < 1 || !Number.isInteger(days)) {
    fail(path, {
      what: `access logs are kept for ${days} days`,
      why: 'S3 counts whole days, one at least, and refuses the lifecycle configuration',
      fix: `retention: Duration.days(${Math.max(1, Math.ceil(days))})`,
    });
  }
}

function failOutsideStack(path: string): never {
  return fail(path, {
    what: 'an S3AccessLogBucket outside a TerraformStack',
    why: 'its bucket is made by Terraform, and charts are not',
    fix: "new S3AccessLogBucket(new TerraformStack(app, 'storage'), 'access-logs', { … })",
  });
}
