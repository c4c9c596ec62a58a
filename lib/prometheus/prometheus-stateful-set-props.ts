import { PrometheusOptions } from './prometheus-options';
import { RuleGroup } from '../policy/rules';
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
   * Groups of recording and alerting rules. Two of one name, and what this version of Prometheus does not know, are problems: an experimental function needs
   * `--enable-feature` in `extraArgs`. Groups of others are `RuleGroup.fromFile`.
   *
   * @default - none
   * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
   */
  readonly ruleGroups?: RuleGroup[];

  /**
   * Further arguments of Prometheus, each like `--query.max-concurrency=40`, `--flag` or `--no-flag`. A flag that the library sets itself is a problem.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
