/**
 * What is measured is ruled by one policy (policies/shop.ts). An agent drops what nobody asks for while it scrapes, makes series one that differ in
 * labels without an end, adds up their values, and limits what a target may bring; Prometheus records what dashboards read, and says when there is too
 * much.
 */
import { ApiObject, Chart, Duration } from 'cdk8s';
import { policy } from './policies/shop';
import { CollectorDaemonSet, ObservabilityApp, RemoteWriteEndpoint } from 'cdk8s-observability';

const app = new ObservabilityApp();
const chart = new Chart(app, 'metrics', { namespace: 'metrics' });

new CollectorDaemonSet(chart, 'agent', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  podScraping: { scrapeInterval: Duration.seconds(30) },
  cadvisorMetrics: {},
  cardinality: policy,
  metricsTo: RemoteWriteEndpoint.http({ name: 'prometheus', url: 'http://prometheus.prometheus.svc:9090/api/v1/write' }),
});

new ApiObject(chart, 'rules', {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'cardinality' },
  spec: { groups: policy.ruleGroups() },
});

app.synth();
