import { Construct } from 'constructs';
import { certManagerValues } from './cert-manager-values';
import { HelmRelease } from './helm-release';
import { knownChart, KnownChartProps } from './known-chart';
import { TESTED_CHARTS } from '../versions';

/** How cert-manager is installed. */
export interface CertManagerProps extends KnownChartProps {}

/**
 * cert-manager: certificates for webhooks and for TLS between workloads. With its custom resource definitions, which stay when the release
 * goes; replicas, disruption budgets and limits; ready when it has issued a certificate on trial.
 *
 * Installed into `cert-manager` unless `namespace` says otherwise. Fails like a `HelmRelease`.
 *
 * @see https://cert-manager.io/docs/installation/helm/
 */
export class CertManager extends HelmRelease {
  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the name of the release
   * @param props which version, and how it is installed
   */
  public constructor(scope: Construct, id: string, props: CertManagerProps = {}) {
    const namespace = props.namespace ?? 'cert-manager';
    super(scope, id, knownChart({
      chart: 'cert-manager',
      repository: 'oci://quay.io/jetstack/charts',
      version: TESTED_CHARTS.certManager,
      namespace,
      values: certManagerValues(namespace),
    }, props));
  }
}
