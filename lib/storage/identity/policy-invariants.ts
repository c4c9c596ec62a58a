import { Finding } from '../../validation';

/** A policy as it will be written, with what the program has overridden. */
interface PolicyText {
  /** What it is the policy of: `the policy of role 'x'`. */
  readonly of: string;
  readonly text: unknown;
}

interface ReadStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

/** Nobody is given everything: no action and no resource by a wildcard, no principal that is anybody. */
export function policyFindings({ of, text }: PolicyText): Finding[] {
  return allowed(text).flatMap((statement) => [
    ...listOf(statement.Action).filter((action) => action.includes('*')).map((action) => ({
      what: `${of} allows '${action}'`,
      why: 'whoever takes over a pod may then do what no component needs, and what AWS adds to its services later',
      fix: "name the actions, for example 's3:GetObject', or let grantTo say what the component does: StoreAccess.READ",
    })),
    ...listOf(statement.Resource).filter(isAnything).map((resource) => ({
      what: `${of} allows something on '${resource}'`,
      why: 'it reaches buckets and keys of others in the account',
      fix: 'the ARN of one bucket, of its objects or of one key: grantTo of the store writes them',
    })),
    ...(['NotAction', 'NotResource'] as const).filter((key) => statement[key] !== undefined).map((key) => ({
      what: `${of} allows by ${key}`,
      why: 'everything but what is listed is a wildcard too',
      fix: `${key.slice('Not'.length)} with what is needed, in its place`,
    })),
    ...(isAnybody(statement.Principal) ? [{
      what: `${of} trusts anybody`,
      why: 'every account of AWS could assume the role',
      fix: 'leave assume_role_policy to the library: it names one service account',
    }] : []),
  ]);
}

/** What only Terraform can put together is not judged: nobody knows it yet. */
function allowed(text: unknown): ReadStatement[] {
  const document = parsed(text);
  const statements = document?.Statement ?? [];
  return (Array.isArray(statements) ? statements : [statements]).filter(({ Effect }) => Effect === 'Allow');
}

function parsed(text: unknown): { readonly Statement?: ReadStatement | readonly ReadStatement[] } | undefined {
  try {
    return JSON.parse(String(text)) as { readonly Statement?: ReadStatement } | undefined;
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

/** `*`, every bucket (`arn:aws:s3:::*`) and every key (`arn:aws:kms:*:*:key/*`); the objects of one bucket are not. */
function isAnything(resource: string): boolean {
  const owner = resource.split('/')[0];
  return owner.includes('*') || /:kms:.*\*/.test(resource);
}

function isAnybody(principal: unknown): boolean {
  const named = typeof principal === 'object' && principal !== null ? Object.values(principal).flatMap(listOf) : listOf(principal);
  return named.includes('*');
}
