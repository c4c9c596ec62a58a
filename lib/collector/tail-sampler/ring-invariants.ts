import { RoutingTier } from './trace-id-destination';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';

/**
 * Versions from which on the load-balancing exporter spreads traces in another way than before.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/releases/tag/v0.157.0
 */
const SPREADS_ANEW_SINCE = ['0.157.0'];

/** Routers that would send the spans of one trace to different samplers. */
export function ringFindings(tiers: readonly RoutingTier[]): Finding[] {
  const waysOf = ({ collectorVersion }: RoutingTier) => SPREADS_ANEW_SINCE.filter((since) => isAtLeast(collectorVersion, since)).length;
  const [first, ...others] = [...tiers].sort((a, b) => waysOf(b) - waysOf(a));
  const other = first && others.find((tier) => waysOf(tier) !== waysOf(first));
  return first === undefined || other === undefined ? [] : [{
    what: `${first.path} routes with collector ${first.collectorVersion}, and ${other.path} with ${other.collectorVersion}`,
    why: `from ${SPREADS_ANEW_SINCE[0]} on the collector spreads traces in another way: spans of one trace would go to different samplers`,
    fix: `versions: new VersionCatalog({ collector: '${first.collectorVersion}' }) for ${other.path}`,
  }];
}
