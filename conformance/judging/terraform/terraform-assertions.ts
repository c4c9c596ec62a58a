/** What must hold of any stack, whatever it is for; written as a test that Terraform itself runs against a mocked cloud. */
import { TerraformDocument } from '../documents';

interface Assertion {
  readonly condition: string;
  readonly error_message: string;
}

type Resources = NonNullable<TerraformDocument['resource']>;

/** A mocked value is a random word, and the provider refuses that where it wants an ARN. */
const MOCKED_ARNS: Readonly<Record<string, string>> = {
  aws_iam_role: 'arn:aws:iam::123456789012:role/mock',
  aws_iam_policy: 'arn:aws:iam::123456789012:policy/mock',
  aws_iam_openid_connect_provider: 'arn:aws:iam::123456789012:oidc-provider/mock',
  aws_kms_key: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  aws_s3_bucket: 'arn:aws:s3:::mock',
};

function addresses(resources: Resources, type: string): string[] {
  return Object.keys(resources[type] ?? {}).map((name) => `${type}.${name}`);
}

function someBelongsTo(bucket: string, candidates: readonly string[], condition: string): string {
  return `\${anytrue([for each in [${candidates.join(', ')}] : contains([${bucket}.id, ${bucket}.bucket], each.bucket) && ${condition}])}`;
}

function bucketAssertions(resources: Resources): Assertion[] {
  const blocks = addresses(resources, 'aws_s3_bucket_public_access_block');
  const encryptions = addresses(resources, 'aws_s3_bucket_server_side_encryption_configuration');
  const policies = addresses(resources, 'aws_s3_bucket_policy');
  const blocked = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((flag) => `each.${flag} == true`).join(' && ');
  return addresses(resources, 'aws_s3_bucket').flatMap((bucket) => [
    { condition: someBelongsTo(bucket, blocks, `(${blocked})`), error_message: `${bucket} has no public access block with all four flags.` },
    { condition: someBelongsTo(bucket, encryptions, 'length(each.rule) > 0'), error_message: `${bucket} has no encryption by default.` },
    { condition: someBelongsTo(bucket, policies, 'strcontains(each.policy, "aws:SecureTransport")'), error_message: `${bucket} accepts requests without TLS.` },
  ]);
}

function policyAssertions(resources: Resources): Assertion[] {
  const policies = ['aws_iam_role_policy', 'aws_iam_policy'].flatMap((type) => addresses(resources, type));
  const trusts = addresses(resources, 'aws_iam_role');
  const statements = (address: string, key: string) => `flatten([jsondecode(${address}.${key}).Statement])`;
  return [
    ...policies.map((address) => ({
      condition: `\${alltrue([for each in ${statements(address, 'policy')} : each.Effect == "Deny" || !contains(flatten([each.Resource]), "*")])}`,
      error_message: `${address} allows actions on every resource there is.`,
    })),
    ...trusts.map((address) => ({
      condition: `\${alltrue([for each in ${statements(address, 'assume_role_policy')} : try(each.Principal, "") != "*" && try(each.Principal.AWS, "") != "*"])}`,
      error_message: `${address} may be assumed by anybody.`,
    })),
    ...addresses(resources, 'aws_kms_key').map((address) => ({
      condition: `\${${address}.enable_key_rotation == true}`, error_message: `${address} is never rotated.`,
    })),
  ];
}

/** The content of a `.tftest.json` file for a stack. */
export function testDocument({ resource = {}, provider = {} }: TerraformDocument): object {
  const mocks = Object.fromEntries(Object.entries(MOCKED_ARNS).map(([type, arn]) => [type, { defaults: { arn } }]));
  const aliases = (provider.aws ?? [{}]).map(({ alias }) => ({ ...alias === undefined ? {} : { alias }, mock_resource: mocks }));
  const assertions = [...bucketAssertions(resource), ...policyAssertions(resource)];
  return {
    mock_provider: { aws: aliases },
    run: { conformance: { command: 'apply', ...assertions.length === 0 ? {} : { assert: assertions } } },
  };
}
