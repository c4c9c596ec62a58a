/** Our own program in telemetry-count/, built for this run: the load of the node, and what it reports of what it sent. */
import { join } from 'node:path';
import { Signal } from './collector-config';
import { ClusterNode } from './node';
import { testAndBuild } from '../judging/go-program';

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
  /** of who is scraped: those who asked, by their addresses, and how often each did */
  readonly scrapers?: Readonly<Record<string, number>>;
}

/** For this run. */
export function buildTelemetryCount(folder: string): Promise<string> {
  return testAndBuild(join(__dirname, 'telemetry-count'), join(folder, 'telemetry-count'));
}

/** Sends numbered items from the node until everything is acknowledged or given up. */
export async function sendLoad(node: ClusterNode, program: string, options: readonly string[]): Promise<Sending[]> {
  const { code, stdout, stderr } = await node.run([program, 'load', ...options]);
  if (code !== 0) {
    throw new Error(`the load failed (${options.join(' ')}): ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as Sending[];
}
