/**
 * The board of buckets: what checkov says of the Terraform of anybody beside that of dist/. No waivers are applied.
 * Usage: npm run compare-storage -- [--peer FOLDER]... [--dist dist] [--example production-stack]
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bucketLines, standings } from './board/bucket-lines';
import { table } from './board/table';
import { scan } from './judging/judge-checkov';

function candidates(): string[] {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', multiple: true, default: [] },
      dist: { type: 'string', default: 'dist' },
      example: { type: 'string', default: 'production-stack' },
    },
  });
  const folders = [...values.peer, join(values.dist, values.example, 'terraform')];
  const missing = folders.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    throw new Error(`${missing.join(', ')} is not there: name folders with Terraform`);
  }
  return folders;
}

async function main(): Promise<void> {
  const folders = candidates();
  // one folder at a time: checkov connects resources by their names, and those of candidates may be the same
  const checks = await Promise.all(folders.map(async (folder) => standings(await scan(resolve(folder), ['terraform', 'terraform_json']))));
  const empty = folders.filter((_, index) => checks[index]!.size === 0);
  if (empty.length > 0) {
    throw new Error(`checkov finds no resource in ${empty.join(', ')}`);
  }
  table(bucketLines(checks).map((lines, index) => ({ name: folders[index]!, lines }))).forEach((line) => console.log(line));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
