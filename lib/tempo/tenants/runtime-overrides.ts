import { Duration } from 'cdk8s';
import { LimitsPlan, limitsDocument, OverridesDocument } from './limits-document';
import { TempoTenant } from './tempo-tenant';
import { Finding } from '../../validation';
import { decided } from '../../wiring/mapping';

/**
 * The file that running pods read again, by tenant; who says nothing is not in it.
 *
 * @param everybody what holds for those who say nothing else
 * @param further blocks that are the same for all, made anew for each
 * @see https://grafana.com/docs/tempo/latest/configuration/#tenant-specific-overrides
 */
export function runtimeOverrides(tenants: readonly TempoTenant[], everybody: LimitsPlan, further: () => OverridesDocument): object {
  return {
    overrides: Object.fromEntries(tenants.filter(saysAnything).map(({ name, limits, retention }) => [name, {
      ...limitsDocument({ limits: { ...everybody.limits, ...decided(limits) }, retention: retention ?? everybody.retention }),
      ...further(),
    }])),
  };
}

function saysAnything({ limits, retention }: TempoTenant): boolean {
  return retention !== undefined || Object.values(limits).some((limit) => limit !== undefined);
}

/** Judges tenants beside each other. */
export function tenantFindings(tenants: readonly TempoTenant[], multitenancy: boolean): Finding[] {
  const names = tenants.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...twice.map((name) => ({
      what: `two tenants are called '${name}'`,
      why: 'the limits of the later one would win, and nobody would know',
      fix: `one new TempoTenant('${name}', { … }) with the limits of both`,
    })),
    ...multitenancy || tenants.length === 0 ? [] : [{
      what: `there are tenants (${names.join(', ')}), and multitenancy is off`,
      why: 'Tempo keeps everything as one tenant then, whatever a request says: their limits would never hold',
      fix: 'multitenancy: true, or leave tenants out',
    }],
  ];
}

/** The time after which nothing is left of anybody. */
export function longestRetention(retention: Duration, tenants: readonly TempoTenant[]): Duration {
  return Duration.millis(Math.max(retention.toMilliseconds(), ...tenants.map((tenant) => tenant.retention?.toMilliseconds() ?? 0)));
}
