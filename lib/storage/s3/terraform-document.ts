/** One resource as it will stand in `cdk.tf.json`. */
export interface ResourceDocument {
  /** The id of the construct, below the store. */
  readonly id: string;
  /** The type of the resource, for example `aws_s3_bucket`. */
  readonly type: string;
  /** The name of the resource in Terraform, unique among those of its type. */
  readonly name: string;
  readonly attributes: { readonly [name: string]: unknown };
  /** Addresses of resources that must be there before, though no attribute refers to them. */
  readonly dependsOn?: readonly string[];
  /** Whether Terraform refuses to destroy it. */
  readonly preventDestroy?: boolean;
}

/** A local or an output of Terraform. */
export interface ValueDocument {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

/** `aws_s3_bucket.metrics_bucket`. */
export function address({ type, name }: Pick<ResourceDocument, 'type' | 'name'>): string {
  return `${type}.${name}`;
}

/** The expression that reads an attribute of a resource. */
export function attributeOf(resource: Pick<ResourceDocument, 'type' | 'name'>, attribute: string): string {
  return `\${${address(resource)}.${attribute}}`;
}

/** A statement of a policy of IAM, S3 or KMS, in the words of AWS. */
export type Statement = { readonly [key: string]: unknown };

/** A policy of IAM, S3 or KMS as Terraform takes it. */
export function policy(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
