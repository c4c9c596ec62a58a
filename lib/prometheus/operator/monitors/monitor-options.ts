import { Duration } from 'cdk8s';
import { CardinalityPolicy, RelabelConfig, ScrapeLimits } from '../../../policy';
import { ScrapeScheme, ScrapeTier } from '../../../scraping';
import { SecretValue, Tls } from '../../../wiring';
import { MonitoringObjectOptions } from '../monitoring-object-options';
import { ScrapeClass } from '../scrape-class';
import { ScrapeProtocol } from '../scrape-class-props';
import { TargetNamespaces } from './target-namespaces';

/** A name and a password, each a key of a Secret. */
export interface BasicCredentials {
  /** The name. It has no prefix. */
  readonly username: SecretValue;

  /** The password. It has no prefix. */
  readonly password: SecretValue;
}

/** What every monitor is told. */
export interface MonitorOptions extends MonitoringObjectOptions {
  /**
   * Limits of each target, and how many targets there may be. A target beyond them counts as down. One above that which its Prometheus enforces is a problem.
   *
   * @default - those of `cardinality`, and what the Prometheus says
   */
  readonly limits?: ScrapeLimits;

  /**
   * Which series there may be, after `metricRelabelings`; of its limits and those of `limits` the lower ones hold. What relabel rules have no words for is a problem.
   *
   * @default - all of them
   */
  readonly cardinality?: CardinalityPolicy;

  /**
   * The class of its targets. One that its Prometheus does not have is a problem.
   *
   * @default - the default class of its Prometheus, if it has one
   */
  readonly scrapeClass?: ScrapeClass;

  /**
   * How answers are read that do not say in which format they are.
   *
   * @default - as the scrape class says; the scrape of such a target fails
   */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
}

/** How targets are asked, and what becomes of what they say. */
export interface MonitorScrapeOptions {
  /**
   * How important targets are, which says how often they are asked and how long they may take. With `interval` or `timeout` it is a problem.
   *
   * @default - `interval` and `timeout` say it
   */
  readonly tier?: ScrapeTier;

  /**
   * How often. Zero is a problem.
   *
   * @default - as often as the `scrapeInterval` of the Prometheus says
   */
  readonly interval?: Duration;

  /**
   * How long a target may take. Zero, and longer than the interval, are problems.
   *
   * @default - the `scrapeTimeout` of the Prometheus; the interval when it is shorter
   */
  readonly timeout?: Duration;

  /**
   * How HTTPS is verified. Files are keys of Secrets and ConfigMaps in the namespace of the monitor. `Tls.plaintext()` is a problem, and so is the key of a certificate in
   * a ConfigMap.
   *
   * @default - as the scrape class says, by the roots in the image
   */
  readonly tls?: Tls;

  /**
   * Whether any certificate will do: whoever is between may answer, and read what is shown. With an authority in `tls` it is a problem.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * What targets are shown, a key of a Secret in the namespace of the monitor. Its prefix is the scheme, `Bearer` without one; `Basic`, and a connection without TLS, are
   * problems.
   *
   * @default - as the scrape class says
   */
  readonly authorization?: SecretValue;

  /**
   * The name and the password that targets are shown, keys of Secrets in the namespace of the monitor. With `authorization`, with a
   * scrape class that has one, and without TLS, it is a problem.
   *
   * @default - nothing
   */
  readonly basicAuth?: BasicCredentials;

  /**
   * What happens to the labels of targets before they are scraped, after what the scrape class says. What Prometheus refuses fails.
   *
   * @default - nothing
   */
  readonly relabelings?: RelabelConfig[];

  /**
   * What happens to series after they were scraped, after what the scrape class says. What Prometheus refuses fails.
   *
   * @default - nothing
   */
  readonly metricRelabelings?: RelabelConfig[];
}

/** A port of every target, and what is asked there. */
export interface MonitorEndpoint extends MonitorScrapeOptions {
  /**
   * The name of the port: of the Service for a ServiceMonitor, of the container for a PodMonitor. One that the given Service or workload does not have is a problem, and
   * so are neither and both of `port` and `portNumber`.
   *
   * @default - `portNumber`
   */
  readonly port?: string;

  /**
   * The number of the port of the container, from 1 to 65535, for ports without a name.
   *
   * @default - `port`
   */
  readonly portNumber?: number;

  /**
   * The path of the metrics. One that does not begin with a slash is a problem.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * How targets are asked. HTTP with something that needs TLS is a problem.
   *
   * @default ScrapeScheme.HTTP; with `tls` or `insecureSkipVerify`, ScrapeScheme.HTTPS
   */
  readonly scheme?: ScrapeScheme;

  /**
   * Parameters of the request, for example `{ module: ['http_2xx'] }`.
   *
   * @default - none
   */
  readonly params?: { readonly [name: string]: string[] };

  /**
   * Whether labels of series win over labels of targets.
   *
   * @default false
   */
  readonly honorLabels?: boolean;
}

/** Which targets a monitor has, and which of their labels its series get. */
export interface TargetOptions {
  /**
   * The namespaces in which targets are looked for. With an object of this program it is a problem: its namespace is known.
   *
   * @default TargetNamespaces.own()
   */
  readonly namespaces?: TargetNamespaces;

  /**
   * The label whose value is the label `job` of series.
   *
   * @default - the name of the Service; for a PodMonitor its own namespace and name
   */
  readonly jobLabel?: string;

  /**
   * Labels of pods that series get.
   *
   * @default - none
   */
  readonly podTargetLabels?: string[];

  /**
   * Whether labels and annotations of nodes are known in relabelling. A Prometheus of this program that takes the monitor may then read nodes.
   *
   * @default - as the scrape class says
   */
  readonly attachNodeMetadata?: boolean;
}
