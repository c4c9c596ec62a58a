/** Who may do everything may still not do it without TLS 1.2: the policy of a bucket, asked by calls. */
import { Call, LocalAws, Operation } from './local-aws';
import { Finding } from '../judging/verdict';

const ADMINISTRATOR = 'conformance-administrator';

interface Trial {
  readonly operation: string;
  readonly over: Call['over'];
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly answer: 'allowed' | 'denied';
}

/** A role that IAM allows everything. */
function administrator(): Operation[] {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return [
    { service: 'iam', operation: 'create_role', arguments: { RoleName: ADMINISTRATOR, AssumeRolePolicyDocument: '{}' } },
    { service: 'iam', operation: 'put_role_policy', arguments: { RoleName: ADMINISTRATOR, PolicyName: 'all', PolicyDocument: JSON.stringify(policy) } },
  ];
}

function trials(bucket: string): Trial[] {
  const put = { operation: 'put_object', arguments: { Bucket: bucket, Key: 'conformance', Body: 'x' } };
  const list = { operation: 'list_objects_v2', arguments: { Bucket: bucket } };
  return [put, list].flatMap((each): Trial[] => [
    { ...each, over: 'tls', answer: 'allowed' },
    { ...each, over: 'tls1.1', answer: 'denied' },
    { ...each, over: 'plain', answer: 'denied' },
  ]);
}

/** What buckets let an administrator do that they should not, and the other way round. Leaves nothing in them. */
export async function transportFindings(aws: LocalAws, buckets: readonly string[]): Promise<ReadonlyMap<string, Finding[]>> {
  const asked = buckets.flatMap((bucket) => trials(bucket).map((trial) => ({ bucket, ...trial })));
  const calls = asked.map(({ operation, over, arguments: values }): Call => (
    { role: `arn:aws:iam::123456789012:role/${ADMINISTRATOR}`, service: 's3', operation, over, arguments: values }));
  const answers = await aws.call(calls, administrator());
  return new Map(buckets.map((bucket) => [bucket, asked.flatMap((trial, index): Finding[] => trial.bucket !== bucket || answers[index] === trial.answer ? [] : [
    { check: 'transport', message: `${trial.operation} in ${bucket} over ${trial.over} should be ${trial.answer}: ${answers[index]}` },
  ])]));
}
