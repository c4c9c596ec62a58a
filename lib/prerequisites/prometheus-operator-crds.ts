import { Construct } from 'constructs';
import { HelmRelease } from './helm-release';
import { knownChart, KnownChartProps } from './known-chart';
import { PROMETHEUS_OPERATOR_CRDS_VALUES } from './prometheus-operator-values';
import { TESTED_CHARTS } from '../versions';

/** How the custom resource definitions of prometheus-operator are installed. */
export interface PrometheusOperatorCrdsProps extends KnownChartProps {}

/**
 * The custom resource definitions of prometheus-operator (ServiceMonitor, PodMonitor, PrometheusRule, …) without the operator: all that a
 * Target Allocator needs. They are upgraded with the release, and stay when it goes.
 *
 * The release is kept in `prometheus-operator` unless `namespace` says otherwise. Fails like a `HelmRelease`.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-operator-crds
 */
export class PrometheusOperatorCrds extends HelmRelease {
  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the name of the release
   * @param props which version, and how they are installed
   */
  public constructor(scope: Construct, id: string, props: PrometheusOperatorCrdsProps = {}) {
    super(scope, id, knownChart({
      chart: 'prometheus-operator-crds',
      repository: 'https://prometheus-community.github.io/helm-charts',
      version: TESTED_CHARTS.prometheusOperatorCrds,
      namespace: 'prometheus-operator',
      values: PROMETHEUS_OPERATOR_CRDS_VALUES,
    }, props));
  }
}
