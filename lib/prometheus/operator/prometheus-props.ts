import { ScrapeLimits } from '../../policy';
import { AccessRule } from '../../wiring';
import { PrometheusOptions } from '../prometheus-options';
import { ObjectSelector } from './object-selector';
import { ScrapeClass } from './scrape-class';

/** Options of a Prometheus that the operator runs. */
export interface PrometheusProps extends PrometheusOptions {
  /**
   * The ServiceMonitors that it takes.
   *
   * @default ObjectSelector.all()
   */
  readonly serviceMonitors?: ObjectSelector;

  /**
   * The PodMonitors that it takes.
   *
   * @default ObjectSelector.all()
   */
  readonly podMonitors?: ObjectSelector;

  /**
   * The Probes that it takes.
   *
   * @default ObjectSelector.all()
   */
  readonly probes?: ObjectSelector;

  /**
   * The ScrapeConfigs that it takes.
   *
   * @default ObjectSelector.all()
   */
  readonly scrapeConfigs?: ObjectSelector;

  /**
   * The PrometheusRules that it takes.
   *
   * @default ObjectSelector.all()
   */
  readonly rules?: ObjectSelector;

  /**
   * Limits that no monitor may go beyond. Less than the same one of `limits` is a problem: that one would never hold.
   *
   * @default - monitors decide
   */
  readonly enforcedLimits?: ScrapeLimits;

  /**
   * The classes that monitors may be of. A monitor of another class is a problem, and so are two classes of one name.
   *
   * @default - none but `defaultScrapeClass`
   */
  readonly scrapeClasses?: ScrapeClass[];

  /**
   * The class of monitors that do not say one. It need not be among `scrapeClasses`.
   *
   * @default - such a monitor is of no class
   */
  readonly defaultScrapeClass?: ScrapeClass;

  /**
   * What it may read of the Kubernetes API besides pods, Services and EndpointSlices, and what monitors of this program want to be read, for example Ingresses that
   * Probes of others look at.
   *
   * @default - metrics of kubelets
   */
  readonly targetAccess?: AccessRule[];
}
