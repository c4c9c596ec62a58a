/** What programs cost that run once: processor time and memory of a process of their own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median, ratio, row } from './table';

export interface Usage {
  /** seconds of processor time in user mode */
  readonly user: number;
  /** MiB of memory at the peak */
  readonly memory: number;
}

export interface Subject {
  readonly name: string;
  /** a program for `node -e` */
  readonly program: string;
}

interface Comparison {
  readonly title: string;
  readonly ours: Subject;
  readonly peer: Subject;
}

const ROOT = resolve(__dirname, '..', '..');
const PEERS = ['cdk8s', 'cdk8s-plus-30', 'constructs'];
/** The process reports on itself as it ends: no other clock sees exactly it and nothing else. */
const REPORT = `
  process.on('exit', () => {
    const { userCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(3, JSON.stringify({ user: userCPUTime / 1e6, memory: maxRSS / 1024 }));
  });`;

/** Compares loading the library, and one synth of a compiled example, with peers. */
export function compareProcesses(example: string, runs: number): void {
  const needed = ['lib/index.js', example].filter((path) => !existsSync(resolve(ROOT, path)));
  if (needed.length > 0) {
    throw new Error(`${needed.join(' and ')} not compiled: run npm run synth first`);
  }
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    comparisons(example).forEach((comparison) => compare(comparison, runs, outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function comparisons(example: string): Comparison[] {
  const empty = 'const { App } = require("cdk8s"); new App({ outdir: process.env.CDK8S_OUTDIR }).synth();';
  return [
    {
      title: 'load the package',
      ours: { name: 'cdk8s-observability', program: loading('cdk8s-observability') },
      peer: { name: PEERS.join(' + '), program: loading(...PEERS) },
    },
    {
      title: 'synthesize',
      ours: { name: example, program: loading(resolve(ROOT, example)) },
      peer: { name: 'an empty cdk8s App', program: empty },
    },
  ];
}

function loading(...packages: string[]): string {
  return packages.map((name) => `require(${JSON.stringify(name)});`).join('\n');
}

/** Ours and the peer take turns, so that what else the machine does falls on both. */
function compare({ title, ours, peer }: Comparison, runs: number, outdir: string): void {
  const measured = Array.from({ length: runs }, () => [measure(ours, outdir), measure(peer, outdir)] as const);
  const summary = (index: 0 | 1) => ({
    user: median(measured.map((pair) => pair[index].user)),
    memory: median(measured.map((pair) => pair[index].memory)),
  });
  const [us, them] = [summary(0), summary(1)];
  console.log(`${title} (median of ${runs}: user processor time, peak memory)`);
  for (const [name, { user, memory }] of [[ours.name, us], [peer.name, them]] as const) {
    console.log(row(name, `${user.toFixed(2)} s`, `${memory.toFixed(0)} MiB`));
  }
  console.log(row('ratio', ratio(us.user, them.user), ratio(us.memory, them.memory)));
}

/** What a program costs that runs once. */
export function measure({ program }: Subject, outdir: string): Usage {
  const { status, stderr, output } = spawnSync(process.execPath, ['-e', `${REPORT}\n${program}`], {
    cwd: ROOT,
    env: { ...process.env, CDK8S_OUTDIR: outdir },
    // the report comes by a channel of its own, whatever the program prints
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(output[3] ?? '') as Usage;
}
