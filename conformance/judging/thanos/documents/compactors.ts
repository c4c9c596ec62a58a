/** Compactors: what they keep, merge and leave to others. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Bucket, copyOf } from './blocks';
import { RunningComponent, unlike, written } from './running-component';
import { compactorFlags, CompactorPlan } from '../../../../lib/thanos/compactor/flags';
import { streamShards } from '../../../../lib/thanos/compactor/streams';
import { BucketDeduplication } from '../../../../lib/thanos/producers/deduplication';
import { selectorDocument } from '../../../../lib/thanos/selector/selector';
import { temporaryFolder } from '../../processes';

const NO_MERGING: BucketDeduplication = { replicaLabels: [], verticalCompaction: false };

export function compactorPlan({ objstoreFile }: Bucket): CompactorPlan {
  return {
    directory: temporaryFolder('compact'),
    objstoreFile,
    retention: { raw: Duration.hours(40), fiveMinutes: Duration.days(10) },
    downsampling: true,
    deleteDelay: Duration.hours(48),
    // the blocks have just been written
    consistencyDelay: Duration.seconds(0),
    concurrency: 1,
    deduplication: NO_MERGING,
  };
}

interface Work {
  /** how many blocks it has looked at */
  readonly loaded: number;
  readonly halted: number;
  /** how many blocks are left that nobody has marked for deletion */
  readonly left: number;
}

/** What a compactor has done after its first round. */
async function workOf(source: Bucket, plan: Partial<CompactorPlan>): Promise<Work> {
  const bucket = copyOf(source);
  const compactor = RunningComponent.start('compact', compactorFlags({ ...compactorPlan(bucket), ...plan }));
  try {
    await compactor.untilReady();
    await compactor.daemon.until('a round is done', async () => (await compactor.metric('thanos_compact_iterations_total'))[''] > 0);
    const [synced, halted] = await Promise.all(['thanos_blocks_meta_synced', 'thanos_compact_halted'].map((name) => compactor.metric(name)));
    return { loaded: synced['{state="loaded"}'], halted: halted[''], left: unmarkedBlocks(bucket) };
  } finally {
    await compactor.end();
  }
}

function unmarkedBlocks({ folder }: Bucket): number {
  const blocks = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'meta.json')));
  return blocks.filter((name) => !existsSync(join(folder, name, 'deletion-mark.json'))).length;
}

async function complaintsOnRetention(bucket: Bucket): Promise<string[]> {
  const [short, long] = await Promise.all([workOf(bucket, {}), workOf(bucket, { retention: { raw: Duration.days(30) }, downsampling: false })]);
  return [
    ...unlike('a compactor that halts', [short.halted, long.halted], [0, 0]),
    ...unlike('blocks of two days that a retention of 40 hours leaves', short.left, 0),
    ...long.left > 0 ? [] : ['a retention of 30 days leaves no blocks of two days'],
  ];
}

async function complaintsOnStreams(bucket: Bucket): Promise<string[]> {
  const all = await workOf(bucket, {});
  const works = await Promise.all(streamShards(['cluster', 'tenant_id'], 2).map((rules) => workOf(bucket, { selectorFile: written('selector.yaml', selectorDocument(rules)) })));
  return [
    ...unlike('blocks of each of two compactors of one stream', works.map(({ loaded }) => loaded).sort(), [0, all.loaded]),
    ...all.loaded > 0 ? [] : ['there are no blocks to be shared'],
  ];
}

async function complaintsOnMerging(bucket: Bucket): Promise<string[]> {
  const ways: readonly BucketDeduplication[] = [
    { replicaLabels: ['replica'], verticalCompaction: true },
    { replicaLabels: ['replica', 'rule_replica'], function: 'penalty', verticalCompaction: true },
    { replicaLabels: [], verticalCompaction: true },
  ];
  const works = await Promise.all(ways.map((deduplication) => workOf(bucket, { deduplication })));
  return unlike('compactors that halt', works.map(({ halted }) => halted), ways.map(() => 0));
}

export function compactorCases(bucket: Bucket): { readonly [object: string]: () => Promise<string[]> } {
  return {
    'retention of a compactor': () => complaintsOnRetention(bucket),
    'streams of compactors': () => complaintsOnStreams(bucket),
    'merging compactors': () => complaintsOnMerging(bucket),
  };
}
