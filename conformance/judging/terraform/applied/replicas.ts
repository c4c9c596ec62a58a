/** Stores whose objects S3 copies into another region: the copies, what has them made, and the role that makes them. */
import { join } from 'node:path';
import { bucketFindings, judgeBuckets } from './buckets';
import { inAws, refusal, Site, surprises, verdict } from './site';
import { BucketIntent } from '../../../aws/intent';
import { LiveBucket } from '../../../aws/live-bucket';
import { promised } from '../../../aws/promises';
import { REPLICA_STACKS, REPLICAS, writeReplicas } from '../../../aws/replicas';
import { replicationRightsFindings } from '../../../aws/replication-rights';
import { readStack } from '../../documents';
import { temporaryFolder } from '../../processes';
import { Verdict } from '../../verdict';

const REPLICAS_FILE = 'conformance/aws/replicas.ts';

async function liveBuckets({ aws }: Site, { bucket, replica }: BucketIntent): Promise<[LiveBucket, LiveBucket]> {
  const names = [bucket, replica!.bucket];
  const live = await aws.settings(names);
  return names.map((name) => live.get(name)!) as [LiveBucket, LiveBucket];
}

async function judgeRole(site: Site, intent: BucketIntent): Promise<Verdict> {
  return verdict(site, `role that copies ${intent.bucket}`, await replicationRightsFindings(site.aws, intent, ...await liveBuckets(site, intent)));
}

/** Somebody is generous to the role, and somebody stops the copies. */
async function judgeTampering(site: Site, intent: BucketIntent): Promise<Verdict[]> {
  const { aws, workspace } = site;
  const { role } = (await aws.settings([intent.bucket])).get(intent.bucket)!.replication!;
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  await aws.administer([{
    service: 'iam', operation: 'put_role_policy', arguments: { RoleName: role.name, PolicyName: 'generous', PolicyDocument: JSON.stringify(policy) },
  }]);
  const generous = await replicationRightsFindings(aws, intent, ...await liveBuckets(site, intent));
  await aws.administer([{ service: 's3', operation: 'delete_bucket_replication', arguments: { Bucket: intent.bucket } }]);
  const stopped = (await bucketFindings(site, [intent])).flat();
  return [
    refusal('generous-replication', `role that copies ${intent.bucket}`, generous),
    refusal('not-replicated', `bucket ${intent.bucket}`, [...stopped, ...surprises('second plan', await workspace.plan())]),
  ];
}

export async function judgeReplicas(): Promise<Verdict[]> {
  const outdir = temporaryFolder('replicas');
  const stores = writeReplicas(outdir).map(promised);
  const stacks = REPLICA_STACKS.flatMap((name) => readStack(join(outdir, 'terraform', name), REPLICAS_FILE));
  return inAws('matrix', stacks, async (site) => [
    ...await judgeBuckets(site, [...stores, ...REPLICAS.map(({ copy }) => promised(copy))]),
    ...await Promise.all(stores.map((intent) => judgeRole(site, intent))),
    ...await judgeTampering(site, stores[0]!),
  ]);
}
