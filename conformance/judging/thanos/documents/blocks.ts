/** A bucket with blocks of some hours ago, in a folder. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { written } from './running-component';
import { ObjectStore } from '../../../../lib/storage';
import { thanosObjstore } from '../../../../lib/storage/renderings/thanos-objstore';
import { judge } from '../../../judges';
import { temporaryFolder } from '../../processes';
import { provide } from '../../steps';

/** How old the samples are: two days, in blocks of two hours. */
const HOURS = { oldest: 54, youngest: 48 };

export interface Bucket {
  readonly folder: string;
  readonly objstoreFile: string;
}

export function bucketIn(folder: string): Bucket {
  return { folder, objstoreFile: written('objstore.yaml', thanosObjstore(ObjectStore.filesystem({ directory: folder })).document) };
}

/** A bucket of one's own, with the same blocks. */
export function copyOf({ folder }: Bucket): Bucket {
  const copy = temporaryFolder('bucket');
  cpSync(folder, copy, { recursive: true });
  return bucketIn(copy);
}

/** Several blocks of a producer with the label `cluster="eu"`. */
export async function bucketOfBlocks(): Promise<Bucket> {
  const folder = temporaryFolder('blocks');
  const now = Math.floor(Date.now() / 1000);
  const minutes = Array.from({ length: (HOURS.oldest - HOURS.youngest) * 60 }, (_, minute) => now - HOURS.oldest * 3600 + minute * 60);
  writeFileSync(join(folder, 'samples.txt'), `# TYPE requests counter\n${minutes.map((time, index) => `requests_total{job="shop"} ${index} ${time}\n`).join('')}# EOF\n`);
  await provide(judge('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', join(folder, 'samples.txt'), join(folder, 'blocks')]);
  const bucket = bucketIn(temporaryFolder('bucket'));
  const upload = ['tools', 'bucket', 'upload-blocks', `--objstore.config-file=${bucket.objstoreFile}`, `--path=${join(folder, 'blocks')}`, '--label=cluster="eu"'];
  await provide(judge('thanos'), upload);
  return bucket;
}
