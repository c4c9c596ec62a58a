/**
 * A pair of Prometheus that prometheus-operator runs, and what it scrapes: itself, kubelets, a gateway of collectors, Services of the shop, and the
 * shop as its customers see it; and an alert. Each of them gets the labels by which this Prometheus takes it. What is enforced holds for all of them.
 */
import { Chart, Duration, Size } from 'cdk8s';
import {
  AlertRule, AlertSeverity, CardinalityPolicies, GatewayStatefulSet, ObjectSelector, ObservabilityApp, OtlpEndpoint, PodMonitor, Probe, Prometheus,
  PrometheusRules, RuleGroup, ScrapeClass, ScrapeConfigMonitor, ScrapeJobs, ScrapeTier, ServiceMonitor, TargetNamespaces,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });

const kubelet = new ScrapeClass('kubelet', { serviceAccountToken: true });
const taken = ObjectSelector.labelled({ prometheus: 'main' });
const prometheus = new Prometheus(monitoring, 'main', {
  cluster,
  volume: Size.gibibytes(100),
  serviceMonitors: taken,
  podMonitors: taken,
  probes: taken,
  scrapeConfigs: taken,
  rules: taken,
  scrapeClasses: [kubelet],
  limits: { samples: 20_000, labels: 40 },
  enforcedLimits: { samples: 100_000, labels: 64, bodySize: Size.mebibytes(50) },
});

new ServiceMonitor(monitoring, 'prometheus', { service: prometheus.headlessService, endpoints: [{ port: 'web' }, { port: 'reloader-web' }], prometheus });

new ScrapeConfigMonitor(monitoring, 'kubelet', {
  scrapeConfig: ScrapeJobs.kubelet(), scrapeClass: kubelet, cardinality: CardinalityPolicies.kubelet(), prometheus,
});

new Probe(monitoring, 'shop-frontend', {
  prober: { address: 'blackbox-exporter.monitoring.svc:9115' },
  module: 'http_2xx',
  targets: ['https://shop.example.com'],
  interval: Duration.minutes(1),
  timeout: Duration.seconds(20),
  prometheus,
});

const collectors = new Chart(app, 'collectors', { namespace: 'collectors' });
const gateway = new GatewayStatefulSet(collectors, 'gateway', { cluster, destination: OtlpEndpoint.grpc({ address: 'otlp.vendor.example:443' }) });
new PodMonitor(collectors, 'gateway-metrics', { workload: gateway.statefulSet, endpoints: [{ port: 'metrics' }], prometheus });

// Services that another program deploys
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new ServiceMonitor(shop, 'shop', {
  selector: { 'app.kubernetes.io/part-of': 'shop' },
  namespaces: TargetNamespaces.named(['shop', 'shop-payments']),
  endpoints: [{ port: 'metrics', tier: ScrapeTier.CRITICAL }],
  cardinality: CardinalityPolicies.goRuntime(),
  limits: { samples: 10_000 },
  prometheus,
});

new PrometheusRules(shop, 'alerts', {
  groups: [new RuleGroup('shop', {
    rules: [
      new AlertRule('ShopUnreachable', {
        expr: 'probe_success{instance="https://shop.example.com"} == 0',
        for: Duration.minutes(5),
        severity: AlertSeverity.CRITICAL,
        summary: '{{ $labels.instance }} does not answer.',
      }),
    ],
  })],
  prometheus,
});

app.synth();
