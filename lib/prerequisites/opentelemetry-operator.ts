import { Construct } from 'constructs';
import { CertManager } from './cert-manager';
import { HelmRelease } from './helm-release';
import { knownChart, KnownChartProps } from './known-chart';
import { OPENTELEMETRY_OPERATOR_VALUES } from './opentelemetry-operator-values';
import { fail } from '../validation';
import { TESTED_CHARTS } from '../versions';
import { isMapping } from '../wiring/mapping';

/** How the OpenTelemetry operator is installed. */
export interface OpenTelemetryOperatorProps extends KnownChartProps {
  /**
   * Whether the cluster has a cert-manager that this stack does not install. With neither that nor a `CertManager` in `after` it fails, unless
   * `values` switch `admissionWebhooks.certManager.enabled` off.
   *
   * @default false
   */
  readonly existingCertManager?: boolean;
}

/**
 * The OpenTelemetry operator: OpenTelemetryCollector, TargetAllocator and Instrumentation as objects of Kubernetes. Its webhooks have
 * certificates of cert-manager. Two replicas, a disruption budget, limits; its custom resource definitions stay when the release goes.
 *
 * Installed into `opentelemetry-operator-system` unless `namespace` says otherwise. Fails like a `HelmRelease`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-operator
 */
export class OpenTelemetryOperator extends HelmRelease {
  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the name of the release
   * @param props which version, how it is installed, and after which cert-manager
   */
  public constructor(scope: Construct, id: string, props: OpenTelemetryOperatorProps = {}) {
    const { existingCertManager = false, ...others } = props;
    super(scope, id, knownChart({
      chart: 'opentelemetry-operator',
      repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
      version: TESTED_CHARTS.openTelemetryOperator,
      namespace: 'opentelemetry-operator-system',
      values: OPENTELEMETRY_OPERATOR_VALUES,
    }, others));
    const hasCertManager = existingCertManager || this.after.some((release) => release instanceof CertManager);
    if (takesCertificates(this.values) && !hasCertManager) {
      failWithoutCertManager(this.node.path);
    }
  }
}

function takesCertificates({ admissionWebhooks }: HelmRelease['values']): boolean {
  const certManager = isMapping(admissionWebhooks) ? admissionWebhooks.certManager : undefined;
  return isMapping(certManager) && certManager.enabled === true;
}

function failWithoutCertManager(path: string): never {
  return fail(path, {
    what: 'an OpenTelemetryOperator without cert-manager before it',
    why: "the certificate of its webhooks is an object of cert-manager: 'no matches for kind Certificate', or webhooks that nobody can call",
    fix: "after: [new CertManager(stack, 'cert-manager')], or existingCertManager: true if the cluster has one",
  });
}
