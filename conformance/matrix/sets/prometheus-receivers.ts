/** Receivers that scrape. */
import { Duration } from 'cdk8s';
import { PrometheusReceiver, TargetAllocatorClient } from '../../../lib/collector/components';
import { RelabelAction, RelabelConfig } from '../../../lib/policy';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeJobs, ScrapeScheme, ScrapeTier, StaticTargets } from '../../../lib/scraping';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';
import { OptionSet, readOnly, set } from '../option-set';

const staticTargets: StaticTargets[] = [{ targets: ['web.shop.svc:8080', '10.0.0.1:80'], labels: { team: 'shop$' } }];

/** The jobs that the library makes itself. */
const READY_MADE: ScrapeConfig[] = [
  ...ScrapeJobs.annotatedPods({
    tiers: [ScrapeTier.CRITICAL, ScrapeTier.NORMAL, new ScrapeTier('batch', { interval: Duration.minutes(2), timeout: Duration.seconds(30) })],
    defaultTier: ScrapeTier.CRITICAL,
    tierDefaults: [{ tier: ScrapeTier.NORMAL, namespaces: ['shop', 'payments'], labels: { 'app.kubernetes.io/name': 'web.v2' } }],
  }),
  ...ScrapeJobs.annotatedServices({ annotationPrefix: 'acme.io', tiers: [ScrapeTier.DEVELOPMENT] }),
  ScrapeJobs.pods({ jobName: 'pods', labelSelector: 'app=web', portName: 'metrics', tier: ScrapeTier.NORMAL }),
  ScrapeJobs.endpoints({ jobName: 'endpoints', namespaces: ['shop'], portName: 'http-metrics' }),
  ScrapeJobs.kubelet(),
  ScrapeJobs.cadvisor(),
  ScrapeJobs.apiServers(),
];

const EVERY_ACTION: RelabelConfig[] = [
  { action: RelabelAction.REPLACE, sourceLabels: ['__meta_kubernetes_namespace', '__address__'], separator: '/', regex: '(.+)/(.+)', targetLabel: 'target', replacement: '$1-${2}' },
  { action: RelabelAction.KEEP, sourceLabels: ['job'], regex: 'web|db' },
  { action: RelabelAction.DROP, sourceLabels: ['job'], regex: 'test-.*' },
  { action: RelabelAction.KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
  { action: RelabelAction.DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
  { action: RelabelAction.HASHMOD, sourceLabels: ['__address__'], modulus: 4, targetLabel: '__tmp_shard' },
  { action: RelabelAction.LABELMAP, regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'pod_$1' },
  { action: RelabelAction.LABELDROP, regex: 'pod_template_hash' },
  { action: RelabelAction.LABELKEEP, regex: '.+' },
  { action: RelabelAction.LOWERCASE, sourceLabels: ['Team'], targetLabel: 'team' },
  { action: RelabelAction.UPPERCASE, sourceLabels: ['team'], targetLabel: 'TEAM' },
  { targetLabel: 'cluster', replacement: 'prod' },
];

const DISCOVERY: ScrapeConfig[] = [
  ...Object.values(KubernetesDiscoveryRole).map((role) => ({ jobName: role, kubernetes: [{ role }] })),
  { jobName: 'own-namespace', kubernetes: [{ role: KubernetesDiscoveryRole.SERVICE, ownNamespace: true }] },
  { jobName: 'namespaces', kubernetes: [{ role: KubernetesDiscoveryRole.ENDPOINTSLICE, namespaces: ['payments', 'shop'], attachNodeMetadata: true }] },
  {
    jobName: 'own-node',
    kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true, labelSelector: 'app=web,tier in (front)', fieldSelector: 'status.phase=Running' }],
  },
  { jobName: 'own-kubelet', serviceAccountToken: true, clusterCa: true, kubernetes: [{ role: KubernetesDiscoveryRole.NODE, ownNodeOnly: true }] },
];

const ALLOCATORS: readonly (readonly [name: string, client: TargetAllocatorClient])[] = [
  ['allocated', { endpoint: 'http://target-allocator.observability.svc', interval: Duration.seconds(15), collectorId: 'collector-0' }],
  ['allocated-to-pod', { endpoint: 'http://target-allocator.observability.svc' }],
  ['allocated-in-secret', {
    endpoint: 'https://target-allocator.observability.svc:8443',
    tls: Tls.custom({
      ca: FileSource.fromConfigMap('targets', 'ca.crt'),
      certificate: FileSource.fromSecret('target-client', 'tls.crt'),
      key: FileSource.fromSecret('target-client', 'tls.key'),
    }),
  }],
];

export const PROMETHEUS_RECEIVERS: readonly OptionSet[] = [
  set(new PrometheusReceiver({ scrapeConfigs: [{ jobName: 'web', staticTargets }] })),
  set(new PrometheusReceiver({ name: 'ready-made', scrapeConfigs: READY_MADE })),
  set(new PrometheusReceiver({
    name: 'everything',
    trimMetricSuffixes: true,
    targetAccess: [{ apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'], resourceNames: ['web-0'] }],
    scrapeConfigs: [
      {
        jobName: 'everything',
        scrapeInterval: Duration.seconds(30),
        scrapeTimeout: Duration.seconds(20),
        metricsPath: '/federate',
        scheme: ScrapeScheme.HTTPS,
        staticTargets,
        relabelConfigs: EVERY_ACTION,
        metricRelabelConfigs: EVERY_ACTION,
        honorLabels: true,
        sampleLimit: 10_000,
        labelLimit: 64,
        tls: Tls.custom({
          ca: FileSource.fromConfigMap('targets', 'ca.crt'),
          certificate: FileSource.fromSecret('target-client', 'tls.crt'),
          key: FileSource.fromSecret('target-client', 'tls.key'),
          serverName: 'web.shop.svc',
        }),
        extra: { params: { module: ['http_2xx'] }, basic_auth: { username: 'prometheus', password: SecretValue.fromSecret('matrix', 'scrape') } },
      },
      { jobName: 'plain', scheme: ScrapeScheme.HTTP, staticTargets },
      { jobName: 'any-certificate', insecureSkipVerify: true, staticTargets },
      { jobName: 'files', extra: { file_sd_configs: [{ files: ['/etc/targets/*.json'] }] } },
    ],
  })),
  set(new PrometheusReceiver({ name: 'discovery', scrapeConfigs: DISCOVERY })),
  set(new PrometheusReceiver({ name: 'every-action', scrapeConfigs: Object.values(RelabelAction).map(jobWith) })),
  ...ALLOCATORS.map(([name, targetAllocator]) => readOnly('its start waits for the Target Allocator', set(new PrometheusReceiver({ name, targetAllocator })))),
];

function jobWith(action: RelabelAction): ScrapeConfig {
  return { jobName: action, staticTargets, relabelConfigs: EVERY_ACTION.filter((config) => config.action === action) };
}
