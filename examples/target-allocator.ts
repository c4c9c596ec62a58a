/**
 * Three collectors share the targets of a cluster. A Target Allocator finds them, by a job and by the ServiceMonitors of a team, and gives each target to one
 * collector; credentials of targets reach collectors by mutual TLS, whose certificates
 * cert-manager renews. What is scraped waits on disk while Thanos is away.
 */
import { Chart, Duration, Size } from 'cdk8s';
import {
  CardinalityPolicy, CertificateIssuer, GatewayStatefulSet, KubernetesDiscoveryRole, ObjectSelector, ObservabilityApp, RemoteWriteEndpoint, TargetAllocator,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };
const chart = new Chart(app, 'scraping', { namespace: 'scraping' });
const thanos = RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' });

new GatewayStatefulSet(chart, 'scraper', {
  cluster,
  metricsTo: thanos,
  replicas: 3,
  queueVolume: Size.gibibytes(10),
  scrape: {
    jobs: [{
      jobName: 'node-exporter',
      scrapeInterval: Duration.seconds(30),
      kubernetes: [{ role: KubernetesDiscoveryRole.ENDPOINTSLICE, namespaces: ['node-exporter'] }],
      relabelConfigs: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
    }],
    allocator: new TargetAllocator(chart, 'allocator'),
    cardinality: new CardinalityPolicy({ dropMetrics: ['node_scrape_collector_.*'] }),
  },
});

new GatewayStatefulSet(chart, 'shop-scraper', {
  cluster,
  metricsTo: thanos,
  autoscaling: { minReplicas: 3, maxReplicas: 12 },
  scrape: {
    allocator: new TargetAllocator(chart, 'shop-allocator', {
      monitors: {
        serviceMonitors: ObjectSelector.labelled({ team: 'shop' }),
        podMonitors: ObjectSelector.none(),
        probes: ObjectSelector.none(),
        scrapeConfigs: ObjectSelector.none(),
        namespaces: ['shop'],
        secretNamespaces: ['shop'],
      },
      certificateIssuer: CertificateIssuer.clusterIssuer('platform-ca'),
    }),
  },
});

app.synth();
