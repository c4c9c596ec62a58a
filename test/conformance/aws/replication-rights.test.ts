import { BucketIntent } from '../../../conformance/aws/intent';
import { LiveBucket } from '../../../conformance/aws/live-bucket';
import { Answer, Question } from '../../../conformance/aws/local-aws';
import { replicationRightsFindings } from '../../../conformance/aws/replication-rights';

const INTENT: BucketIntent = {
  bucket: 'acme', region: 'us-east-1', holds: 'objects', key: 'own', noncurrentDays: 7, abortDays: 1, tags: {}, replica: { bucket: 'copy', region: 'eu-west-1' },
};

function live(keyId: string | null): LiveBucket {
  return { keyId, replication: { rules: [], role: { name: 'copier', trust: { Statement: [] }, policies: ['{}'], attached: [] } } } as Partial<LiveBucket> as LiveBucket;
}

/** What is found when the role may do what `mayDo` says. */
async function messages(mayDo: (question: Question) => boolean, keys: readonly [string | null, string | null] = [null, null]): Promise<string[]> {
  const aws = { decide: async (questions: readonly Question[]): Promise<Answer[]> => questions.map((each) => mayDo(each) ? 'allowed' : 'denied') };
  return (await replicationRightsFindings(aws, INTENT, live(keys[0]), live(keys[1]))).map(({ message }) => message);
}

test('a role that may do everything may do too much, and one that may do nothing too little', async () => {
  expect(await messages(() => true)).toContainEqual(expect.stringContaining('s3:DeleteObjectVersion on arn:aws:s3:::copy/object'));
  expect(await messages(() => false)).toContainEqual(expect.stringContaining('s3:ReplicateObject on arn:aws:s3:::copy/object'));
});

test('each key is used for its own bucket, through S3 of its own region', async () => {
  const useOfKeys = (await messages(({ action }) => action.startsWith('kms:'), ['near', 'far'])).filter((message) => message.startsWith('kms:'));

  expect(useOfKeys).toContainEqual(expect.stringMatching(/^kms:Encrypt on near with .*s3\.us-east-1.*:::acme"\} should be denied/));
  expect(useOfKeys).toContainEqual(expect.stringMatching(/^kms:Decrypt on far with .*s3\.eu-west-1.*:::copy"\} should be denied/));
  expect(useOfKeys).toContainEqual(expect.stringMatching(/^kms:GenerateDataKey on far with \{\} should be denied/));
  expect(useOfKeys).not.toContainEqual(expect.stringMatching(/^kms:Decrypt on near with .*s3\.us-east-1.*:::acme"\}/));
});

test('without keys nothing is asked of them', async () => {
  expect((await messages(() => true)).filter((message) => message.startsWith('kms:'))).toEqual([]);
});
