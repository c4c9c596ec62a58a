/** Compares what was sent with what arrived. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Signal, SIGNALS } from './collector-config';
import { Count, LoadReport, LoadReports, Range, reportOf, Sink, SinkReport } from './otlp-count';
import { Route } from './world';

/** One signal at one destination. */
export interface Delivery {
  readonly signal: Signal;
  readonly route: string;
  readonly sent: number;
  /** requests that the load sent again */
  readonly retries: number;
  readonly acknowledged: number;
  readonly arrived: number;
  readonly duplicates: number;
  /** acknowledged, but never seen by the sink */
  readonly missing: number;
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

function deliveryOf(signal: Signal, route: string, load: LoadReport, count: Count | undefined): Delivery {
  const arrivedRanges = count?.ranges ?? [];
  const unacknowledged = [...load.unacknowledged].sort(([a], [b]) => a - b);
  // what was never acknowledged may arrive all the same: it counts for nothing
  const arrivedOfAcknowledged = common(arrivedRanges, [[0, load.sent - 1]]) - common(arrivedRanges, unacknowledged);
  return {
    signal,
    route,
    sent: load.sent,
    retries: load.retries,
    acknowledged: load.acknowledged,
    arrived: count?.unique ?? 0,
    duplicates: count?.duplicates ?? 0,
    missing: load.acknowledged - arrivedOfAcknowledged,
  };
}

function compare(loads: LoadReports, report: SinkReport, routes: readonly Route[]): Delivery[] {
  return SIGNALS.flatMap((signal) => routes.filter(({ signals }) => signals.includes(signal)).map(({ name }) =>
    deliveryOf(signal, name, reportOf(loads, signal), report.counts.find((count) => count.signal === signal && count.route === name))));
}

/** Waits while things still arrive; what has not come after `patience` seconds without any progress is missing. */
export async function awaitDelivery(sink: Sink, run: string, loads: LoadReports, routes: readonly Route[], patience: number): Promise<Delivery[]> {
  let deliveries = compare(loads, await sink.report(run), routes);
  const arrived = () => deliveries.reduce((sum, delivery) => sum + delivery.arrived, 0);
  for (let [best, lastProgress] = [arrived(), Date.now()]; deliveries.some(({ missing }) => missing > 0) && Date.now() - lastProgress < patience * 1000;) {
    await sleep(500);
    deliveries = compare(loads, await sink.report(run), routes);
    [best, lastProgress] = arrived() > best ? [arrived(), Date.now()] : [best, lastProgress];
  }
  return deliveries;
}

const NUMBERS = ['sent', 'retries', 'acknowledged', 'arrived', 'duplicates', 'missing'] as const;
const COLUMNS = ['scenario', 'signal', 'destination', ...NUMBERS];

/** Rows of a table, with numbers to the right. */
export function table(rows: ReadonlyArray<{ readonly scenario: string; readonly delivery: Delivery }>): string[] {
  const cells = rows.map(({ scenario, delivery }) =>
    [scenario, delivery.signal, delivery.route, ...NUMBERS.map((name) => delivery[name].toLocaleString('en'))]);
  const all = [COLUMNS, ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => column < 3 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)).join('  ').trimEnd());
}
