/** The builds of the OpenTelemetry Collector that the project releases. */
export enum CollectorDistribution {
  /** A handful of components. */
  CORE = 'core',
  /** What Kubernetes needs; without remote write. */
  K8S = 'k8s',
  /** Every component of the contrib repository. */
  CONTRIB = 'contrib',
  /** A build of the user's own: `collectorImage` names it, and the library cannot know what is in it. */
  CUSTOM = 'custom',
}

/** Where the image of a distribution is. */
export function collectorRepository(distribution: CollectorDistribution): string {
  return `open-telemetry/opentelemetry-collector-releases/opentelemetry-collector${distribution === CollectorDistribution.CORE ? '' : `-${distribution}`}`;
}

/** Repositories of images, by what is in them. */
export const REPOSITORIES = {
  kubeStateMetrics: 'kube-state-metrics/kube-state-metrics',
  loki: 'grafana/loki',
  lokiCanary: 'grafana/loki-canary',
  memcached: 'library/memcached',
  nginx: 'nginxinc/nginx-unprivileged',
  nodeExporter: 'prometheus/node-exporter',
  prometheus: 'prometheus/prometheus',
  targetAllocator: 'open-telemetry/opentelemetry-operator/target-allocator',
  tempo: 'grafana/tempo',
  thanos: 'thanos/thanos',
} as const;

/** All of them. */
export function repositoryNames(): string[] {
  return [...[CollectorDistribution.CORE, CollectorDistribution.K8S, CollectorDistribution.CONTRIB].map(collectorRepository), ...Object.values(REPOSITORIES)];
}
