/** Compares what was sent with what arrived. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Signal, SIGNALS } from './collector-config';
import { Count, Sink, SinkReport } from './sink';
import { Range, Sending } from './telemetry-count';
import { Route } from './world';

/** One kind of one signal at one destination, of all its sources. */
export interface Delivery {
  readonly signal: Signal;
  readonly kind: string;
  readonly route: string;
  readonly sent: number;
  /** requests that were sent again */
  readonly retries: number;
  readonly acknowledged: number;
  readonly arrived: number;
  readonly duplicates: number;
  /** came, but not whole */
  readonly damaged: number;
  /** acknowledged, but never seen whole by the sink */
  readonly missing: number;
}

function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** How many numbers two sets have in common; both are sorted ranges. */
function common(a: readonly Range[], b: readonly Range[]): number {
  let total = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [aFirst, aLast] = a[i]!;
    const [bFirst, bLast] = b[j]!;
    total += Math.max(0, Math.min(aLast, bLast) - Math.max(aFirst, bFirst) + 1);
    aLast < bLast ? i += 1 : j += 1;
  }
  return total;
}

/** What of one source's numbers one route did not see. */
function missing({ sent, unacknowledged }: Sending, arrived: readonly Range[]): number {
  const given = [...unacknowledged].sort(([a], [b]) => a - b);
  // what was never acknowledged may arrive all the same: it counts for nothing
  return sent - size(given) - (common(arrived, [[0, sent - 1]]) - common(arrived, given));
}

function deliveryOf(route: string, sendings: readonly Sending[], counts: readonly Count[]): Delivery {
  const { signal, kind } = sendings[0]!;
  const here = counts.filter((count) => count.route === route && count.signal === signal && count.kind === kind);
  const sum = <T>(list: readonly T[], value: (one: T) => number) => list.reduce((total, one) => total + value(one), 0);
  return {
    signal,
    kind,
    route,
    sent: sum(sendings, ({ sent }) => sent),
    retries: sum(sendings, ({ retries }) => retries),
    acknowledged: sum(sendings, ({ sent, unacknowledged }) => sent - size(unacknowledged)),
    arrived: sum(here, ({ unique }) => unique),
    duplicates: sum(here, ({ duplicates }) => duplicates),
    damaged: sum(here, ({ damaged }) => damaged),
    missing: sum(sendings, (sending) => missing(sending, here.find(({ source }) => source === sending.source)?.ranges ?? [])),
  };
}

export function compare(sendings: readonly Sending[], { counts }: SinkReport, routes: readonly Route[]): Delivery[] {
  return SIGNALS.flatMap((signal) => {
    const kinds = [...new Set(sendings.filter((one) => one.signal === signal).map(({ kind }) => kind))];
    return kinds.flatMap((kind) => routes.filter(({ signals }) => signals.includes(signal)).map(({ name }) =>
      deliveryOf(name, sendings.filter((one) => one.signal === signal && one.kind === kind), counts)));
  });
}

export interface Waiting {
  /** how long nothing may arrive before what has not come is missing */
  readonly patience: number;
  /** how much of a kind may be missing: nobody waits for it */
  readonly allowed?: (kind: string) => number;
}

/** Waits while things still arrive. */
export async function awaitDelivery(
  sink: Sink, run: string, sendings: readonly Sending[], routes: readonly Route[], { patience, allowed = () => 0 }: Waiting,
): Promise<Delivery[]> {
  const look = async () => compare(sendings, await sink.report(run), routes);
  const arrived = (list: readonly Delivery[]) => list.reduce((sum, delivery) => sum + delivery.arrived, 0);
  let deliveries = await look();
  let lastProgress = Date.now();
  while (deliveries.some(({ kind, missing: absent }) => absent > allowed(kind)) && Date.now() - lastProgress < patience * 1000) {
    await sleep(500);
    const now = await look();
    lastProgress = arrived(now) > arrived(deliveries) ? Date.now() : lastProgress;
    deliveries = now;
  }
  return deliveries;
}

const NUMBERS = ['sent', 'retries', 'acknowledged', 'arrived', 'duplicates', 'damaged', 'missing'] as const;
const COLUMNS = ['scenario', 'signal', 'kind', 'destination', ...NUMBERS];
const FIRST_NUMBER = COLUMNS.length - NUMBERS.length;

/** Rows of a table, with numbers to the right. */
export function table(scenario: string, deliveries: readonly Delivery[]): string[] {
  const cells = deliveries.map((delivery) =>
    [scenario, delivery.signal, delivery.kind, delivery.route, ...NUMBERS.map((name) => delivery[name].toLocaleString('en'))]);
  const all = [COLUMNS, ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => column < FIRST_NUMBER ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)).join('  ').trimEnd());
}
