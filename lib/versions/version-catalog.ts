import { CollectorDistribution, collectorRepository, REPOSITORIES, repositoryNames } from './repositories';
import { Program, requireVersion, TESTED } from './tested-versions';
import { VersionCatalogProps } from './version-catalog-props';
import { fail } from '../validation';

/** The versions and images of a program: the only place that knows them. */
export class VersionCatalog {
  /** The versions that this library is tested with. */
  public static tested(): VersionCatalog {
    return new VersionCatalog();
  }

  /** The version of the collector. */
  public readonly collector: string;
  /** The version of kube-state-metrics. */
  public readonly kubeStateMetrics: string;
  /** The version of Loki. */
  public readonly loki: string;
  /** The version of memcached. */
  public readonly memcached: string;
  /** The version of nginx. */
  public readonly nginx: string;
  /** The version of node_exporter. */
  public readonly nodeExporter: string;
  /** The version of Prometheus. */
  public readonly prometheus: string;
  /** The version of the Target Allocator. */
  public readonly targetAllocator: string;
  /** The version of Tempo. */
  public readonly tempo: string;
  /** The version of Thanos. */
  public readonly thanos: string;
  /** A registry that mirrors the public ones. */
  public readonly registryMirror?: string;
  /** A collector image of the user's own. */
  public readonly collectorImage?: string;
  private readonly digests: { readonly [repository: string]: string };

  public constructor(props: VersionCatalogProps = {}) {
    this.collector = props.collector ?? TESTED.collector;
    this.kubeStateMetrics = props.kubeStateMetrics ?? TESTED.kubeStateMetrics;
    this.loki = props.loki ?? TESTED.loki;
    this.memcached = props.memcached ?? TESTED.memcached;
    this.nginx = props.nginx ?? TESTED.nginx;
    this.nodeExporter = props.nodeExporter ?? TESTED.nodeExporter;
    this.prometheus = props.prometheus ?? TESTED.prometheus;
    this.targetAllocator = props.targetAllocator ?? TESTED.targetAllocator;
    this.tempo = props.tempo ?? TESTED.tempo;
    this.thanos = props.thanos ?? TESTED.thanos;
    this.registryMirror = props.registryMirror;
    this.collectorImage = props.collectorImage;
    this.digests = props.digests ?? {};
    (Object.keys(TESTED) as Program[]).forEach((program) => requireVersion(program, this[program]));
    for (const [repository, digest] of Object.entries(this.digests)) {
      requireDigest(repository, digest);
    }
    if (this.collectorImage !== undefined) {
      requirePinned(this.collectorImage);
    }
    if (this.registryMirror !== undefined) {
      requireRegistry(this.registryMirror);
    }
  }

  /**
   * The image of a collector distribution. `CUSTOM` without a `collectorImage` fails.
   *
   * @param distribution the build
   * @see https://github.com/open-telemetry/opentelemetry-collector-releases
   */
  public collectorImageOf(distribution: CollectorDistribution): string {
    if (this.collectorImage !== undefined) {
      return this.collectorImage;
    }
    if (distribution === CollectorDistribution.CUSTOM) {
      fail('VersionCatalog', {
        what: 'the distribution is CUSTOM, but there is no image for it',
        why: 'only you know where your build is',
        fix: "new VersionCatalog({ collectorImage: 'registry.example.com/otelcol-acme:0.161.0' })",
      });
    }
    return this.image('ghcr.io', collectorRepository(distribution), this.collector);
  }

  /**
   * The image of kube-state-metrics.
   *
   * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0#container-image
   */
  public get kubeStateMetricsImage(): string {
    return this.image('registry.k8s.io', REPOSITORIES.kubeStateMetrics, `v${this.kubeStateMetrics}`);
  }

  /**
   * The image of Loki, the same for all its components.
   *
   * @see https://hub.docker.com/r/grafana/loki
   */
  public get lokiImage(): string {
    return this.image('docker.io', REPOSITORIES.loki, this.loki);
  }

  /**
   * The image of the canary of Loki, which has the version of Loki.
   *
   * @see https://hub.docker.com/r/grafana/loki-canary
   */
  public get lokiCanaryImage(): string {
    return this.image('docker.io', REPOSITORIES.lokiCanary, this.loki);
  }

  /**
   * The image of memcached.
   *
   * @see https://hub.docker.com/_/memcached
   */
  public get memcachedImage(): string {
    return this.image('docker.io', REPOSITORIES.memcached, `${this.memcached}-alpine`);
  }

  /**
   * The image of an nginx that runs as nobody's user.
   *
   * @see https://hub.docker.com/r/nginxinc/nginx-unprivileged
   */
  public get nginxImage(): string {
    return this.image('docker.io', REPOSITORIES.nginx, `${this.nginx}-alpine`);
  }

  /**
   * The image of node_exporter.
   *
   * @see https://quay.io/repository/prometheus/node-exporter
   */
  public get nodeExporterImage(): string {
    return this.image('quay.io', REPOSITORIES.nodeExporter, `v${this.nodeExporter}`);
  }

  /**
   * The image of Prometheus.
   *
   * @see https://quay.io/repository/prometheus/prometheus
   */
  public get prometheusImage(): string {
    return this.image('quay.io', REPOSITORIES.prometheus, `v${this.prometheus}`);
  }

  /**
   * The image of the Target Allocator.
   *
   * @see https://github.com/open-telemetry/opentelemetry-operator/tree/main/cmd/otel-allocator
   */
  public get targetAllocatorImage(): string {
    return this.image('ghcr.io', REPOSITORIES.targetAllocator, this.targetAllocator);
  }

  /**
   * The image of Tempo, the same for all its components.
   *
   * @see https://hub.docker.com/r/grafana/tempo
   */
  public get tempoImage(): string {
    return this.image('docker.io', REPOSITORIES.tempo, this.tempo);
  }

  /**
   * The image of Thanos, the same for all its components.
   *
   * @see https://quay.io/repository/thanos/thanos
   */
  public get thanosImage(): string {
    return this.image('quay.io', REPOSITORIES.thanos, `v${this.thanos}`);
  }

  private image(registry: string, repository: string, tag: string): string {
    const digest = this.digests[repository];
    return `${this.registryMirror ?? registry}/${repository}:${tag}${digest ? `@${digest}` : ''}`;
  }
}

function requireDigest(repository: string, digest: string): void {
  if (!repositoryNames().includes(repository)) {
    fail('VersionCatalog', {
      what: `digests names '${repository}', which is none of the repositories`,
      why: 'the digest would have no effect, and the image would not be pinned',
      fix: `one of ${repositoryNames().join(', ')}`,
    });
  }
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    fail('VersionCatalog', {
      what: `digest '${digest}' of ${repository} is not sha256: and 64 hexadecimal digits`,
      why: 'the image could not be pulled',
      fix: 'take the digest that the registry shows for the tag',
    });
  }
}

function requireRegistry(registry: string): void {
  if (!/^[a-z0-9.-]+(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(registry)) {
    fail('VersionCatalog', {
      what: `registryMirror '${registry}' is not a registry, with or without a path`,
      why: 'it begins the reference of every image, and no image could be pulled',
      fix: "registryMirror: 'mirror.example.com/ghcr' (no scheme, no slash at the end)",
    });
  }
}

function requirePinned(image: string): void {
  if (!/^([^@]*:(?!latest$)\w[\w.-]{0,127}|[^@]+@sha256:[0-9a-f]{64})$/.test(image)) {
    fail('VersionCatalog', {
      what: `image '${image}' is not pinned`,
      why: 'two pods of one workload could run different programs',
      fix: `collectorImage: '${image.replace(/(:latest)?(@.*)?$/, '')}:${TESTED.collector}'`,
    });
  }
}
