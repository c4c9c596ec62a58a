/** Allocators with every option, and collectors that take their targets. */
import { Chart, Duration } from 'cdk8s';
import {
  AllocationStrategy, CollectorDaemonSet, GatewayStatefulSet, ScrapingOptions, TargetAllocator, TargetAllocatorProps,
} from '../../../lib/collector';
import { CardinalityPolicy } from '../../../lib/policy';
import { ObjectSelector } from '../../../lib/prometheus';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeJobs, ScrapeTier } from '../../../lib/scraping';
import { FileSource, RemoteWriteEndpoint, ServerTls, Tls } from '../../../lib/wiring';

export interface AllocatorCase {
  readonly name: string;
  readonly props: TargetAllocatorProps;
  readonly scrape?: ScrapingOptions & { readonly cardinality?: CardinalityPolicy };
  /** where the agents of a DaemonSet take the targets */
  readonly onEveryNode?: boolean;
}

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;
const WEB: ScrapeConfig = { jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'], labels: { price: '5$' } }] };

const EVERYWHERE: readonly ScrapeConfig[] = [NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS].map((role) => ({ jobName: role, kubernetes: [{ role }] }));

const SOMEWHERE: readonly ScrapeConfig[] = [
  { jobName: 'own', kubernetes: [{ role: SERVICE, ownNamespace: true }] },
  { jobName: 'named', kubernetes: [{ role: ENDPOINTSLICE, namespaces: ['payments', 'shop'], labelSelector: 'app=web', attachNodeMetadata: true }] },
];

const WITH_FILES: readonly ScrapeConfig[] = [
  { ...WEB, extra: { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } }, tls: Tls.custom({ ca: FileSource.fromConfigMap('web', 'ca.crt') }) },
  { jobName: 'registry', extra: { http_sd_configs: [{ url: 'https://registry.example.com', authorization: { credentials_file: FileSource.fromSecret('registry', 'token') } }] } },
];

const file = (key: string) => FileSource.fromSecret('allocator-tls', key);
const TLS: ServerTls = {
  certificate: file('tls.crt'),
  key: file('tls.key'),
  clientCa: file('ca.crt'),
  clients: Tls.custom({ ca: file('ca.crt'), certificate: file('client.crt'), key: file('client.key'), serverName: 'allocator' }),
};

export const CASES: readonly AllocatorCase[] = [
  { name: 'targets by their addresses', props: {}, scrape: { jobs: [WEB] } },
  { name: 'every role, everywhere', props: { collectorGracePeriod: Duration.minutes(2) }, scrape: { jobs: [...EVERYWHERE] } },
  { name: 'some namespaces', props: { replicas: 3 }, scrape: { jobs: [...SOMEWHERE] } },
  { name: 'files of targets, and of who names them', props: {}, scrape: { jobs: [...WITH_FILES] } },
  {
    name: 'jobs that most clusters have, under a policy',
    props: { strategy: AllocationStrategy.LEAST_WEIGHTED },
    scrape: {
      jobs: [
        ...ScrapeJobs.annotatedPods({ tiers: [ScrapeTier.CRITICAL, ScrapeTier.NORMAL] }), ...ScrapeJobs.annotatedServices(),
        ScrapeJobs.kubelet(), ScrapeJobs.cadvisor(), ScrapeJobs.apiServers(),
      ],
      cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*', 'promhttp_.*$'], limits: { samples: 50_000 } }),
    },
  },
  { name: 'agents, each for its node', props: { strategy: AllocationStrategy.PER_NODE }, scrape: { jobs: [{ jobName: 'pods', kubernetes: [{ role: POD }] }, WEB] }, onEveryNode: true },
  { name: 'every monitor', props: { monitors: {} } },
  {
    name: 'some monitors, which name Secrets',
    props: {
      monitors: {
        serviceMonitors: ObjectSelector.labelled({ team: 'shop' }, { tier: 'prod' }),
        podMonitors: ObjectSelector.ownNamespace(),
        probes: ObjectSelector.none(),
        scrapeConfigs: ObjectSelector.none(),
        namespaces: ['shop'],
        secretNamespaces: ['shop', 'payments'],
        furtherRoles: [INGRESS, NODE],
        scrapeInterval: Duration.seconds(15),
      },
      tls: TLS,
    },
    scrape: { jobs: [WEB] },
  },
  { name: 'monitors but for some namespaces', props: { monitors: { deniedNamespaces: ['sandbox'] } } },
];

/** The program of a case, in a namespace of its own. */
export function writeCase(chart: Chart, { props, scrape, onEveryNode }: AllocatorCase): TargetAllocator {
  const allocator = new TargetAllocator(chart, 'allocator', props);
  const common = { cluster: { name: 'prod' }, metricsTo: RemoteWriteEndpoint.http({ url: 'http://thanos.example.com/api/v1/receive' }) };
  if (onEveryNode) {
    new CollectorDaemonSet(chart, 'agent', { ...common, scrape: { jobs: scrape?.jobs, allocator } });
  } else {
    new GatewayStatefulSet(chart, 'scraper', { ...common, replicas: 3, scrape: { ...scrape, allocator } });
  }
  return allocator;
}
