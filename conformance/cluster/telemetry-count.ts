/** Our own program in telemetry-count/, built for this run: the load of the node, and what it reports of what it sent. */
import { join } from 'node:path';
import { Signal } from './collector-config';
import { ClusterNode } from './node';
import { buildArguments, GO_ENVIRONMENT } from '../judging/go-program';
import { run } from '../judging/processes';

/** First and last number of a range. */
export type Range = readonly [number, number];

/** What one source sent of one signal and kind in one run: the numbers from 0 to `sent` - 1. */
export interface Sending {
  readonly signal: Signal;
  readonly kind: string;
  readonly source: string;
  readonly sent: number;
  /** requests that were sent again */
  readonly retries: number;
  readonly unacknowledged: readonly Range[];
  readonly lastError?: string;
}

/** Tests the program and builds it; both are instant when nothing changed. */
export async function buildTelemetryCount(folder: string): Promise<string> {
  const program = join(folder, 'telemetry-count');
  const options = { cwd: join(__dirname, 'telemetry-count'), env: GO_ENVIRONMENT };
  for (const args of [['test', './...'], buildArguments(program)]) {
    const { code, stdout, stderr } = await run('go', args, options);
    if (code !== 0) {
      throw new Error(`go ${args.join(' ')} failed: ${stdout}${stderr}`);
    }
  }
  return program;
}

/** Sends numbered items from the node until everything is acknowledged or given up. */
export async function sendLoad(node: ClusterNode, program: string, options: readonly string[]): Promise<Sending[]> {
  const { code, stdout, stderr } = await node.run([program, 'load', ...options]);
  if (code !== 0) {
    throw new Error(`the load failed (${options.join(' ')}): ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as Sending[];
}
