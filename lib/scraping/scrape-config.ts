import { Duration } from 'cdk8s';
import { ScrapeTier } from './scrape-tier';
import { RelabelConfig } from '../policy';
import { Tls } from '../wiring';

/** How targets are asked. */
export enum ScrapeScheme {
  /** Plain text. */
  HTTP = 'http',
  /** TLS. */
  HTTPS = 'https',
}

/** What in the Kubernetes API is a target. */
export enum KubernetesDiscoveryRole {
  /** Every node, at the port of its kubelet. */
  NODE = 'node',
  /** Every port of every container. */
  POD = 'pod',
  /** Every port of every Service. */
  SERVICE = 'service',
  /** Every address behind every Service. */
  ENDPOINTSLICE = 'endpointslice',
  /** Every path of every Ingress. */
  INGRESS = 'ingress',
}

/** Targets in the Kubernetes API. */
export interface KubernetesDiscovery {
  /** What is a target. */
  readonly role: KubernetesDiscoveryRole;

  /**
   * The namespaces in which they are looked for, and in which alone the scraper may read. They have to be there when its roles are made. A name
   * that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Whether they are looked for in the namespace of the scraper only, which may then read no other. With `namespaces`, and for nodes, it
   * fails.
   *
   * @default false
   */
  readonly ownNamespace?: boolean;

  /**
   * Whether they are looked for on the node of the scraper only, for agents: without it every agent scrapes everything. For pods and nodes;
   * it fails for other roles.
   *
   * @default false
   */
  readonly ownNodeOnly?: boolean;

  /**
   * Labels that they must have, for example `app=web`. The API sends no others. What is no label selector fails.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * Fields that they must have, for example `status.phase=Running`. The API sends no others. What is no comparison fails.
   *
   * @default - any
   */
  readonly fieldSelector?: string;

  /**
   * Whether labels and annotations of nodes are known in relabelling. For pods and endpoint slices; it fails for other roles.
   *
   * @default false
   */
  readonly attachNodeMetadata?: boolean;
}

/** Targets by their addresses. */
export interface StaticTargets {
  /** Hosts with ports, for example `web.shop.svc:8080`. None, and one with a scheme or a path, fail. */
  readonly targets: string[];

  /**
   * Labels of their series.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };
}

/** How targets are asked, and what stays of what they answer. */
export interface ScrapeOptions {
  /**
   * How important its targets are, which says how often they are scraped and how long they may take. With `scrapeInterval` or `scrapeTimeout`
   * it fails.
   *
   * @default - `scrapeInterval` and `scrapeTimeout` say it
   */
  readonly tier?: ScrapeTier;

  /**
   * How often its targets are scraped. Zero fails.
   *
   * @default - every minute by a collector; by a Prometheus as often as its `scrapeInterval` says
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a target may take. Zero, and longer than the interval, fail.
   *
   * @default - 10 seconds by a collector, by a Prometheus its `scrapeTimeout`; the interval when it is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The path of the metrics. One that does not begin with a slash fails.
   *
   * @default '/metrics'
   */
  readonly metricsPath?: string;

  /**
   * How targets are asked.
   *
   * @default ScrapeScheme.HTTP; with `tls`, ScrapeScheme.HTTPS
   */
  readonly scheme?: ScrapeScheme;

  /**
   * What happens to series after they were scraped.
   *
   * @default - nothing
   */
  readonly metricRelabelConfigs?: RelabelConfig[];

  /**
   * Whether labels of series win over labels of targets.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * How many series a target may have; one with more counts as down. Negative and broken numbers fail.
   *
   * @default - any number
   */
  readonly sampleLimit?: number;

  /**
   * How many labels a series may have; a target with more counts as down. Negative and broken numbers fail.
   *
   * @default - any number
   */
  readonly labelLimit?: number;

  /**
   * Whether targets are shown the token of the ServiceAccount, as the kubelet wants it. Only to targets that you trust: whoever has the token
   * may do what the scraper may.
   *
   * @default false
   */
  readonly serviceAccountToken?: boolean;

  /**
   * Whether certificates of targets are signed by the authority of the cluster. With `tls` it fails.
   *
   * @default false
   */
  readonly clusterCa?: boolean;

  /**
   * How HTTPS is verified.
   *
   * @default - by the roots in the image
   */
  readonly tls?: Tls;

  /**
   * Whether any certificate will do: whoever is between may answer, and read the token.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * Further keys of a `scrape_config`, for example `{ params: { module: ['http_2xx'] } }`. Text is literal. For a collector, `SecretValue`s may stand
   * anywhere in it. A key that has an option of its own fails.
   *
   * @default - none
   */
  readonly extra?: { readonly [key: string]: unknown };
}

/** One scrape job, of a collector or of a Prometheus. */
export interface ScrapeConfig extends ScrapeOptions {
  /** Its name, the label `job` of its series. An empty one, and the name of another job, fail. */
  readonly jobName: string;

  /**
   * Targets by their addresses.
   *
   * @default - none
   */
  readonly staticTargets?: StaticTargets[];

  /**
   * Targets in the Kubernetes API. What the scraper may read follows from it.
   *
   * @default - none
   */
  readonly kubernetes?: KubernetesDiscovery[];

  /**
   * What happens to the labels of targets before they are scraped.
   *
   * @default - nothing
   */
  readonly relabelConfigs?: RelabelConfig[];
}
