import { fail } from './validation';

/**
 * The versions that this library is tested with: each is the version of the real program that judges what is generated for it. That of nginx is the stable one of its project.
 */
const TESTED = {
  collector: '0.161.0',
  kubeStateMetrics: '2.20.0',
  loki: '3.7.8',
  memcached: '1.6.39',
  nginx: '1.30.4',
  nodeExporter: '1.12.1',
  prometheus: '3.15.0',
  targetAllocator: '0.158.0',
  tempo: '3.0.3',
  thanos: '0.42.4',
} as const;

type Program = keyof typeof TESTED;

/** The Helm charts whose values this library sets: each was rendered with them. */
export const TESTED_CHARTS = {
  certManager: 'v1.21.2',
  kubePrometheusStack: '88.5.3',
  openTelemetryOperator: '0.122.0',
  prometheusOperatorCrds: '31.0.1',
} as const;

/** Collector versions before this one name components differently in ways that the tables of this library do not carry. */
export const OLDEST_COLLECTOR = '0.146.0';

/** Thanos versions before this one take flags that the tables of this library do not carry. */
const OLDEST_THANOS = '0.38.0';

/** Prometheus before this one reads other configurations and flags than this library writes. */
const OLDEST_PROMETHEUS = '3.0.0';

/** Before this one the allocator takes no `deny_fs_access_through_sms`, and ignores it without a word. */
const OLDEST_TARGET_ALLOCATOR = '0.152.0';

/** Loki before this one lacks keys that this library writes. */
const OLDEST_LOKI = '3.7.0';

/** Tempo before this one lacks keys that this library writes. */
const OLDEST_TEMPO = '2.10.0';

/** memcached before this one is another program: 1.6 brought the network code and the protocol that the images of today have. */
const OLDEST_MEMCACHED = '1.6.0';

/** nginx of this version was the oldest to read what is written for it. */
const OLDEST_NGINX = '1.22.1';

/** kube-state-metrics before this one reads other expressions in its lists of metrics: those of Go, without lookarounds. */
const OLDEST_KUBE_STATE_METRICS = '2.16.0';

/** node_exporter before this one lacks collectors that the table of this library has without a version. */
const OLDEST_NODE_EXPORTER = '1.8.0';

const OLDEST: { readonly [program in Program]: { readonly version: string; readonly why: string } } = {
  collector: { version: OLDEST_COLLECTOR, why: 'its components have names and keys that this library does not know' },
  kubeStateMetrics: { version: OLDEST_KUBE_STATE_METRICS, why: 'it reads other expressions in its lists of metrics than this library writes' },
  loki: { version: OLDEST_LOKI, why: 'it does not know all keys that this library writes, and does not start' },
  memcached: { version: OLDEST_MEMCACHED, why: 'its arguments are not those that this library writes' },
  nginx: { version: OLDEST_NGINX, why: 'nobody has had it read the configuration that this library writes' },
  nodeExporter: { version: OLDEST_NODE_EXPORTER, why: 'it lacks collectors that this library knows' },
  prometheus: { version: OLDEST_PROMETHEUS, why: 'it reads other configurations and flags than this library writes' },
  targetAllocator: { version: OLDEST_TARGET_ALLOCATOR, why: 'it lets whoever makes a ServiceMonitor read files of collectors, the token of their ServiceAccount among them' },
  tempo: { version: OLDEST_TEMPO, why: 'it does not know all keys that this library writes, and does not start' },
  thanos: { version: OLDEST_THANOS, why: 'it takes flags that this library does not know, and lacks some that it writes' },
};

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

function collectorRepository(distribution: CollectorDistribution): string {
  return `open-telemetry/opentelemetry-collector-releases/opentelemetry-collector${distribution === CollectorDistribution.CORE ? '' : `-${distribution}`}`;
}

const KUBE_STATE_METRICS_REPOSITORY = 'kube-state-metrics/kube-state-metrics';

const LOKI_REPOSITORY = 'grafana/loki';

const LOKI_CANARY_REPOSITORY = 'grafana/loki-canary';

const MEMCACHED_REPOSITORY = 'library/memcached';

const NGINX_REPOSITORY = 'nginxinc/nginx-unprivileged';

const NODE_EXPORTER_REPOSITORY = 'prometheus/node-exporter';

const PROMETHEUS_REPOSITORY = 'prometheus/prometheus';

const TARGET_ALLOCATOR_REPOSITORY = 'open-telemetry/opentelemetry-operator/target-allocator';

const TEMPO_REPOSITORY = 'grafana/tempo';

const THANOS_REPOSITORY = 'thanos/thanos';

const REPOSITORIES = [
  ...[CollectorDistribution.CORE, CollectorDistribution.K8S, CollectorDistribution.CONTRIB].map(collectorRepository),
  KUBE_STATE_METRICS_REPOSITORY,
  LOKI_REPOSITORY,
  LOKI_CANARY_REPOSITORY,
  MEMCACHED_REPOSITORY,
  NGINX_REPOSITORY,
  NODE_EXPORTER_REPOSITORY,
  PROMETHEUS_REPOSITORY,
  TARGET_ALLOCATOR_REPOSITORY,
  TEMPO_REPOSITORY,
  THANOS_REPOSITORY,
];

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
    return this.image('registry.k8s.io', KUBE_STATE_METRICS_REPOSITORY, `v${this.kubeStateMetrics}`);
  }

  /**
   * The image of Loki, the same for all its components.
   *
   * @see https://hub.docker.com/r/grafana/loki
   */
  public get lokiImage(): string {
    return this.image('docker.io', LOKI_REPOSITORY, this.loki);
  }

  /**
   * The image of the canary of Loki, which has the version of Loki.
   *
   * @see https://hub.docker.com/r/grafana/loki-canary
   */
  public get lokiCanaryImage(): string {
    return this.image('docker.io', LOKI_CANARY_REPOSITORY, this.loki);
  }

  /**
   * The image of memcached.
   *
   * @see https://hub.docker.com/_/memcached
   */
  public get memcachedImage(): string {
    return this.image('docker.io', MEMCACHED_REPOSITORY, `${this.memcached}-alpine`);
  }

  /**
   * The image of an nginx that runs as nobody's user.
   *
   * @see https://hub.docker.com/r/nginxinc/nginx-unprivileged
   */
  public get nginxImage(): string {
    return this.image('docker.io', NGINX_REPOSITORY, `${this.nginx}-alpine`);
  }

  /**
   * The image of node_exporter.
   *
   * @see https://quay.io/repository/prometheus/node-exporter
   */
  public get nodeExporterImage(): string {
    return this.image('quay.io', NODE_EXPORTER_REPOSITORY, `v${this.nodeExporter}`);
  }

  /**
   * The image of Prometheus.
   *
   * @see https://quay.io/repository/prometheus/prometheus
   */
  public get prometheusImage(): string {
    return this.image('quay.io', PROMETHEUS_REPOSITORY, `v${this.prometheus}`);
  }

  /**
   * The image of the Target Allocator.
   *
   * @see https://github.com/open-telemetry/opentelemetry-operator/tree/main/cmd/otel-allocator
   */
  public get targetAllocatorImage(): string {
    return this.image('ghcr.io', TARGET_ALLOCATOR_REPOSITORY, this.targetAllocator);
  }

  /**
   * The image of Tempo, the same for all its components.
   *
   * @see https://hub.docker.com/r/grafana/tempo
   */
  public get tempoImage(): string {
    return this.image('docker.io', TEMPO_REPOSITORY, this.tempo);
  }

  /**
   * The image of Thanos, the same for all its components.
   *
   * @see https://quay.io/repository/thanos/thanos
   */
  public get thanosImage(): string {
    return this.image('quay.io', THANOS_REPOSITORY, `v${this.thanos}`);
  }

  private image(registry: string, repository: string, tag: string): string {
    const digest = this.digests[repository];
    return `${this.registryMirror ?? registry}/${repository}:${tag}${digest ? `@${digest}` : ''}`;
  }
}

/** Whether `version` is `other` or later. Both are `major.minor.patch`. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    if (a[part] !== b[part]) {
      return a[part] > b[part];
    }
  }
  return true;
}

function requireVersion(program: Program, version: string): void {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    fail('VersionCatalog', {
      what: `${program} version '${version}' is not major.minor.patch`,
      why: 'a floating tag would change what runs without a change in the manifests, and names and flags follow the version',
      fix: `${program}: '${TESTED[program]}'`,
    });
  }
  const oldest = OLDEST[program];
  if (!isAtLeast(version, oldest.version)) {
    fail('VersionCatalog', {
      what: `${program} version ${version} is older than ${oldest.version}`,
      why: oldest.why,
      fix: `${program}: '${TESTED[program]}'`,
    });
  }
}

function requireDigest(repository: string, digest: string): void {
  if (!REPOSITORIES.includes(repository)) {
    fail('VersionCatalog', {
      what: `digests names '${repository}', which is none of the repositories`,
      why: 'the digest would have no effect, and the image would not be pinned',
      fix: `one of ${REPOSITORIES.join(', ')}`,
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
