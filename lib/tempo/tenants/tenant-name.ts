import { Finding } from '../../validation';
import { tenantNameFindings } from '../../wiring/tenant';

/** What is wrong with the name of a tenant of Tempo. */
export function nameFindings(name: string): Finding[] {
  return tenantNameFindings(name, { program: 'Tempo', className: 'TempoTenant' });
}
