/**
 * Metrics of several clusters for a year. Each member has a pair of Prometheus that keeps a day, uploads its blocks and answers the hub through a Query of its own, by TLS
 * on both sides. The hub keeps everything: 30 days as it was written, a year in coarser samples. All write into one bucket, each as itself: roles of members may add
 * blocks, the compactor of the hub alone may delete. A ruler in the hub alerts on all clusters.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  AlertmanagerEndpoint, AlertRule, AlertSeverity, FileSource, MemberCluster, ObservabilityApp, PrometheusStatefulSet, RuleGroup, S3ObjectStore, S3StoreContents,
  ScrapeJobs, ScrapeTier, StoreApi, ThanosQuery, ThanosStack, Tls,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const hub = { name: 'hub-us-east-1', region: 'us-east-1', environment: 'production' };
const members = [
  { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  { name: 'prod-eu-west-1', region: 'eu-west-1', environment: 'production' },
];

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/metrics-long-term.tfstate', region: 'us-east-1', encrypt: true });
const blocks = new S3ObjectStore(storage, 'metrics', {
  bucketName: 'acme-metrics-long-term', cluster: hub, contents: S3StoreContents.THANOS_BLOCKS, retention: Duration.days(365),
});

const tls = (secret: string) => ({
  certificate: FileSource.fromSecret(secret, 'tls.crt'), key: FileSource.fromSecret(secret, 'tls.key'), ca: FileSource.fromSecret(secret, 'ca.crt'),
});

function member(cluster: typeof hub): MemberCluster {
  const chart = new Chart(app, cluster.name, { namespace: 'monitoring' });
  const prometheus = new PrometheusStatefulSet(chart, 'prometheus', {
    cluster,
    objectStore: blocks,
    volume: Size.gibibytes(100),
    scrapeConfigs: [
      ...ScrapeJobs.annotatedPods({
        tiers: [ScrapeTier.CRITICAL, ScrapeTier.NORMAL, ScrapeTier.DEVELOPMENT],
        tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['payments'] }],
      }),
      ScrapeJobs.kubelet(),
      ScrapeJobs.cadvisor(),
      ScrapeJobs.apiServers({ tier: ScrapeTier.NORMAL }),
    ],
  });
  const { certificate, key, ca } = tls('thanos-server');
  new ThanosQuery(chart, 'thanos-query', {
    cluster, storeApis: [prometheus.storeApi], grpcTls: { certificate, key, clientCa: ca, clients: Tls.custom(tls('thanos-client')) },
  });
  // a load balancer of the member leads to its Query
  return new MemberCluster({
    cluster,
    storeApis: [StoreApi.at({
      address: `thanos.${cluster.region}.example.com:443`, tls: Tls.custom(tls('thanos-client')), replicaLabels: prometheus.storeApi.replicaLabels,
    })],
  });
}

new ThanosStack(new Chart(app, hub.name, { namespace: 'thanos' }), 'thanos', {
  cluster: hub,
  objectStore: blocks,
  retention: { raw: Duration.days(30), fiveMinutes: Duration.days(365), oneHour: Duration.days(365) },
  members: members.map(member),
  memcached: {},
  ruler: {
    ruleGroups: [new RuleGroup('clusters', {
      rules: [new AlertRule('ClusterSilent', {
        expr: 'absent(up{cluster="prod-eu-west-1"})',
        for: Duration.minutes(10),
        severity: AlertSeverity.CRITICAL,
        summary: 'Nothing arrives from {{ $labels.cluster }}.',
      })],
    })],
    alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093' })],
  },
});

app.synth();
