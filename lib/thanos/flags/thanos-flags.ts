import { COMPACT_FLAGS } from './compact-flags';
import { Flag } from './flag';
import { QUERY_FLAGS } from './query-flags';
import { QUERY_FRONTEND_FLAGS } from './query-frontend-flags';
import { RECEIVE_FLAGS } from './receive-flags';
import { RULE_FLAGS } from './rule-flags';
import { SIDECAR_FLAGS } from './sidecar-flags';
import { STORE_FLAGS } from './store-flags';

/**
 * Every flag of every component, hidden ones too, in all versions from 0.38.0 on; components are called as the program calls them.
 *
 * From the sources of Thanos; the conformance run compares it with the program.
 */
export const THANOS_FLAGS = {
  'query': QUERY_FLAGS,
  'query-frontend': QUERY_FRONTEND_FLAGS,
  'store': STORE_FLAGS,
  'compact': COMPACT_FLAGS,
  'receive': RECEIVE_FLAGS,
  'rule': RULE_FLAGS,
  'sidecar': SIDECAR_FLAGS,
} satisfies { readonly [component: string]: readonly Flag[] };

/** A component of Thanos that runs in a platform. */
export type ThanosComponent = keyof typeof THANOS_FLAGS;

/** The components of Thanos. */
export const THANOS_COMPONENTS = Object.keys(THANOS_FLAGS) as ThanosComponent[];
