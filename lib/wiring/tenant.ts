import { Finding } from '../validation';

/** The header by which Loki and Tempo tell tenants apart. */
export const TENANT_HEADER = 'X-Scope-OrgID';

const LONGEST = 150;

/** Whose tenants they are. */
export interface TenantsOf {
  /** As sentences call it. */
  readonly program: string;
  /** The class by which a tenant is made. */
  readonly className: string;
}

/**
 * What is wrong with the name of a tenant.
 *
 * @see https://github.com/grafana/dskit/blob/main/tenant/tenant.go
 */
export function tenantNameFindings(name: string, { program, className }: TenantsOf): Finding[] {
  if (/^[A-Za-z0-9!_.*'()-]+$/.test(name) && name.length <= LONGEST && name !== '.' && name !== '..') {
    return [];
  }
  const tidy = name.replace(/[^A-Za-z0-9!_.*'()-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, LONGEST);
  return [{
    what: `'${name}' is not the name of a tenant`,
    why: `${program} takes at most ${LONGEST} letters, digits and !-_.*'(), and refuses every request of another name`,
    fix: `new ${className}('${tidy || 'payments'}')`,
  }];
}
