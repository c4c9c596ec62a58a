import { Finding } from '../validation';
import { SERVICE_NAME } from './tenants/enforced-labels';

/** The label by which a canary finds its own lines again. */
export const CANARY_LABEL = 'loki_canary';

/** What Loki makes of its lines: its label, `-streamname`, and the service that Loki names. */
const LABELS: readonly string[] = [CANARY_LABEL, 'stream', SERVICE_NAME];

/** Judges whether a tenant may write the lines of a canary. */
export function canaryLabelFindings(tenant: string, enforced: readonly string[]): Finding[] {
  const missing = enforced.filter((label) => !LABELS.includes(label));
  return missing.length === 0 ? [] : [{
    what: `the canary writes as '${tenant}', whose streams must have ${missing.join(', ')}`,
    why: `its own have ${LABELS.join(', ')}, and nothing else: Loki refuses every line of it, and it tells of all of them as missing`,
    fix: "new LokiTenant('canary', { enforcedLabels: [] }) among tenants, and as the tenant of the canary",
  }];
}
