import { PrometheusOptions } from './prometheus-options';
import { ScrapeConfig } from '../scraping';
import { AccessRule } from '../wiring';

/** Options of a Prometheus without an operator. */
export interface PrometheusStatefulSetProps extends PrometheusOptions {
  /**
   * What is scraped. What it may read of the Kubernetes API follows from it. A job that looks at its own node only fails.
   *
   * @default - nothing, which is a problem without `remoteWriteReceiver`
   */
  readonly scrapeConfigs?: ScrapeConfig[];

  /**
   * What targets ask of the ServiceAccount whose token they are shown, besides what discovery needs and `nodes/metrics` of kubelets.
   *
   * @default - nothing
   */
  readonly targetAccess?: AccessRule[];

  /**
   * Groups of recording and alerting rules, as they stand below `groups:` in a file of rules. What Prometheus refuses in them, and an expression that is no
   * PromQL, is a problem.
   *
   * @default - none
   * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
   */
  readonly ruleGroups?: { readonly [key: string]: unknown }[];

  /**
   * Further arguments of Prometheus, each like `--query.max-concurrency=40`, `--flag` or `--no-flag`. A flag that the library sets itself is a problem.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
