import { bucketPolicy, transportStatements } from './access';
import { bucketAttribute } from './bucket';
import { abortUploadsRule, bucketLifecycle, expireVersionsRule } from './lifecycle';
import { BucketPlan } from './plan';
import { ResourceDocument } from '../../terraform/terraform-document';
import { Statement } from '../policy-document';

/** A bucket whose requests are logged. */
export interface LoggedBucket {
  /** What the bucket is called; its logs stand in a folder of this name. */
  readonly bucketName: string;
  /** The ARN of the bucket, as an expression. */
  readonly arn: string;
  /** The account of the bucket, as an expression, if one is known without asking AWS. */
  readonly account?: string;
}

/** Where the logs of a bucket go: an expression or a name, and what has to be there before. */
export interface LogTarget {
  readonly bucket: string;
  readonly dependsOn?: readonly string[];
}

/** S3 writes a line for every request that reaches the bucket. */
export function loggingDocument(plan: BucketPlan, target: LogTarget): ResourceDocument {
  return {
    id: 'logging',
    type: 'aws_s3_bucket_logging',
    name: `${plan.name}_logging`,
    attributes: { bucket: bucketAttribute(plan, 'id'), target_bucket: target.bucket, target_prefix: logFolder(plan.bucketName) },
    dependsOn: target.dependsOn,
  };
}

/**
 * The log service of S3 may write, for the buckets that are logged here and for no other; nobody is let in without TLS 1.2.
 *
 * The account is checked too where it is known without asking AWS. S3 itself takes logs of buckets of the same account only.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function logBucketPolicyDocument(plan: BucketPlan, logged: readonly LoggedBucket[]): ResourceDocument {
  return bucketPolicy(plan, [...transportStatements(plan), ...logged.map((each, index) => deliveryStatement(plan, each, index))]);
}

/** Logs expire; what they leave behind goes the day after. */
export function logLifecycleDocument(plan: BucketPlan, retentionDays: number): ResourceDocument {
  return bucketLifecycle(plan, [
    abortUploadsRule(1),
    { id: 'expire-logs', status: 'Enabled', filter: [{}], expiration: [{ days: retentionDays }] },
    expireVersionsRule(1),
  ]);
}

function deliveryStatement(plan: BucketPlan, { bucketName, arn, account }: LoggedBucket, index: number): Statement {
  return {
    Sid: `AllowLogDelivery${index + 1}`,
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucketAttribute(plan, 'arn')}/${logFolder(bucketName)}*`,
    Condition: { ArnEquals: { 'aws:SourceArn': arn }, ...account === undefined ? {} : { StringEquals: { 'aws:SourceAccount': account } } },
  };
}

function logFolder(bucketName: string): string {
  return `${bucketName}/`;
}
