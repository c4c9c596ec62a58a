import { Duration } from 'cdk8s';
import { burstFindings, DEFAULT_LIMITS, Rates, SHORTEST_RETENTION } from './limits-document';
import { LokiLimits } from './loki-limits';
import { LokiTenant } from './loki-tenant';
import { Finding } from '../../validation';
import { decided } from '../../wiring/mapping';

/**
 * The file of overrides, which every component reads again and again.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#runtime-configuration-file
 */
export function runtimeOverrides(tenants: readonly LokiTenant[]): object {
  const own = tenants.map(({ name, _overrides }) => [name, _overrides] as const).filter(([, overrides]) => Object.keys(overrides).length > 0);
  return { overrides: Object.fromEntries(own) };
}

/** Judges tenants beside each other, and beside what all may do. */
export function tenantFindings(tenants: readonly LokiTenant[], ofAll: LokiLimits = {}): Finding[] {
  return [...nameFindings(tenants), ...inheritedRateFindings(tenants, { ...DEFAULT_LIMITS, ...decided(ofAll) })];
}

/** A tenant that says a burst, and no rate, has the rate of all. */
function inheritedRateFindings(tenants: readonly LokiTenant[], rates: Rates): Finding[] {
  return tenants.flatMap(({ name, _limits: { ingestionBurst, streamBurst, ...own } }) => burstFindings(`'${name}'`, {
    ingestionBurst: own.ingestionRate ? undefined : ingestionBurst, streamBurst: own.streamRate ? undefined : streamBurst,
  }, rates));
}

function nameFindings(tenants: readonly LokiTenant[]): Finding[] {
  const names = tenants.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `there are two tenants called '${name}'`,
    why: 'Loki has one set of limits for a name: those of one would be lost, and nobody could tell their lines apart',
    fix: `one new LokiTenant('${name}', …) with the limits of both, or another name`,
  }));
}

/** How long something may be kept at most; undefined when something is kept for ever, or nothing is deleted. */
export function longestRetention(ofAll: Duration | undefined, tenants: readonly LokiTenant[]): Duration | undefined {
  const kept = [
    ofAll?.toMilliseconds() ?? Infinity,
    ...tenants.flatMap(({ retention, retentionStreams }) => [retention, ...retentionStreams.map((stream) => stream.retention)])
      .flatMap((period) => period === undefined ? [] : [period.toMilliseconds()]),
  ];
  // without a retention of all, tenants that say nothing keep everything
  return kept.includes(Infinity) ? undefined : Duration.millis(Math.max(SHORTEST_RETENTION.toMilliseconds(), ...kept));
}

/** Whether anything is ever deleted. */
export function deletesAnything(ofAll: Duration | undefined, tenants: readonly LokiTenant[]): boolean {
  return ofAll !== undefined || tenants.some(({ retention, retentionStreams }) => retention !== undefined || retentionStreams.length > 0);
}
