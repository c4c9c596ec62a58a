/** What the policies of a bucket and of its key let through, asked by calls of somebody whom IAM allows everything. */
import { BucketIntent } from './intent';
import { LiveBucket } from './live-bucket';
import { Call, LocalAws, Operation } from './local-aws';
import { Finding } from '../judging/verdict';

const ADMINISTRATOR = 'conformance-administrator';
const OTHER_KEY = 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000';

interface Trial extends Operation {
  readonly bucket: string;
  readonly over: Call['over'];
  readonly answer: 'allowed' | 'denied';
}

/** A role that IAM allows everything. */
export function administrator(): Operation[] {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return [
    { service: 'iam', operation: 'create_role', arguments: { RoleName: ADMINISTRATOR, AssumeRolePolicyDocument: '{}' } },
    { service: 'iam', operation: 'put_role_policy', arguments: { RoleName: ADMINISTRATOR, PolicyName: 'all', PolicyDocument: JSON.stringify(policy) } },
  ];
}

function put(bucket: string, headers: Operation['arguments'] = {}): Operation {
  return { service: 's3', operation: 'put_object', arguments: { Bucket: bucket, Key: 'conformance', Body: 'x', ...headers } };
}

/** No request without TLS 1.2. */
function transport(bucket: string): Trial[] {
  const list = { service: 's3', operation: 'list_objects_v2', arguments: { Bucket: bucket } };
  return [put(bucket), list].flatMap((each): Trial[] => [
    { ...each, bucket, over: 'tls', answer: 'allowed' },
    { ...each, bucket, over: 'tls1.1', answer: 'denied' },
    { ...each, bucket, over: 'plain', answer: 'denied' },
  ]);
}

/** No other encryption than that of the bucket; whoever asks for none gets that. */
function encryption({ bucket, key }: BucketIntent, { keyId }: LiveBucket): Trial[] {
  const uploads: readonly (readonly [object, Trial['answer']])[] = [
    [{ ServerSideEncryption: 'AES256' }, key === 'none' ? 'allowed' : 'denied'],
    [{ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: OTHER_KEY }, 'denied'],
    [{ ServerSideEncryption: 'aws:kms' }, 'denied'],
    [{ SSECustomerAlgorithm: 'AES256', SSECustomerKey: '0'.repeat(32) }, 'denied'],
    ...keyId === null ? [] : [[{ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId }, 'allowed'] as const],
  ];
  return uploads.map(([headers, answer]) => ({ ...put(bucket, { ...headers }), bucket, over: 'tls', answer }));
}

/** Nobody uses the key of a bucket but through S3. */
function directUse({ bucket, key }: BucketIntent, { keyId }: LiveBucket): Trial[] {
  const use: Operation = { service: 'kms', operation: 'generate_data_key', arguments: { KeyId: keyId, KeySpec: 'AES_256' } };
  return key === 'own' ? [{ ...use, bucket, over: 'tls', answer: 'denied' }] : [];
}

/** Buckets for logs leave the choice of encryption to S3, which alone writes there. */
function trials(intent: BucketIntent, live: LiveBucket): Trial[] {
  return [...transport(intent.bucket), ...intent.holds === 'access logs' ? [] : [...encryption(intent, live), ...directUse(intent, live)]];
}

/** What buckets let an administrator do that they should not, and the other way round. The administrator has to be there. */
export async function policyFindings(
  aws: LocalAws, intents: readonly BucketIntent[], live: ReadonlyMap<string, LiveBucket>,
): Promise<ReadonlyMap<string, Finding[]>> {
  const asked = intents.flatMap((intent) => trials(intent, live.get(intent.bucket)!));
  const calls = asked.map(({ bucket: _, answer: __, ...call }): Call => ({ role: `arn:aws:iam::123456789012:role/${ADMINISTRATOR}`, ...call }));
  const answers = await aws.call(calls);
  const findings = asked.map(({ bucket, service, operation, over, arguments: values, answer }, index) => ({
    bucket,
    isRight: answers[index] === answer,
    check: 'policy',
    message: `${service} ${operation} ${JSON.stringify(values)} over ${over} should be ${answer}: ${answers[index]}`,
  }));
  return new Map(intents.map(({ bucket }) => [bucket, findings.filter((each) => each.bucket === bucket && !each.isRight)
    .map(({ check, message }) => ({ check, message }))]));
}
