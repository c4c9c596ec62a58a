/** What every scenario needs: a running node, a gateway on it, and the sink behind its destinations. */
import { Checks } from './checks';
import { Receiving } from './collectors';
import { awaitDelivery, Delivery, table, Waiting } from './delivery';
import { ClusterNode } from './node';
import { RunningCollector } from './running-collector';
import { Sink } from './sink';
import { sendLoad, Sending } from './telemetry-count';
import { World } from './world';

export interface Stage {
  readonly node: ClusterNode;
  /** the path of our own program */
  readonly program: string;
  readonly sink: Sink;
  readonly world: World;
  readonly checks: Checks;
  readonly gateway: RunningCollector<Receiving>;
}

/** Longer than the longest pause between two attempts of an exporter, 30 s and half of it again. */
export const PATIENCE_S = 60;
/** For a loss that is expected: nothing is left that could still arrive. */
export const SHORT_PATIENCE_S = 15;

/** Numbered items of every signal that leaves the cluster, from the node, until each is acknowledged. */
export async function load({ node, program, world }: Stage, endpoint: string, run: string, seconds: number, more: readonly string[] = []): Promise<Sending[]> {
  const sendings = await sendLoad(node, program, [
    '--endpoint', endpoint, '--signals', world.signals.join(','), '--run', run, '--duration', `${seconds}s`, ...more,
  ]);
  // nothing that was not sent may count as delivered
  const unsent = world.signals.filter((signal) => !sendings.some((one) => one.signal === signal && one.sent > 0));
  if (unsent.length > 0 && !more.includes('--signals')) {
    throw new Error(`no ${unsent.join(', ')} were sent`);
  }
  return sendings;
}

/** Lets everything arrive that can. */
export function awaitSettled({ sink, world }: Stage, scenario: string, sendings: readonly Sending[], waiting: Partial<Waiting> = {}): Promise<Delivery[]> {
  return awaitDelivery(sink, scenario, sendings, world.routes, { allowed: waiting.allowed, patience: waiting.patience ?? PATIENCE_S });
}

/** Lets everything arrive that can, says what did, and whether the collector took it. */
export async function settle(stage: Stage, scenario: string, sendings: readonly Sending[], patience?: number): Promise<Delivery[]> {
  const deliveries = await awaitSettled(stage, scenario, sendings, { patience });
  console.log(table(scenario, deliveries).map((line) => `      ${line}`).join('\n'));
  for (const signal of stage.world.signals) {
    const pushed = sendings.filter((one) => one.signal === signal);
    const refused = pushed.find(({ unacknowledged }) => unacknowledged.length > 0);
    stage.checks.expect(`${scenario}: all ${signal} were acknowledged`, pushed.length > 0 && refused === undefined, refused?.lastError);
  }
  return deliveries;
}

export function expectNothingMissing({ checks }: Stage, scenario: string, deliveries: readonly Delivery[]): void {
  deliveries.forEach(({ signal, kind, route, missing, damaged }) =>
    checks.expect(`${scenario}: all ${signal} (${kind}) arrived whole at ${route}`, missing === 0 && damaged === 0, `${missing} missing, ${damaged} damaged`));
}

/** Destinations see the credentials from the Secrets. */
export async function expectCredentials({ sink, world, checks }: Stage): Promise<void> {
  const { headers } = await sink.report();
  for (const { name, headers: promised } of world.routes) {
    for (const [header, value] of promised) {
      const received = headers[name]?.[header] ?? [];
      checks.expect(`${name} received the header ${header}`, received.length === 1 && received[0] === value, `${received.length} values`);
    }
  }
}
