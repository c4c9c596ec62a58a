/**
 * What a cluster has to have before manifests are applied, by Terraform: cert-manager, the objects of prometheus-operator for a Target Allocator,
 * and the OpenTelemetry operator, in order. A stack of its own, for Terraform plans a stack as a whole.
 */
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { S3Backend, TerraformStack } from 'cdktf';
import { CertManager, ObservabilityApp, OpenTelemetryOperator, PrometheusOperator } from 'cdk8s-observability';

const app = new ObservabilityApp();

const prerequisites = new TerraformStack(app, 'prerequisites');
new S3Backend(prerequisites, { bucket: 'acme-terraform-state', key: 'observability/prerequisites.tfstate', region: 'us-east-1', encrypt: true });
new HelmProvider(prerequisites, 'helm', { kubernetes: { configPath: '~/.kube/config', configContext: 'prod-us-east-1' } });

const certManager = new CertManager(prerequisites, 'cert-manager');
new PrometheusOperator(prerequisites, 'prometheus-operator', { namespace: 'monitoring' });
new OpenTelemetryOperator(prerequisites, 'opentelemetry-operator', {
  after: [certManager],
  values: { manager: { featureGatesMap: { 'operand.networkpolicy': true } } },
});

app.synth();
