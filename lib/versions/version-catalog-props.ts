/** Which versions run, and where their images come from. */
export interface VersionCatalogProps {
  /**
   * The version of the collector, from 0.146.0 on. Names of components follow it. An older one fails.
   *
   * @default '0.161.0'
   */
  readonly collector?: string;

  /**
   * The version of kube-state-metrics, from 2.16.0 on. Metrics and flags follow it. An older one fails.
   *
   * @default '2.20.0'
   */
  readonly kubeStateMetrics?: string;

  /**
   * The version of Loki, from 3.7.0 on. Keys follow it: one that was removed by then is a problem. An older one fails.
   *
   * @default '3.7.8'
   */
  readonly loki?: string;

  /**
   * The version of memcached, from 1.6.0 on. An older one fails.
   *
   * @default '1.6.39'
   */
  readonly memcached?: string;

  /**
   * The version of nginx, from 1.22.1 on. An older one fails.
   *
   * @default '1.30.4'
   */
  readonly nginx?: string;

  /**
   * The version of node_exporter, from 1.8.0 on. Collectors follow it: one that this version does not have is a problem. An older one fails.
   *
   * @default '1.12.1'
   */
  readonly nodeExporter?: string;

  /**
   * The version of Prometheus, from 3.0.0 on. Keys and flags follow it. An older one fails.
   *
   * @default '3.15.0'
   */
  readonly prometheus?: string;

  /**
   * The version of the Target Allocator, from 0.152.0 on. An older one fails.
   *
   * @default '0.158.0'
   */
  readonly targetAllocator?: string;

  /**
   * The version of Tempo, from 2.10.0 on. Components and keys follow it: one that this version does not have is a problem. An older one fails.
   *
   * @default '3.0.3'
   */
  readonly tempo?: string;

  /**
   * The version of Thanos, from 0.38.0 on. Flags follow it: one that this version does not have is a problem. An older one fails.
   *
   * @default '0.42.4'
   */
  readonly thanos?: string;

  /**
   * A registry that mirrors the public ones: it takes the place of the registry in every image. A scheme or a slash at its end fails.
   *
   * @default - images come from the registries of their projects
   */
  readonly registryMirror?: string;

  /**
   * Digests by repository, for example `{ 'open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib': 'sha256:…' }`.
   * Another repository than those of the library's images fails.
   *
   * @default - images are pinned by tag
   */
  readonly digests?: { readonly [repository: string]: string };

  /**
   * A collector image of the user's own, for example one that was built from `collectorBuilderManifest()`.
   *
   * @default - the image of the smallest distribution that has every component in use
   */
  readonly collectorImage?: string;
}
