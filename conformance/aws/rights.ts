/** What the roles of a store may do, asked by the calls that somebody with their credentials would try. */
import { Call, LocalAws, Operation } from './local-aws';
import { StoreAccess } from '../../lib';
import { Finding } from '../judging/verdict';

/** A role, and what it was given. */
export interface Holder {
  readonly role: string;
  readonly bucket: string;
  /** nothing: the whole bucket */
  readonly prefix?: string;
  readonly access: StoreAccess;
  /** a bucket that is none of its business */
  readonly otherBucket: string;
}

/** What a call is for: who has the right is allowed, everybody else denied. `nobody` has the right to what only Terraform does. */
type Right = 'read' | 'add' | 'delete' | 'nobody';

interface Attempt extends Operation {
  readonly right: Right;
  readonly over: Call['over'];
}

const RIGHTS: Readonly<Record<StoreAccess, readonly Right[]>> = {
  [StoreAccess.WRITE_ONLY]: ['add'],
  [StoreAccess.READ]: ['read'],
  [StoreAccess.WRITE]: ['read', 'add'],
  [StoreAccess.COMPACT]: ['read', 'add', 'delete'],
};

const OBJECT = 'object';
const VICTIM = 'victim';
const ELSEWHERE = 'elsewhere/';

function s3(right: Right, operation: string, values: Operation['arguments']): Attempt {
  return { right, service: 's3', operation, arguments: values, over: 'tls' };
}

function objects(bucket: string, folder: string, rights: { readonly read: Right; readonly add: Right; readonly delete: Right }): Attempt[] {
  const of = (key: string, more: object = {}) => ({ Bucket: bucket, Key: `${folder}${key}`, ...more });
  return [
    s3(rights.read, 'list_objects_v2', { Bucket: bucket, Prefix: `${folder}o` }),
    s3(rights.read, 'get_object', of(OBJECT)),
    s3(rights.read, 'head_object', of('missing')),
    s3(rights.add, 'put_object', of('new', { Body: 'x' })),
    s3(rights.add, 'create_multipart_upload', of('parts')),
    s3(rights.add, 'abort_multipart_upload', of('parts', { UploadId: 'none' })),
    s3(rights.delete, 'delete_object', of(VICTIM)),
    // an object that was deleted by mistake can be brought back, whoever deleted it
    s3('nobody', 'delete_object', of(OBJECT, { VersionId: 'null' })),
  ];
}

const NOTHING = { read: 'nobody', add: 'nobody', delete: 'nobody' } as const;

function attempts({ bucket, prefix, otherBucket }: Holder): Attempt[] {
  const folder = prefix === undefined ? '' : `${prefix}/`;
  const own = objects(bucket, folder, { read: 'read', add: 'add', delete: 'delete' });
  return [
    ...own,
    ...objects(otherBucket, folder, NOTHING),
    ...prefix === undefined ? [] : [...objects(bucket, ELSEWHERE, NOTHING), s3('nobody', 'list_objects_v2', { Bucket: bucket })],
    ...own.map((each): Attempt => ({ ...each, right: 'nobody', over: 'plain' })),
    s3('nobody', 'put_bucket_policy', { Bucket: bucket, Policy: '{}' }),
    s3('nobody', 'delete_bucket', { Bucket: bucket }),
  ];
}

/** Objects that are there before anybody tries. */
function seeds(holders: readonly Holder[]): Operation[] {
  const places = holders.flatMap(({ bucket, prefix, otherBucket }) => [bucket, otherBucket].flatMap((each) =>
    ['', ELSEWHERE, ...prefix === undefined ? [] : [`${prefix}/`]].map((folder) => ({ bucket: each, folder }))));
  return places.flatMap(({ bucket, folder }) => [OBJECT, VICTIM].map((key) => (
    { service: 's3', operation: 'put_object', arguments: { Bucket: bucket, Key: `${folder}${key}`, Body: 'x' } })));
}

/** Where roles may do more or less than was given to them; one list for each. */
export async function rightsFindings(aws: LocalAws, holders: readonly Holder[]): Promise<Finding[][]> {
  const asked = holders.flatMap((holder) => attempts(holder).map((attempt) => ({ holder, ...attempt })));
  const calls = asked.map(({ holder: { role }, right: _, ...call }): Call => ({ role, ...call }));
  const answers = await aws.call(calls, seeds(holders));
  const findings = asked.flatMap(({ holder, right, operation, over, arguments: values }, index) => {
    const answer = RIGHTS[holder.access].includes(right) ? 'allowed' : 'denied';
    const message = `${operation} ${JSON.stringify(values)} over ${over} should be ${answer} to ${holder.access}: ${answers[index]}`;
    return answers[index] === answer ? [] : [{ holder, finding: { check: 'rights', message } }];
  });
  return holders.map((holder) => findings.filter((each) => each.holder === holder).map(({ finding }) => finding));
}
