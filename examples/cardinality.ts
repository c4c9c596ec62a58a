/**
 * What is measured is ruled by one policy (policies/shop.ts). An agent drops what nobody asks for while it scrapes, makes series one that differ in
 * labels without an end, adds up their values, and limits what a target may bring; Prometheus records what dashboards read, and says when there is too
 * much.
 */
import { Chart, Duration } from 'cdk8s';
import { policy } from './policies/shop';
import {
  AlertRule, AlertSeverity, CollectorDaemonSet, ObservabilityApp, PrometheusRules, RecordingRule, RemoteWriteEndpoint, RuleGroup,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const chart = new Chart(app, 'metrics', { namespace: 'metrics' });

new CollectorDaemonSet(chart, 'agent', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  podScraping: { scrapeInterval: Duration.seconds(30) },
  cadvisorMetrics: {},
  cardinality: policy,
  metricsTo: RemoteWriteEndpoint.http({ name: 'prometheus', url: 'http://prometheus.prometheus.svc:9090/api/v1/write' }),
});

const latency = new RuleGroup('shop', {
  interval: Duration.minutes(1),
  rules: [
    new RecordingRule('namespace_path:http_request_duration_seconds:p99_5m', {
      expr: 'histogram_quantile(0.99, sum by (namespace, path, le) (rate(http_request_duration_seconds_bucket[5m])))',
    }),
    new AlertRule('ShopIsSlow', {
      expr: 'namespace_path:http_request_duration_seconds:p99_5m > 2',
      for: Duration.minutes(10),
      severity: AlertSeverity.WARNING,
      summary: 'One of a hundred requests for {{ $labels.path }} in {{ $labels.namespace }} takes {{ $value | humanizeDuration }}.',
      runbookUrl: 'https://runbooks.example.com/shop-is-slow',
    }),
  ],
});

new PrometheusRules(chart, 'rules', { name: 'cardinality', groups: [...policy.ruleGroups(), latency] });

app.synth();
