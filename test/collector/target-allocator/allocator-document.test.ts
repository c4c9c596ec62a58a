import { Duration } from 'cdk8s';
import { allocatorDocument, AllocatorPlan } from '../../../lib/collector/target-allocator/allocator-document';
import { MonitorWatching, monitorPlan } from '../../../lib/collector/target-allocator/monitor-watching';
import { AllocationStrategy } from '../../../lib/collector/target-allocator/target-allocator-props';
import { ObjectSelector } from '../../../lib/prometheus';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../../../lib/scraping';
import { FileSource, ServerTls } from '../../../lib/wiring';

const JOB: ScrapeConfig = { jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'] }] };
const PLAN: AllocatorPlan = {
  namespace: 'observability',
  collectors: { 'app.kubernetes.io/instance': 'scraper' },
  strategy: AllocationStrategy.CONSISTENT_HASHING,
  collectorGracePeriod: Duration.seconds(30),
  jobs: [JOB],
};
const BARE = {
  collector_namespace: 'observability',
  collector_selector: { matchLabels: { 'app.kubernetes.io/instance': 'scraper' } },
  allocation_strategy: 'consistent-hashing',
  filter_strategy: 'relabel-config',
  collector_not_ready_grace_period: '30s',
  allow_insecure_auth_secrets: false,
};
const written = (job: Partial<ScrapeConfig>) => allocatorDocument({ ...PLAN, jobs: [{ ...JOB, ...job }] }).config!.scrape_configs[0];
const monitors = (watching: MonitorWatching, namespace?: string) =>
  allocatorDocument({ ...PLAN, namespace, jobs: [], monitors: monitorPlan('observability/allocator', watching) }).prometheus_cr;

describe('the document of an allocator', () => {
  test('says whose targets there are, how they are shared, and which', () => {
    expect(allocatorDocument(PLAN)).toEqual({
      ...BARE,
      config: {
        scrape_configs: [{
          job_name: 'web', scrape_interval: '1m', scrape_timeout: '10s', metrics_path: '/metrics', scheme: 'http', static_configs: [{ targets: ['web.shop.svc:8080'] }],
        }],
      },
    });
  });

  test('says nothing of jobs when there are none', () => {
    expect(allocatorDocument({ ...PLAN, jobs: [] })).toEqual(BARE);
  });

  test('gives collectors that are not ready the time that they are given', () => {
    expect(allocatorDocument({ ...PLAN, collectorGracePeriod: Duration.minutes(2) }).collector_not_ready_grace_period).toBe('120s');
  });

  test('gives targets without a node to somebody', () => {
    expect(allocatorDocument({ ...PLAN, strategy: AllocationStrategy.PER_NODE })).toMatchObject({
      allocation_strategy: 'per-node', allocation_fallback_strategy: 'consistent-hashing',
    });
    expect(allocatorDocument({ ...PLAN, strategy: AllocationStrategy.LEAST_WEIGHTED })).not.toHaveProperty('allocation_fallback_strategy');
  });

  test('has text as it is: nobody expands a variable in it', () => {
    expect(written({
      relabelConfigs: [{ sourceLabels: ['__address__'], regex: '(.+):.+', replacement: '$1:9090', targetLabel: '__address__' }],
      staticTargets: [{ targets: ['a:1'], labels: { price: '5$' } }],
    })).toMatchObject({ relabel_configs: [{ replacement: '$1:9090' }], static_configs: [{ labels: { price: '5$' } }] });
  });

  test('names files as collectors find them', () => {
    expect(written({ extra: { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } } })).toMatchObject({
      basic_auth: { username: 'web', password_file: '/etc/observability/secret/web/password' },
    });
  });

  test('looks for targets in its own namespace where a job does, which is that of the collectors', () => {
    expect(written({ kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNamespace: true }] })).toMatchObject({
      kubernetes_sd_configs: [{ role: 'pod', namespaces: { own_namespace: true } }],
    });
  });

  test('serves https to clients with a certificate', () => {
    const file = (key: string) => FileSource.fromSecret('allocator', key);
    const tls: ServerTls = { certificate: file('tls.crt'), key: file('tls.key'), clientCa: file('ca.crt') };

    expect(allocatorDocument({ ...PLAN, tls }).https).toEqual({
      enabled: true,
      listen_addr: ':8443',
      ca_file_path: '/etc/observability/secret/allocator/ca.crt',
      tls_cert_file_path: '/etc/observability/secret/allocator/tls.crt',
      tls_key_file_path: '/etc/observability/secret/allocator/tls.key',
    });
  });
});

describe('monitors in the document of an allocator', () => {
  const REFUSES_FILES = { enabled: true, deny_fs_access_through_sms: true };

  test('are of every kind and namespace, and never give away a file of the collector', () => {
    expect(monitors({})).toEqual({
      ...REFUSES_FILES,
      scrape_interval: '30s',
      service_monitor_selector: {},
      service_monitor_namespace_selector: {},
      pod_monitor_selector: {},
      pod_monitor_namespace_selector: {},
      probe_selector: {},
      probe_namespace_selector: {},
      scrape_config_selector: {},
      scrape_config_namespace_selector: {},
    });
  });

  test('of a kind that is not wanted are not selected: what is not written is not taken', () => {
    expect(monitors({ podMonitors: ObjectSelector.none(), probes: ObjectSelector.none(), scrapeConfigs: ObjectSelector.none() })).toEqual({
      ...REFUSES_FILES, scrape_interval: '30s', service_monitor_selector: {}, service_monitor_namespace_selector: {},
    });
  });

  test('are chosen by labels, of their own and of their namespaces', () => {
    expect(monitors({ serviceMonitors: ObjectSelector.labelled({ team: 'shop' }, { tier: 'prod' }) })).toMatchObject({
      service_monitor_selector: { matchLabels: { team: 'shop' } },
      service_monitor_namespace_selector: { matchLabels: { tier: 'prod' } },
    });
  });

  test('of the own namespace are chosen by its name: a selector of namespaces that is not written takes all of them', () => {
    expect(monitors({ serviceMonitors: ObjectSelector.ownNamespace() }, 'observability')).toMatchObject({
      service_monitor_selector: {},
      service_monitor_namespace_selector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
    });
    expect(monitors({ serviceMonitors: ObjectSelector.ownNamespace() })).toMatchObject({ service_monitor_namespace_selector: {} });
  });

  test('are looked for where they may be, and their Secrets too', () => {
    expect(monitors({ namespaces: ['shop'], secretNamespaces: ['vault'], scrapeInterval: Duration.seconds(15) })).toMatchObject({
      allow_namespaces: ['shop'], secret_namespaces: ['vault'], scrape_interval: '15s',
    });
    expect(monitors({ deniedNamespaces: ['sandbox'] })).toMatchObject({ deny_namespaces: ['sandbox'] });
  });
});
