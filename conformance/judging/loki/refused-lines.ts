/** What a running Loki takes of its tenants, and what it refuses: what the library says of their limits. */
import { Size } from 'cdk8s';
import { during, lineOf, linesOf, push, RunningLoki, startIn } from './monolith';
import { LokiTenant } from '../../../lib';
import { temporaryFolder } from '../processes';

const FREE = new LokiTenant('free');
const LABELLED = new LokiTenant('labelled', { enforcedLabels: ['k8s_namespace_name', 'k8s_container_name'] });
const NAMED = new LokiTenant('named', { enforcedLabels: ['service_name'] });
const SLOW = new LokiTenant('slow', { streamRate: Size.kibibytes(1), streamBurst: Size.kibibytes(4) });
const SHORT = new LokiTenant('short', { maxLineSize: Size.kibibytes(1), truncateLines: false });
const BLOCKED = new LokiTenant('blocked', { blockedUntil: '2261-01-01T00:00:00Z' });
const FORMER = new LokiTenant('former', { blockedUntil: '2026-01-01T00:00:00.5+01:00' });
const CUT = new LokiTenant('cut', { maxLineSize: Size.kibibytes(1) });

const WHOLE = { 'service.name': 'shop', 'k8s.namespace.name': 'eu', 'k8s.container.name': 'web' };
const NO_CONTAINER = { 'service.name': 'shop', 'k8s.namespace.name': 'eu', 'k8s.pod.name': 'web-0' };
const NO_SERVICE = { 'k8s.pod.name': 'web-0' };
const HOUR = 3_600_000;
const LONG = 'x'.repeat(2048);

/** Three of 2 KiB, which are more than the burst of one stream and less than that of three. */
const inOneStream = [1, 2, 3].map((each) => lineOf(`${each}${LONG}`, WHOLE));
const inThree = [1, 2, 3].map((each) => lineOf(`${each}${LONG}`, { ...WHOLE, 'service.name': `shop-${each}` }));

interface Case {
  readonly what: string;
  readonly tenant: LokiTenant;
  readonly lines: readonly object[];
  readonly answer: number;
}

const CASES: readonly Case[] = [
  { what: 'a line with every enforced label', tenant: LABELLED, lines: [lineOf('a', WHOLE)], answer: 204 },
  { what: 'a line without one of them', tenant: LABELLED, lines: [lineOf('a', NO_CONTAINER)], answer: 400 },
  { what: 'more than the burst of a stream', tenant: SLOW, lines: inOneStream, answer: 429 },
  { what: 'as much in three streams', tenant: SLOW, lines: inThree, answer: 204 },
  { what: 'a line that is too long', tenant: SHORT, lines: [lineOf(LONG, WHOLE)], answer: 400 },
  { what: 'a line of who is blocked', tenant: BLOCKED, lines: [lineOf('a', WHOLE)], answer: 260 },
  { what: 'a line of who was blocked', tenant: FORMER, lines: [lineOf('a', WHOLE)], answer: 204 },
  { what: 'a line that is cut', tenant: CUT, lines: [lineOf(LONG, WHOLE)], answer: 204 },
  { what: 'a line of nobody knows which service, where a name is enforced', tenant: NAMED, lines: [lineOf('a', NO_SERVICE)], answer: 204 },
];

async function answered({ url }: RunningLoki, each: Case, tenant = each.tenant): Promise<string[]> {
  const answer = await push(url, each.lines, tenant.name);
  const expected = tenant === FREE ? 204 : each.answer;
  return answer === expected ? [] : [`${each.what}, of '${tenant.name}', is answered by ${answer}, not by ${expected}`];
}

/** What is answered otherwise; a tenant without limits of its own may write all of it. */
async function complaintsOnCases(): Promise<string[]> {
  return during(await startIn(temporaryFolder('loki'), [FREE, LABELLED, NAMED, SLOW, SHORT, CUT, BLOCKED, FORMER]), async (loki) => {
    await loki.daemon.until('Loki takes lines', async () => await push(loki.url, [lineOf('hello', WHOLE)], FREE.name) === 204);
    const complaints: string[] = [];
    for (const each of CASES) {
      complaints.push(...await answered(loki, each), ...await answered(loki, each, FREE));
    }
    await loki.daemon.until('the line that is cut has 1 KiB', async () => {
      const lines = await linesOf(loki.url, CUT.name, Date.now() - HOUR);
      return lines.length === 1 && lines[0] === LONG.slice(0, 1024);
    });
    return complaints;
  });
}

/** Where Loki names no service, a name can be enforced. */
async function complaintsOnNames(): Promise<string[]> {
  const instead = { limits_config: { discover_service_name: [] } };
  return during(await startIn(temporaryFolder('loki'), [FREE, NAMED], { instead }), async (loki) => {
    await loki.daemon.until('Loki takes lines', async () => await push(loki.url, [lineOf('hello', WHOLE)], NAMED.name) === 204);
    const without = { ...CASES.at(-1)!, lines: [lineOf('a', { 'k8s.namespace.name': 'eu' })], answer: 400 };
    return [...await answered(loki, without), ...await answered(loki, without, FREE)];
  });
}

export async function complaintsOnLines(): Promise<string[]> {
  return [...await complaintsOnCases(), ...await complaintsOnNames()];
}
