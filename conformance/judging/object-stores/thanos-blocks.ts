/** Thanos writes a block of Prometheus to a store, and reads it back. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './local-s3';
import { Pod } from './pod';
import { judge } from '../../judges';
import { Result, run, temporaryFolder } from '../processes';
import { provide, tail } from '../steps';

/** A folder with one block, as Prometheus writes it. */
export async function blockFolder(): Promise<string> {
  const folder = temporaryFolder('block');
  const start = 1_767_225_600;
  const samples = Array.from({ length: 60 }, (_, minute) => `requests_total{job="shop"} ${minute} ${start + 60 * minute}\n`).join('');
  writeFileSync(join(folder, 'samples.txt'), `# TYPE requests counter\n${samples}# EOF\n`);
  await provide(judge('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', join(folder, 'samples.txt'), join(folder, 'blocks')]);
  return join(folder, 'blocks');
}

export function askBucket(command: string, { document, env }: Pod, ...args: readonly string[]): Promise<Result> {
  return run(judge('thanos'), ['tools', 'bucket', command, `--objstore.config-file=${document}`, ...args], { env });
}

/** What is wrong with how Thanos keeps the block of a folder under `prefix`. */
export async function complaintsOnBlocks(pod: Pod, source: string, prefix: string, objects: () => string[]): Promise<string[]> {
  // Thanos notes beside the blocks what it has uploaded
  const blocks = join(pod.folder, 'blocks');
  cpSync(source, blocks, { recursive: true });
  // the rest of a block is not for the store: tombstones, and what Thanos rewrites: the meta file
  const files = filesUnder(blocks).filter((file) => /\/(index|chunks\/\d+)$/.test(file));
  await succeed(askBucket('upload-blocks', pod, `--path=${blocks}`, '--label=cluster="eu"'));
  const listed = await succeed(askBucket('ls', pod));
  const copied = await copyOut(pod);
  const differing = files.filter((file) => !sameBytes(join(blocks, file), join(copied, file)));
  return [
    ...files.filter((file) => !objects().includes(`${prefix}${file}`)).map((file) => `there is no object ${prefix}${file}`),
    ...objects().filter((key) => !key.startsWith(prefix)).map((key) => `${key} is outside of '${prefix}'`),
    ...files.some((file) => listed.includes(file.split('/')[0] as string)) ? [] : [`the block is not listed: ${listed}`],
    ...differing.map((file) => `${file} is not read back as it was written`),
  ];
}

/** The folder to which Thanos has copied all blocks that it finds in the store. */
async function copyOut(pod: Pod): Promise<string> {
  const folder = temporaryFolder('copied');
  const target = JSON.stringify({ type: 'FILESYSTEM', config: { directory: folder } });
  await succeed(askBucket('replicate', pod, '--single-run', `--objstore-to.config=${target}`, '--http-address=127.0.0.1:0'));
  return folder;
}

function sameBytes(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

async function succeed(asked: Promise<Result>): Promise<string> {
  const { code, stdout, stderr } = await asked;
  if (code !== 0) {
    throw new Error(tail(`${stdout}${stderr}`));
  }
  return stdout;
}
