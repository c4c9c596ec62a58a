/** More requests at once than the memory of a collector can hold. */
import { logLines } from './collector-logs';
import { Receiving } from './collectors';
import { RunningCollector } from './running-collector';
import { load, Stage } from './stage';
import { Sending } from './telemetry-count';
import { podTemplate } from '../judging/kubernetes-types';

/** Items of a request and small attributes of each: together a little less than the 4 MiB that receivers take, and decoded many times as much. */
const ITEMS = 500;
const ATTRIBUTES = 450;
/** In flight at once in the first flood: so many MiB of memory for each may be enough. */
const MEMORY_PER_REQUEST_MI = 96;
const SIGNALS = ['traces', 'logs'] as const;

function mebibytes(quantity: string | number | undefined): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(String(quantity ?? '')) ?? [];
  if (amount === undefined) {
    throw new Error(`the memory limit ${quantity ?? 'of nothing'} is not in Mi or Gi`);
  }
  return Number(amount) * (unit === 'Gi' ? 1024 : 1);
}

/** How much is too much depends on how quickly a collector gets rid of it: so it comes again, more each time, so often at most. */
const MOST_FLOODS = 8;

/** Whether the memory limiter of a collector has refused anything by now. */
export function hasRefused({ node }: Stage, { collector }: RunningCollector<Receiving>): boolean {
  return logLines(node, collector, /Refusing data/).length > 0;
}

/**
 * Floods until something is refused. They grow: all that a fast machine can take, at once, is more than the limiter of a slow one, which looks once in a
 * second, can stop in time.
 */
export async function floodUntilRefused(stage: Stage, running: RunningCollector<Receiving>, run: string): Promise<Sending[]> {
  const sendings: Sending[] = [];
  for (let round = 1; round <= MOST_FLOODS && !hasRefused(stage, running); round += 1) {
    sendings.push(...await flood(stage, running, run, round));
  }
  return sendings;
}

/** Sends until everything is taken: from the node, so that no application's memory is in the way. */
function flood(stage: Stage, { collector, name, replicas }: RunningCollector<Receiving>, run: string, round: number): Promise<Sending[]> {
  const memory = podTemplate(collector.workload)?.spec.containers[0]?.resources?.limits?.memory;
  const inFlight = Math.ceil(round * mebibytes(memory) * replicas / MEMORY_PER_REQUEST_MI / SIGNALS.length);
  return load(stage, collector.endpoints.grpc, run, 1, [
    '--signals', SIGNALS.join(','), '--source', `flood-${round}-of-${name}`, '--ballast', String(ATTRIBUTES), '--batch', String(ITEMS),
    '--rate', String(ITEMS * inFlight), '--workers', String(inFlight), '--timeout', '20s',
  ]);
}
