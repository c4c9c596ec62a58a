/**
 * Runs every compiled example as its user would, by plain node, and swaps what it wrote into dist/<example>.
 *
 * cdk8s empties its output folder before a program runs: so each example writes into a temporary folder, and what is in dist/ changes only
 * when the whole example has been synthesized.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '..');

interface Written {
  readonly example: string;
  readonly files: readonly string[];
  readonly objects: number;
  readonly resources: number;
  readonly kilobytes: number;
}

function main(): void {
  const only = process.argv.slice(2);
  const examples = fs.readdirSync(path.join(ROOT, 'examples'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .filter((example) => only.length === 0 || only.includes(example))
    .sort();
  const table = examples.map(synthesize);
  print(table);
}

function synthesize(example: string): Written {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), `${example}-`));
  try {
    const outdir = path.join(temporary, 'out');
    execFileSync(process.execPath, [path.join(ROOT, '.build', 'examples', `${example}.js`)], {
      cwd: temporary,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    swapIn(outdir, path.join(ROOT, 'dist', example));
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  return describe(example);
}

/** The temporary folder may be on another file system: copied beside the old one first, so that the swap itself is a rename. */
function swapIn(outdir: string, target: string): void {
  const incoming = `${target}.new`;
  fs.rmSync(incoming, { recursive: true, force: true });
  fs.cpSync(outdir, incoming, { recursive: true });
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(incoming, target);
}

function describe(example: string): Written {
  const folder = path.join(ROOT, 'dist', example);
  const files = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) => fs.statSync(path.join(folder, file)).isFile()).sort();
  const texts = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const stacks = files.flatMap((file, index) => (file.endsWith('.tf.json') ? [JSON.parse(texts[index]) as { resource?: Record<string, object> }] : []));
  return {
    example,
    files,
    objects: texts.filter((_, index) => files[index].endsWith('.yaml')).reduce((sum, text) => sum + (text.match(/^kind: /gm)?.length ?? 0), 0),
    resources: stacks.reduce((sum, { resource }) => sum + Object.values(resource ?? {}).reduce((count, byName) => count + Object.keys(byName).length, 0), 0),
    kilobytes: Math.round(texts.reduce((sum, text) => sum + text.length, 0) / 102.4) / 10,
  };
}

function print(table: readonly Written[]): void {
  const rows = [
    ['example', 'manifests', 'Terraform resources', 'kB', 'written to'],
    ...table.map(({ example, objects, resources, kilobytes }) => [example, `${objects}`, `${resources}`, `${kilobytes}`, `dist/${example}`]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    process.stdout.write(`${row.map((cell, column) => (column > 0 && column < 4 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd()}\n`);
  }
}

main();
