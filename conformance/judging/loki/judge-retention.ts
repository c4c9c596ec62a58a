/** Lokis with shortened clocks, each on a copy of the same store: which lines retention and delete requests take away, and which they leave. */
import { cpSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterDeletes, AGES, ASKING, CHUNKS_OF_AN_AGE, DELETES, everything, hoursAgo, Left, LINES, named, pushed, TENANTS, untouchedChunks, withinRetention } from './aged-lines';
import { during, linesOf, MonolithChanges, push, RunningLoki, startIn, STORE } from './monolith';
import { LokiTenant } from '../../../lib';
import { temporaryFolder } from '../processes';
import { Verdict } from '../verdict';

export const LOKI_RETENTION = 'loki retention';

/** Seconds in the place of hours. Two waits are no settings: a request waits for another minute, and marks are read at a start and then once a minute. */
const SHORTENED = {
  compactor: { compaction_interval: '4s', apply_retention_interval: '4s', retention_delete_delay: '1s', delete_request_cancel_period: '1s' },
};

const NAMES = TENANTS.map(({ name }) => name);

/** What is left: the lines that a Loki answers with, by their names, and the files of chunks. */
interface Kept {
  readonly lines: readonly string[];
  readonly chunks: readonly string[];
}

/** What one Loki does, and which lines should be left after it. */
interface Case {
  readonly what: string;
  readonly left: Left;
  readonly changes: MonolithChanges;
  readonly tenants: readonly LokiTenant[];
  /** Until when it is left to work; what it answers wrongly meanwhile. */
  readonly work: (loki: RunningLoki) => Promise<string[]>;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function chunksIn(folder: string): string[] {
  const store = join(folder, STORE, sep);
  return filesIn(store).map((file) => file.slice(store.length)).filter((file) => NAMES.some((tenant) => file.startsWith(`${tenant}${sep}`)));
}

/** A store with all lines. A Loki hands its index over when it ends; one that goes on takes a quarter of an hour for it. */
async function storeOfAll(): Promise<string> {
  const folder = temporaryFolder('loki');
  await during(await startIn(folder, TENANTS), async ({ url, daemon }) => {
    for (const [index, age] of AGES.entries()) {
      for (const tenant of NAMES) {
        await daemon.until('lines are taken', async () => await push(url, pushed(tenant, age), tenant) === 204);
      }
      await fetch(`${url}/flush`, { method: 'POST' });
      await daemon.until('chunks are in the store', () => chunksIn(folder).length === CHUNKS_OF_AN_AGE * (index + 1));
    }
  });
  return folder;
}

/** Every line that it has of a tenant, by name. */
async function namedLinesOf(url: string, tenant: string): Promise<string[]> {
  return (await linesOf(url, tenant, hoursAgo(7 * 24))).map((text) => named({ tenant, text }));
}

/** It works on a copy of the store, and is started anew before it is asked: what it has in memory by then would hide what is gone. */
async function keptBy({ changes, tenants, work }: Case, origin: string): Promise<Kept & { readonly complaints: readonly string[] }> {
  const folder = temporaryFolder('loki');
  cpSync(join(origin, STORE), join(folder, STORE), { recursive: true });
  const start = () => startIn(folder, tenants, { ...changes, instead: SHORTENED });
  const complaints = await during(await start(), work);
  const lines = await during(await start(), async ({ url, daemon }) => {
    await daemon.until('it answers', () => namedLinesOf(url, NAMES[0]!).then(() => true, () => false));
    await daemon.until('what is marked is deleted', () => !filesIn(folder).some((file) => file.includes(`${sep}markers${sep}`)));
    return (await Promise.all(NAMES.map((tenant) => namedLinesOf(url, tenant)))).flat();
  });
  return { lines, chunks: chunksIn(folder), complaints };
}

/** The sum of a metric over its labels. */
async function countOf({ url }: RunningLoki, metric: string): Promise<number> {
  const page = await fetch(`${url}/metrics`).then((answer) => answer.text(), () => '');
  return page.split('\n').filter((line) => line.startsWith(metric)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function hasRunTwice(loki: RunningLoki, operation: string): Promise<void> {
  await loki.daemon.until(`${operation} has run twice`, async () => await countOf(loki, `${operation}_operation_total{status="success"}`) >= 2);
}

function askToDelete({ url }: RunningLoki, { query, from, until }: typeof DELETES[number], tenant?: string): Promise<number> {
  const seconds = (hours: number) => `${Math.floor(hoursAgo(hours) / 1000)}`;
  const asked = new URLSearchParams({ query, start: seconds(from), end: seconds(until) });
  const headers: Record<string, string> = tenant === undefined ? {} : { 'X-Scope-OrgID': tenant };
  return fetch(`${url}/loki/api/v1/delete?${asked}`, { method: 'POST', headers }).then(({ status }) => status, () => 0);
}

const CASES: readonly Case[] = [
  {
    what: 'retention, and deletes of a compactor',
    left: afterDeletes,
    changes: { hasCompactor: true },
    tenants: TENANTS,
    work: async (loki) => {
      for (const request of DELETES) {
        await loki.daemon.until(`'${request.query}' is taken`, async () => await askToDelete(loki, request, ASKING) === 204);
      }
      const ofNobody = await askToDelete(loki, DELETES[0]);
      await loki.daemon.until('requests are processed', async () => await countOf(loki, 'loki_compactor_delete_requests_processed_total') === DELETES.length, 180);
      return ofNobody === 401 ? [] : [`a request of nobody is answered by ${ofNobody}`];
    },
  },
  {
    what: 'retention of a monolith, where nobody may delete',
    left: withinRetention,
    changes: {},
    tenants: TENANTS,
    work: async (loki) => {
      await hasRunTwice(loki, 'loki_compactor_apply_retention');
      const answer = await askToDelete(loki, DELETES[0], ASKING);
      return answer === 403 ? [] : [`a request is answered by ${answer}`];
    },
  },
  {
    what: 'no retention',
    left: everything,
    changes: { plan: { retention: undefined, deletes: false } },
    tenants: NAMES.map((name) => new LokiTenant(name)),
    work: async (loki) => {
      await hasRunTwice(loki, 'loki_boltdb_shipper_compact_tables');
      return [];
    },
  },
];

function differences({ lines, chunks }: Kept, before: readonly string[], left: Left): string[] {
  const asBefore = before.filter((chunk) => chunks.includes(chunk)).length;
  const untouched = untouchedChunks(left);
  return [
    ...LINES.filter((line) => lines.includes(named(line)) !== left(line)).map((line) => `'${named(line)}' is ${left(line) ? 'gone' : 'still there'}`),
    ...asBefore === untouched ? [] : [`${asBefore} chunks of ${before.length} are what they were, and should be ${untouched}`],
  ];
}

/** What is wrong, and which expectations of other cases would be found right too. */
async function complaintsOn(each: Case, origin: string): Promise<string[]> {
  const before = chunksIn(origin);
  const kept = await keptBy(each, origin);
  const blind = CASES.filter(({ left }) => left !== each.left && differences(kept, before, left).length === 0);
  return [...kept.complaints, ...differences(kept, before, each.left), ...blind.map(({ what }) => `nothing tells it from '${what}'`)];
}

/** All at once: most of the time, requests wait to be worked on. */
export async function judgeLokiRetention(): Promise<Verdict[]> {
  const origin = storeOfAll();
  return Promise.all(CASES.map(async (each) => {
    const complaints = await origin.then((folder) => complaintsOn(each, folder)).catch(({ message }: Error) => [message]);
    return { judge: LOKI_RETENTION, example: 'lib', file: 'loki', object: each.what, findings: complaints.map((message) => ({ check: 'loki', message })) };
  }));
}
