/** A statement of a policy of IAM, S3 or KMS, in the words of AWS. */
export type Statement = { readonly [key: string]: unknown };

/** A policy of IAM, S3 or KMS as Terraform takes it. */
export function policy(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
