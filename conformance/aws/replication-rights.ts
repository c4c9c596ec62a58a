/** What the role may do that S3 takes on to copy objects: the actions that AWS documents, on the two buckets and by their two keys, and nothing else. */
import { BucketIntent } from './intent';
import { LiveBucket } from './live-bucket';
import { LocalAws, Question } from './local-aws';
import { Finding } from '../judging/verdict';

interface Trial extends Omit<Question, 'policies'> {
  readonly answer: 'allowed' | 'denied';
}

const READS = ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
const WRITES = ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'];
// what clients do with objects is not the business of S3
const CLIENTS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectAcl'];
const ELSEWHERE = 'acme-elsewhere';

function asked(answer: Trial['answer'], resource: string, actions: readonly string[], keys: Trial['keys'] = {}): Trial[] {
  return actions.map((action) => ({ answer, resource, action, keys }));
}

function ofObjects(source: string, replica: string): Trial[] {
  const bucket = (name: string) => `arn:aws:s3:::${name}`;
  const object = (name: string) => `${bucket(name)}/object`;
  return [
    ...asked('allowed', bucket(source), ['s3:GetReplicationConfiguration', 's3:ListBucket']),
    ...asked('denied', bucket(source), ['s3:PutReplicationConfiguration', 's3:DeleteBucket']),
    ...asked('denied', bucket(replica), ['s3:ListBucket', 's3:PutBucketPolicy']),
    ...asked('allowed', object(source), READS),
    ...asked('denied', object(source), [...WRITES, ...CLIENTS]),
    ...asked('allowed', object(replica), WRITES),
    ...asked('denied', object(replica), [...READS, ...CLIENTS]),
    ...asked('denied', object(ELSEWHERE), [...READS, ...WRITES]),
  ];
}

/** A key is used through S3, for one bucket in one region. */
function ofKey(allowed: readonly string[], key: string, bucket: string, region: string): Trial[] {
  const use = (host: string, name: string) => ({ 'kms:ViaService': `s3.${host}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${name}` });
  const all = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'];
  return [
    ...asked('allowed', key, allowed, use(region, bucket)),
    ...asked('denied', key, all.filter((action) => !allowed.includes(action)), use(region, bucket)),
    ...asked('denied', key, all, use(region, ELSEWHERE)),
    ...asked('denied', key, all, use('ap-south-1', bucket)),
    ...asked('denied', key, all),
  ];
}

/** Where the role of a bucket that is copied may do more or less. The live keys are those of the two buckets. */
export async function replicationRightsFindings(aws: Pick<LocalAws, 'decide'>, { bucket, region, replica }: BucketIntent, live: LiveBucket, copy: LiveBucket): Promise<Finding[]> {
  const trials = replica === undefined || live.replication === null ? [] : [
    ...ofObjects(bucket, replica.bucket),
    ...live.keyId === null ? [] : ofKey(['kms:Decrypt'], live.keyId, bucket, region),
    ...copy.keyId === null ? [] : ofKey(['kms:Encrypt', 'kms:GenerateDataKey'], copy.keyId, replica.bucket, replica.region),
  ];
  const policies = live.replication?.role.policies ?? [];
  const answers = await aws.decide(trials.map(({ answer: _, ...question }) => ({ ...question, policies })));
  return trials.flatMap(({ action, resource, keys, answer }, index) => answers[index] === answer ? [] : [{
    check: 'rights', message: `${action} on ${resource} with ${JSON.stringify(keys)} should be ${answer} to S3 when it copies ${bucket}: ${answers[index]}`,
  }]);
}
