import { Finding } from '../../validation';

const LONGEST = 150;

/**
 * What is wrong with the name of a tenant.
 *
 * @see https://github.com/grafana/dskit/blob/main/tenant/tenant.go
 */
export function tenantNameFindings(name: string): Finding[] {
  if (/^[A-Za-z0-9!_.*'()-]+$/.test(name) && name.length <= LONGEST && name !== '.' && name !== '..') {
    return [];
  }
  const tidy = name.replace(/[^A-Za-z0-9!_.*'()-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, LONGEST);
  return [{
    what: `'${name}' is not the name of a tenant`,
    why: `Loki takes at most ${LONGEST} letters, digits and !-_.*'(), and refuses every request of another name`,
    fix: `new LokiTenant('${tidy || 'payments'}')`,
  }];
}
