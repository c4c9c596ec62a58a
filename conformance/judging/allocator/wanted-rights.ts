/** What an allocator has to be allowed, by its document: what was found by starting it with less on a real API server. */

/** A namespace, or every namespace under the empty name; and what is allowed there, in texts of a verb and a resource. */
export type Rights = ReadonlyMap<string, ReadonlySet<string>>;

interface Discovery {
  readonly role: string;
  readonly namespaces?: { readonly own_namespace?: boolean; readonly names?: readonly string[] };
  readonly attach_metadata?: { readonly node?: boolean };
}

export interface AllocatorConfig {
  readonly collector_namespace: string;
  readonly config?: { readonly scrape_configs: readonly { readonly job_name: string; readonly kubernetes_sd_configs?: readonly Discovery[] }[] };
  readonly https?: object;
  readonly prometheus_cr?: { readonly secret_namespaces?: readonly string[] };
}

/** What is watched to find targets of a role. */
const WATCHED: { readonly [role: string]: readonly string[] } = {
  node: ['nodes'],
  pod: ['pods'],
  service: ['services'],
  endpointslice: ['endpointslices.discovery.k8s.io', 'services', 'pods'],
  ingress: ['ingresses.networking.k8s.io'],
};

const MONITORS = ['servicemonitors', 'podmonitors', 'scrapeconfigs', 'probes'].map((kind) => `${kind}.monitoring.coreos.com`);

/** Every namespace. */
export const EVERYWHERE = '';

/** @param further roles in which monitors look for targets besides endpoint slices and pods, which no document says */
export function wantedRights({ collector_namespace: own, config, prometheus_cr: monitors }: AllocatorConfig, further: readonly string[]): Rights {
  const rights = new Map<string, Set<string>>();
  const allow = (namespace: string, verbs: string, resources: readonly string[]) => {
    const known = rights.get(namespace) ?? new Set<string>();
    rights.set(namespace, known);
    resources.forEach((resource) => verbs.split(' ').forEach((verb) => known.add(`${verb} ${resource}`)));
  };
  allow(own, 'get list watch', ['pods']);
  for (const { role, namespaces, attach_metadata: attached } of (config?.scrape_configs ?? []).flatMap(({ kubernetes_sd_configs: found = [] }) => found)) {
    const where = role === 'node' ? [EVERYWHERE] : namespaces?.own_namespace ? [own] : namespaces?.names ?? [EVERYWHERE];
    where.forEach((namespace) => allow(namespace, 'list watch', WATCHED[role]!));
    allow(EVERYWHERE, 'list watch', attached?.node ? ['nodes'] : []);
  }
  if (monitors) {
    allow(EVERYWHERE, 'list watch', ['namespaces', ...MONITORS, ...['endpointslice', 'pod', ...further].flatMap((role) => WATCHED[role]!)]);
    const named = monitors.secret_namespaces ?? [];
    named.forEach((namespace) => allow(namespace, 'get list watch', ['secrets']));
    named.forEach((namespace) => allow(namespace, 'get', ['configmaps']));
    allow(own, 'list watch', named.length === 0 ? ['secrets'] : []);
  }
  return rights;
}
