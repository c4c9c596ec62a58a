/** Requests, errors and durations, counted before traces are sampled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GeneratedSpan, GeneratedTrace } from './generated-traces';
import { TracesStage } from './traces-stage';
import { Series } from '../sink';

const CALLS = 'traces_span_metrics_calls_total';
const DURATIONS = 'traces_span_metrics_duration_seconds_count';

/** Longer than it takes until the metrics of every sampler are sent again. */
const PATIENCE_MS = 120_000;

type Counts = Readonly<Record<string, number>>;

function countBy<T>(list: readonly T[], key: (one: T) => string, value: (one: T) => number): Counts {
  const counts: Record<string, number> = {};
  list.forEach((one) => { counts[key(one)] = (counts[key(one)] ?? 0) + value(one); });
  return counts;
}

function ofService(series: Series): string {
  const { service_name: service = 'nobody', status_code: status } = series.labels;
  return `${service} ${status === 'STATUS_CODE_ERROR' ? 'failed' : 'went well'}`;
}

function text(counts: Counts): string {
  return Object.entries(counts).sort(([a], [b]) => a < b ? -1 : 1).map(([key, count]) => `${key}: ${count}`).join(', ');
}

/** Each is counted, and nothing besides but what was sent again. */
function countsEach(found: Counts, wanted: Counts, again: number): boolean {
  const keys = [...new Set([...Object.keys(found), ...Object.keys(wanted)])];
  const more = keys.map((key) => (found[key] ?? 0) - (wanted[key] ?? 0));
  return more.every((count) => count >= 0) && more.reduce((sum, count) => sum + count, 0) <= again;
}

/**
 * They count every span that was sent, though most traces are dropped.
 *
 * @param again how many spans came to samplers more than once, and are counted as often
 */
export async function expectRedMetrics({ sink, checks }: TracesStage, run: string, traces: readonly GeneratedTrace[], again: number): Promise<void> {
  const spans = traces.flatMap((trace) => trace.spans);
  const wanted = countBy(spans, ({ service, failed }: GeneratedSpan) => `${service} ${failed ? 'failed' : 'went well'}`, () => 1);
  for (const metric of [CALLS, DURATIONS]) {
    const counted = async () => countBy(await sink.series(metric), ofService, ({ highest }) => highest ?? 0);
    const deadline = Date.now() + PATIENCE_MS;
    let found = await counted();
    while (!countsEach(found, wanted, again) && Date.now() < deadline) {
      await sleep(1_000);
      found = await counted();
    }
    checks.expect(`${run}: ${metric} counts each of ${spans.length.toLocaleString('en')} spans, by service and whether it failed`, countsEach(found, wanted, again),
      `${text(found)}, not ${text(wanted)}`);
  }
}
