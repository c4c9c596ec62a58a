import { Construct } from 'constructs';
import { HelmRelease } from './helm-release';
import { knownChart, KnownChartProps } from './known-chart';
import { PrometheusOperatorCrds } from './prometheus-operator-crds';
import { PROMETHEUS_OPERATOR_VALUES } from './prometheus-operator-values';
import { requireStack } from './release-stack';
import { TESTED_CHARTS } from '../versions';

/** How prometheus-operator is installed. */
export interface PrometheusOperatorProps extends KnownChartProps {
  /**
   * The custom resource definitions. Those of another stack fail.
   *
   * @default - a release of their own, `<id>-crds`, in the version that this library is tested with, installed as the operator is and before it
   */
  readonly crds?: PrometheusOperatorCrds;
}

/**
 * prometheus-operator alone, from the chart kube-prometheus-stack with everything else switched off, after its custom resource definitions.
 *
 * Installed into `prometheus-operator` unless `namespace` says otherwise. Fails like a `HelmRelease`.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export class PrometheusOperator extends HelmRelease {
  /** The custom resource definitions that were there before the operator. */
  public readonly crds: PrometheusOperatorCrds;

  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the name of the release
   * @param props which version, and how it is installed
   */
  public constructor(scope: Construct, id: string, props: PrometheusOperatorProps = {}) {
    // or the error would name the custom resource definitions
    requireStack(scope, 'PrometheusOperator', id);
    const { crds: given, ...others } = props;
    const { repository, namespace, createNamespace, wait, atomic, timeout, after } = others;
    const crds = given ?? new PrometheusOperatorCrds(scope, `${id}-crds`, { repository, namespace, createNamespace, wait, atomic, timeout, after });
    super(scope, id, knownChart({
      chart: 'kube-prometheus-stack',
      repository: 'https://prometheus-community.github.io/helm-charts',
      version: TESTED_CHARTS.kubePrometheusStack,
      namespace: 'prometheus-operator',
      values: PROMETHEUS_OPERATOR_VALUES,
    }, { ...others, after: [...props.after ?? [], crds] }));
    this.crds = crds;
  }
}
