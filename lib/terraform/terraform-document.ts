/** One resource as it will stand in `cdk.tf.json`. */
export interface ResourceDocument {
  /** The id of the construct, below the one that makes it. */
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

/** What Terraform has to know of a provider before it can ask it for anything. */
export interface ProviderDocument {
  /** The name of the provider, for example `aws`: its resources begin with it. */
  readonly name: string;
  /** Where it is published, for example `hashicorp/aws`. */
  readonly source: string;
  /** The releases whose schema the documents follow. A range: an exact pin would fight with the other modules of its user. */
  readonly versions: string;
}

/** `aws_s3_bucket.metrics_bucket`. */
export function address({ type, name }: Pick<ResourceDocument, 'type' | 'name'>): string {
  return `${type}.${name}`;
}

/** An attribute of a resource, to be put into an expression. */
export function referenceTo(resource: Pick<ResourceDocument, 'type' | 'name'>, attribute: string): string {
  return `${address(resource)}.${attribute}`;
}

/** The expression that reads an attribute of a resource. */
export function attributeOf(resource: Pick<ResourceDocument, 'type' | 'name'>, attribute: string): string {
  return `\${${referenceTo(resource, attribute)}}`;
}

/** Whether only Terraform knows the value: an expression, or a whole list that cdktf writes as one item. */
export function isExpression(text: string): boolean {
  return /[$#]\{/.test(text);
}
