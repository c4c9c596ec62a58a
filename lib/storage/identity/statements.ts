import { StoreAccess } from '../../wiring';

/** A store as policies see it. */
export interface GrantedStore {
  /** The ARN of the bucket, or the expression that reads it. */
  readonly bucketArn: string;
  /** The folder within the bucket; the whole bucket when undefined. */
  readonly prefix?: string;
  /** The ARN of the KMS key, or the expression that reads it; nothing when S3 keeps the keys. */
  readonly keyArn?: string;
  /** Host of S3 in the region of the bucket: the name under which S3 uses keys. */
  readonly address: string;
}

/** What is done with the objects of one store. */
export interface Grant {
  readonly store: GrantedStore;
  readonly access: StoreAccess;
}

/** A statement of a policy of IAM. */
type AccessStatement = {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
};

/** What an access level takes of bucket, objects and key. */
interface Actions {
  readonly bucket: readonly string[];
  readonly objects: readonly string[];
  readonly key: readonly string[];
}

/*
 * Whoever reads also lists: without it S3 answers 403 instead of 404 for an object that is not there. Whoever writes may also decrypt: S3 does
 * so in the name of the writer when it puts the parts of an upload together. Nobody asks where the bucket is: clients are told its region.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
const READ: Actions = { bucket: ['s3:ListBucket'], objects: ['s3:GetObject'], key: ['kms:Decrypt'] };
const ADD: Actions = { bucket: [], objects: ['s3:AbortMultipartUpload', 's3:PutObject'], key: ['kms:Decrypt', 'kms:GenerateDataKey'] };
const DELETE: Actions = { bucket: [], objects: ['s3:DeleteObject'], key: [] };

const ACTIONS: { readonly [access in StoreAccess]: readonly Actions[] } = {
  [StoreAccess.WRITE_ONLY]: [ADD],
  [StoreAccess.READ]: [READ],
  [StoreAccess.WRITE]: [READ, ADD],
  [StoreAccess.COMPACT]: [READ, ADD, DELETE],
};

/**
 * What the policy of a role says: for every bucket who lists it, for every folder what is done with its objects, for every key that S3 may use
 * it. What overlaps is one statement, whatever the order in which it was granted.
 */
export function accessStatements(grants: readonly Grant[]): AccessStatement[] {
  const statements = grants.flatMap(({ store, access }) => ACTIONS[access].flatMap((actions) => statementsOn(store, actions)));
  const merged = new Map<string, AccessStatement>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.Resource, statement.Condition]);
    const actions = new Set([...(merged.get(key)?.Action ?? []), ...statement.Action]);
    merged.set(key, { ...statement, Action: [...actions].sort() });
  }
  return [...merged].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, statement]) => statement);
}

function statementsOn({ bucketArn, prefix, keyArn, address }: GrantedStore, { bucket, objects, key }: Actions): AccessStatement[] {
  const folder = prefix === undefined ? '' : `${prefix}/`;
  return [
    allow(bucket, bucketArn, prefix === undefined ? undefined : { StringLike: { 's3:prefix': `${folder}*` } }),
    allow(objects, `${bucketArn}/${folder}*`),
    ...(keyArn === undefined ? [] : [allow(key, keyArn, { StringEquals: { 'kms:ViaService': address } })]),
  ].filter(({ Action }) => Action.length > 0);
}

function allow(Action: readonly string[], Resource: string, Condition?: AccessStatement['Condition']): AccessStatement {
  return { Effect: 'Allow', Action, Resource, Condition };
}
