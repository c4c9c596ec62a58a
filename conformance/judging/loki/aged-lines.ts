/** Lines of days, as tenants with different retentions wrote them, and which of them are left. */
import { Duration } from 'cdk8s';
import { lineOf } from './monolith';
import { LokiTenant } from '../../../lib';

const DAILY = new LokiTenant('daily', { retention: Duration.days(1) });
const MONTHLY = new LokiTenant('monthly', {
  retention: Duration.days(30), retentionStreams: [{ selector: '{k8s_namespace_name="dev"}', retention: Duration.days(1), priority: 1 }],
});
const OTHERS = new LokiTenant('others');

export const TENANTS: readonly LokiTenant[] = [DAILY, MONTHLY, OTHERS];

/** Who asks for lines to be deleted. */
export const ASKING = MONTHLY.name;

/** Hours ago. */
export const AGES: readonly number[] = [6 * 24, 4 * 24, 2 * 24, 20, 0];

const NAMESPACES = ['dev', 'prod'];
const SECRET = 'card 4111';

/** A line, and where it is: what is of one tenant, namespace and age is a chunk. */
export interface AgedLine {
  readonly tenant: string;
  readonly namespace: string;
  readonly age: number;
  readonly text: string;
}

export const LINES: readonly AgedLine[] = TENANTS.flatMap(({ name: tenant }) => NAMESPACES.flatMap((namespace) => AGES.flatMap((age) => [
  { tenant, namespace, age, text: `${namespace}, ${age} hours ago` },
  ...age === 20 ? [{ tenant, namespace, age, text: `${namespace}, ${age} hours ago: ${SECRET}` }] : [],
])));

export const CHUNKS_OF_AN_AGE = TENANTS.length * NAMESPACES.length;

/** Which lines are left. */
export type Left = (line: AgedLine) => boolean;

export const everything: Left = () => true;

export const withinRetention: Left = ({ tenant, namespace, age }) => age < 24 || tenant === OTHERS.name || (tenant === MONTHLY.name && namespace === 'prod');

/** Lines of a window, and one line of a chunk. */
export const DELETES = [
  { query: '{k8s_namespace_name="prod"}', from: 5 * 24, until: 3 * 24 },
  { query: `{k8s_namespace_name="prod"} |= "${SECRET}"`, from: 22, until: 18 },
] as const;

export const afterDeletes: Left = (line) =>
  withinRetention(line) && !(line.tenant === ASKING && line.namespace === 'prod' && (line.age === 4 * 24 || line.text.includes(SECRET)));

/** The time so many hours ago, in milliseconds. */
export function hoursAgo(hours: number): number {
  return Date.now() - hours * 3_600_000;
}

/** Lines of a tenant and an age, as they are pushed. */
export function pushed(tenant: string, age: number): object[] {
  return LINES.filter((line) => line.tenant === tenant && line.age === age)
    .map(({ namespace, text }) => lineOf(text, { 'service.name': 'shop', 'k8s.namespace.name': namespace }, hoursAgo(age)));
}

/** How a line is named among those of all tenants. */
export function named({ tenant, text }: Pick<AgedLine, 'tenant' | 'text'>): string {
  return `${tenant}: ${text}`;
}

/** How many chunks are what they were, when only these lines are left: others are gone, or written anew. */
export function untouchedChunks(left: Left): number {
  const chunksOf = (lines: readonly AgedLine[]) => new Set(lines.map(({ tenant, namespace, age }) => `${tenant} ${namespace} ${age}`));
  return chunksOf(LINES).size - chunksOf(LINES.filter((line) => !left(line))).size;
}
