import { decided } from './mapping';
import { AccessRule, NamespaceAccessRule } from './needs';
import { canonical } from './needs-sum';

/** What a pod may do in one namespace: the rules of one Role. */
export interface NamespaceAccess {
  readonly namespace?: string;
  readonly rules: AccessRule[];
}

/** The Roles that a pod needs, one for each namespace; that of its own namespace has no name when the pod has none. */
export function rolesOf(rules: readonly NamespaceAccessRule[], own?: string): NamespaceAccess[] {
  const byNamespace = new Map<string | undefined, AccessRule[]>();
  for (const { namespace = own, ...granted } of rules) {
    const known = byNamespace.get(namespace) ?? [];
    const rule = decided(granted);
    byNamespace.set(namespace, known.some((other) => canonical(other) === canonical(rule)) ? known : [...known, rule]);
  }
  return [...byNamespace].map(([namespace, granted]) => ({ ...(namespace === undefined ? {} : { namespace }), rules: granted }));
}
