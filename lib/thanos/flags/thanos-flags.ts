import { COMPACT_FLAGS } from './compact-flags';
import { Flag } from './flag';
import { QUERY_FLAGS } from './query-flags';
import { QUERY_FRONTEND_FLAGS } from './query-frontend-flags';
import { RECEIVE_FLAGS } from './receive-flags';
import { RULE_FLAGS } from './rule-flags';
import { SIDECAR_FLAGS } from './sidecar-flags';
import { STORE_FLAGS } from './store-flags';

/** The components of Thanos that run in a platform, as the program calls them. */
export type ThanosComponent = 'query' | 'query-frontend' | 'store' | 'compact' | 'receive' | 'rule' | 'sidecar';

/**
 * Every flag of every component, hidden ones too, in all versions from 0.38.0 on.
 *
 * From the sources of Thanos; the conformance run compares it with the program.
 */
export const THANOS_FLAGS: { readonly [component in ThanosComponent]: readonly Flag[] } = {
  'query': QUERY_FLAGS,
  'query-frontend': QUERY_FRONTEND_FLAGS,
  'store': STORE_FLAGS,
  'compact': COMPACT_FLAGS,
  'receive': RECEIVE_FLAGS,
  'rule': RULE_FLAGS,
  'sidecar': SIDECAR_FLAGS,
};

/** The components of Thanos. */
export const THANOS_COMPONENTS = Object.keys(THANOS_FLAGS) as ThanosComponent[];
