import { ScrapeLimits } from '../../policy';
import { AccessRule } from '../../wiring';
import { PrometheusOptions } from '../prometheus-options';
import { ObjectSelector } from './object-selector';

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
   * What it may read of the Kubernetes API besides pods, Services and EndpointSlices, for example Ingresses that Probes look at.
   *
   * @default - metrics of kubelets
   */
  readonly targetAccess?: AccessRule[];
}
