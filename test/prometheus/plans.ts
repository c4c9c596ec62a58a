import { PrometheusOptions } from '../../lib';
import { PrometheusPlan, resolvePlan } from '../../lib/prometheus/prometheus-plan';
import { VersionCatalog, VersionCatalogProps } from '../../lib/versions';

export const CLUSTER = { name: 'prod', region: 'eu-west-1' };

/** The plan of a Prometheus as a program would ask for it. */
export function planOf(options: Partial<PrometheusOptions> = {}, versions: VersionCatalogProps = {}): PrometheusPlan {
  return resolvePlan({ cluster: CLUSTER, ...options }, new VersionCatalog(versions));
}
