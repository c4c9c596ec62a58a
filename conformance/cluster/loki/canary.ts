/** What a canary says of its lines, held against the lines themselves. */
import { askLines } from './asking';
import { AnsweredLine } from './lines';
import { LokiStage } from './loki-stage';
import { CANARY_TENANT } from './program';
import { awaitRight, get } from '../asking';

const PORT = 3500;

/** The counters of its page. */
export interface CanaryCounts {
  readonly entries: number;
  readonly missing: number;
  /** that it has seen without having written them, or long before */
  readonly unexpected: number;
  /** lines that it has seen as they came, over the websocket */
  readonly followed: number;
  /** how often its websocket was opened again: Loki begins with lines of an hour each time */
  readonly reopened: number;
}

/** @throws when a counter is not there: none of a name that nobody knows would be zero */
export function countsOf(page: string): CanaryCounts {
  const count = (name: string) => {
    const [, value] = new RegExp(`^loki_canary_${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(page) ?? [];
    if (value === undefined) {
      throw new Error(`a canary does not show loki_canary_${name}`);
    }
    return Number(value);
  };
  return {
    entries: count('entries_total'),
    missing: count('missing_entries_total'),
    unexpected: count('unexpected_entries_total'),
    followed: count('response_latency_seconds_count'),
    reopened: count('ws_reconnects_total'),
  };
}

/** Its own number for a line is when it wrote it, in nanoseconds. */
const WRITTEN_AT = /^(\d{19}) /;

/**
 * What is wrong with the lines of a canary: it counts one as missing only when it has looked for it for five minutes, so they are counted here as well.
 * What it counts as duplicates are lines that it was shown more than once as they came: Loki shows who follows lines the copy of another ingester again when it comes later, and promises no more.
 * Who asks sees each line once.
 *
 * @param counts what it had counted
 * @param until milliseconds since 1970 at which that was known: one more line may have been written, and was not counted yet
 */
export function canaryProblems(
  { entries, missing, unexpected, reopened }: CanaryCounts, until: number, lines: readonly AnsweredLine[],
): string[] {
  const numbers = lines.map(({ text }) => WRITTEN_AT.exec(text)?.[1]);
  const known = new Set(numbers.filter((number) => number !== undefined && BigInt(number) <= BigInt(until) * 1_000_000n));
  const [twice, foreign] = [numbers.length - new Set(numbers).size, numbers.filter((number) => number === undefined).length];
  return [
    ...entries > 0 ? [] : ['it has written nothing'],
    ...missing === 0 && (reopened > 0 || unexpected === 0) ? [] : [`it counts ${missing} missing, and ${unexpected} that it never wrote`],
    ...known.size === entries || known.size === entries + 1 ? [] : [`of ${entries} lines, ${known.size} are there`],
    ...twice === 0 ? [] : [`${twice} are there more than once`],
    ...foreign === 0 ? [] : [`${foreign} are not its own`],
  ];
}

/** Says whether each line of the canary so far is there once, by its own account and by what its tenant sees. Returns what it has counted. */
export async function expectCanary(stage: LokiStage, claim: string): Promise<CanaryCounts | undefined> {
  const { canaries, checks } = stage;
  if (canaries === undefined) {
    return undefined;
  }
  const [{ metadata, status }] = await canaries.pods() as [Awaited<ReturnType<typeof canaries.pods>>[number]];
  const page = async () => countsOf(await get(stage, `http://${status.podIP}:${PORT}/metrics`));
  const before = await page();
  const until = Date.now();
  const look = async () => canaryProblems({ ...await page(), entries: before.entries }, until, await askLines(stage, CANARY_TENANT, `{loki_canary="${metadata.name}"}`));
  const problems = await awaitRight(look, ({ length }) => length === 0);
  checks.expect(`${claim}: each of ${before.entries} lines of the canary is there once, and it misses none`, problems.length === 0, problems.join('; '));
  return before;
}
