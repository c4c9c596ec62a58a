import { MonitorOptions, MonitorScrapeOptions } from './monitor-options';
import { TargetNamespaces } from './target-namespaces';
import { ScrapeScheme } from '../../../scraping';

/** Who probes. */
export interface Prober {
  /** Its host, with or without a port, for example `blackbox-exporter.monitoring.svc:9115`. A scheme or a path is a problem. */
  readonly address: string;

  /**
   * The path at which it is asked. One that does not begin with a slash is a problem.
   *
   * @default '/probe'
   */
  readonly path?: string;

  /**
   * How it is asked.
   *
   * @default ScrapeScheme.HTTP; with `tls` or `insecureSkipVerify`, ScrapeScheme.HTTPS
   */
  readonly scheme?: ScrapeScheme;
}

/** Ingresses whose hosts and paths are probed. */
export interface IngressTargets {
  /**
   * Their labels. What Kubernetes takes for none is a problem.
   *
   * @default - any
   */
  readonly selector?: { readonly [name: string]: string };

  /**
   * The namespaces in which they are looked for.
   *
   * @default TargetNamespaces.own()
   */
  readonly namespaces?: TargetNamespaces;
}

/** Options of a Probe. TLS, credentials and times are of the connection to the prober. */
export interface ProbeProps extends MonitorOptions, MonitorScrapeOptions {
  /** Who probes, for example a blackbox exporter. */
  readonly prober: Prober;

  /**
   * What the prober does, by the name that its configuration has for it, for example `http_2xx`.
   *
   * @default - what the prober does when it is not told
   */
  readonly module?: string;

  /**
   * What is probed, for example `https://shop.example.com`. Neither and both of `targets` and `ingresses`, and an empty one, are problems.
   *
   * @default - `ingresses`
   */
  readonly targets?: string[];

  /**
   * Labels of the series of `targets`.
   *
   * @default - none
   */
  readonly targetLabels?: { readonly [name: string]: string };

  /**
   * Ingresses that are probed. A Prometheus of this program that takes the Probe may then read them.
   *
   * @default - `targets`
   */
  readonly ingresses?: IngressTargets;

  /**
   * The label `job` of its series.
   *
   * @default - namespace and name of the Probe, as the operator writes them
   */
  readonly jobName?: string;
}
