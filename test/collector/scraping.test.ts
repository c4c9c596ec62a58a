import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { problemOf, rendered } from './documents';
import { TargetAllocator } from '../../lib/collector';
import { PrometheusReceiver } from '../../lib/collector/components';
import { scraping, ScrapingPlan } from '../../lib/collector/scraping';
import { Taker } from '../../lib/collector/target-allocator/target-allocator';
import { CardinalityPolicy, GaugeMerge } from '../../lib/policy';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeJobs, ScrapeTier } from '../../lib/scraping';
import { FileSource, Tls } from '../../lib/wiring';

const SCRAPER = new Construct(new Chart(Testing.app(), 'observability'), 'scraper');
const PATH = 'observability/scraper';
const OWN: ScrapeConfig = { jobName: 'own', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] };
const WEB: ScrapeConfig = { jobName: 'web', staticTargets: [{ targets: ['web:80'] }] };
const PODS = { kind: 'StatefulSet', peer: { namespace: 'observability', labels: { app: 'scraper' } }, cluster: 'prod' } as const;
const RULES = new CardinalityPolicy({ dropMetrics: ['go_.*'], limits: { samples: 100 } });

function anAllocator(props: ConstructorParameters<typeof TargetAllocator>[2] = {}): { allocator: TargetAllocator; takers: Taker[] } {
  const allocator = new TargetAllocator(new Chart(Testing.app(), 'observability', { namespace: 'observability' }), 'allocator', props);
  const takers: Taker[] = [];
  const handOut = allocator._handOutTo.bind(allocator);
  allocator._handOutTo = (taker) => {
    takers.push(taker);
    handOut(taker);
  };
  return { allocator, takers };
}

function receiverOf(plan: ScrapingPlan): PrometheusReceiver {
  return scraping(SCRAPER, plan).receivers[0].receiver.sourceComponent as PrometheusReceiver;
}

describe('a collector scrapes', () => {
  test('nothing that it was not told to', () => {
    expect(scraping(SCRAPER, { onOwnNode: [] }).receivers).toEqual([]);
  });

  test('its own node, and what it was told to, by one receiver', () => {
    const { receivers, handOutTo } = scraping(SCRAPER, { onOwnNode: [OWN], scrape: { jobs: [WEB] } });

    expect(receivers).toHaveLength(1);
    expect((receivers[0].receiver.sourceComponent as PrometheusReceiver).scrapeConfigs).toEqual([OWN, WEB]);
    expect(rendered(receivers[0].receiver.sourceComponent)).not.toHaveProperty('target_allocator');
    expect(() => handOutTo(PODS)).not.toThrow();
  });

  test('what an allocator hands out, whose jobs these are then', () => {
    const { allocator, takers } = anAllocator();
    const { receivers, handOutTo } = scraping(SCRAPER, { onOwnNode: [OWN], scrape: { jobs: [WEB], allocator } });
    handOutTo(PODS);

    expect(rendered(receivers[0].receiver.sourceComponent)).toMatchObject({
      config: { scrape_configs: [{ job_name: 'own' }] },
      target_allocator: { endpoint: 'http://allocator.observability.svc:8080', interval: '30s', collector_id: '${env:POD_NAME}' },
    });
    expect(takers).toEqual([{ path: PATH, kind: 'StatefulSet', namespace: 'observability', peer: PODS.peer, cluster: 'prod', jobs: [WEB] }]);
  });

  test('with a certificate of its own, when the allocator asks for one', () => {
    const file = (key: string) => FileSource.fromSecret('allocator', key);
    const clients = Tls.custom({ ca: file('ca.crt'), certificate: file('client.crt'), key: file('client.key'), serverName: 'allocator' });
    const { allocator } = anAllocator({ tls: { certificate: file('tls.crt'), key: file('tls.key'), clientCa: file('ca.crt'), clients } });
    const receiver = receiverOf({ onOwnNode: [], scrape: { jobs: [WEB], allocator } });

    expect(rendered(receiver)).toMatchObject({
      target_allocator: {
        endpoint: 'https://allocator.observability.svc:8443',
        tls: {
          ca_file: '/etc/observability/secret/allocator/ca.crt',
          cert_file: '/etc/observability/secret/allocator/client.crt',
          key_file: '/etc/observability/secret/allocator/client.key',
          server_name_override: 'allocator',
          insecure: false,
        },
      },
    });
    expect(receiver._needs().mounts).toContainEqual({ mountPath: '/etc/observability/secret/allocator', secretName: 'allocator' });
  });

  test('targets that ask for files and rights: those it has, and what finds them it has not', () => {
    const kubelets: ScrapeConfig = {
      jobName: 'kubelets', kubernetes: [{ role: KubernetesDiscoveryRole.NODE }], serviceAccountToken: true, tls: Tls.custom({ ca: FileSource.fromConfigMap('kubelets', 'ca.crt') }),
    };
    const { allocator } = anAllocator();

    expect(receiverOf({ onOwnNode: [], scrape: { jobs: [kubelets], allocator } })._needs()).toEqual({
      mounts: [{ mountPath: '/etc/observability/config-map/kubelets', configMapName: 'kubelets' }],
      clusterRules: [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }],
      nonResourcePaths: [],
      namespaceRules: [],
      egress: [{}],
      variables: [{ name: 'POD_NAME', fieldPath: 'metadata.name' }],
    });
  });

  test('under a policy, whose rules go with the jobs, and whose processors stay', () => {
    const { allocator, takers } = anAllocator();
    const policy = new CardinalityPolicy({ dropMetrics: ['go_.*'], dropLabels: ['shard'], mergeGauges: GaugeMerge.SUM, limits: { samples: 100 } });
    const { receivers, handOutTo } = scraping(SCRAPER, { onOwnNode: [OWN], scrape: { jobs: [WEB], allocator }, cardinality: policy });
    handOutTo(PODS);
    const drop = { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' };

    expect(takers[0].jobs).toMatchObject([{ jobName: 'web', sampleLimit: 100, metricRelabelConfigs: [drop] }]);
    expect((receivers[0].receiver.sourceComponent as PrometheusReceiver).scrapeConfigs).toMatchObject([{ jobName: 'own', sampleLimit: 100, metricRelabelConfigs: [drop] }]);
    expect(receivers[0].processors?.length).toBeGreaterThan(0);
  });
});

test('a collector takes back which container it is, where the receiver guesses it', () => {
  const corrections = (jobs: ScrapeConfig[]) => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs } }).corrections.map(({ name }) => name);

  expect(corrections([WEB])).toEqual([]);
  expect(corrections([WEB, ...ScrapeJobs.annotatedPods()])).toEqual(['annotated-pods']);
  expect(corrections(ScrapeJobs.annotatedPods({ tiers: [ScrapeTier.CRITICAL] }))).toEqual(['annotated-pods']);
});

describe('a collector refuses', () => {
  test('to scrape, and nothing', () => {
    expect(problemOf(() => scraping(SCRAPER, { onOwnNode: [], scrape: {} }))).toMatchObject({ path: PATH, what: 'scrape has neither jobs nor an allocator' });
    expect(() => scraping(SCRAPER, { onOwnNode: [], scrape: { allocator: anAllocator().allocator } })).not.toThrow();
  });

  test('a job on its node that an allocator hands out too', () => {
    const { allocator } = anAllocator();

    expect(problemOf(() => scraping(SCRAPER, { onOwnNode: [OWN], scrape: { jobs: [{ ...WEB, jobName: 'own' }], allocator } }))).toMatchObject({
      what: "job 'own' is scraped by every agent on its node, and handed out by observability/allocator",
    });
  });

  test('a policy on jobs beside monitors, which bring rules of their own', () => {
    const { allocator } = anAllocator({ monitors: {} });

    expect(problemOf(() => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs: [WEB], allocator }, cardinality: RULES }))).toMatchObject({
      what: 'cardinality rules jobs, and observability/allocator has monitors',
    });
    expect(() => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs: [WEB] }, cardinality: RULES })).not.toThrow();
  });

  test('to verify targets by an authority that its pods would not have', () => {
    const { allocator } = anAllocator();
    const job: ScrapeConfig = { ...WEB, clusterCa: true };

    expect(problemOf(() => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs: [job], allocator } })).what).toContain("job 'web': clusterCa is on, and nothing needs access");
    const targetAccess = [{ apiGroups: [''], resources: ['services/proxy'], verbs: ['get'] }];
    expect(() => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs: [job], allocator, targetAccess } })).not.toThrow();
    expect(() => scraping(SCRAPER, { onOwnNode: [], scrape: { jobs: [{ ...job, serviceAccountToken: true }], allocator } })).not.toThrow();
  });
});
