import { ThanosCache } from './thanos-cache';
import { Needs } from '../../wiring';
import { egressNeeds, mountOf } from '../../wiring/endpoint-needs';

/** What a pod needs to use a cache: a password, certificates, a way there. */
export function cacheNeeds(cache: ThanosCache): Needs {
  return { variables: cache._variables(), mounts: cache._files().map(mountOf), egress: cache._endpoints().flatMap(egressNeeds) };
}
