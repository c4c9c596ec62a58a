import { Duration } from 'cdk8s';
import { PrometheusReceiver, PrometheusReceiverProps, TargetAllocatorClient } from '../../../../lib/collector/components/receivers/prometheus-receiver';
import { RelabelAction } from '../../../../lib/policy';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from '../../../../lib/scraping/scrape-config';
import { FileSource, SecretValue, Tls } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;
const staticTargets = [{ targets: ['web.shop.svc:8080'] }];
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';
const NODE_NAME = { name: 'NODE_NAME', fieldPath: 'spec.nodeName' };
const rule = (group: string, resource: string) => ({ apiGroups: [group], resources: [resource], verbs: ['list', 'watch'] });
const NODES_METRICS = { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] };

interface Rendered {
  readonly config: { readonly scrape_configs: readonly { readonly [key: string]: unknown }[] };
}

const scraping = (job: Partial<ScrapeConfig>) => new PrometheusReceiver({ scrapeConfigs: [{ jobName: 'web', ...job }] });
const jobOf = (job: Partial<ScrapeConfig>) => (rendered(scraping(job)) as Rendered).config.scrape_configs[0];
const discovered = (sd: KubernetesDiscovery) => jobOf({ kubernetes: [sd] }).kubernetes_sd_configs;

const DEFAULTS = { job_name: 'web', scrape_interval: '60s', scrape_timeout: '10s', metrics_path: '/metrics', scheme: 'http' };

describe('a Prometheus receiver', () => {
  test('scrapes every minute', () => {
    const receiver = scraping({ staticTargets });

    expect(receiver._id(TESTED)).toBe('prometheus');
    expect(rendered(receiver)).toEqual({ config: { scrape_configs: [{ ...DEFAULTS, static_configs: staticTargets }] } });
  });

  test('scrapes as it is told', () => {
    const receiver = new PrometheusReceiver({
      name: 'shop',
      trimMetricSuffixes: true,
      scrapeConfigs: [{
        jobName: 'web',
        scrapeInterval: Duration.seconds(15),
        scrapeTimeout: Duration.millis(1500),
        metricsPath: '/actuator/prometheus',
        scheme: ScrapeScheme.HTTPS,
        staticTargets: [{ targets: ['a:1', 'b:2'], labels: { price: '5$' } }],
        honorLabels: true,
        sampleLimit: 5000,
        labelLimit: 30,
      }],
    });

    expect(receiver._id(TESTED)).toBe('prometheus/shop');
    expect(rendered(receiver)).toEqual({
      trim_metric_suffixes: true,
      config: {
        scrape_configs: [{
          job_name: 'web',
          scrape_interval: '15s',
          scrape_timeout: '1500ms',
          metrics_path: '/actuator/prometheus',
          scheme: 'https',
          static_configs: [{ targets: ['a:1', 'b:2'], labels: { price: '5$$' } }],
          honor_labels: true,
          sample_limit: 5000,
          label_limit: 30,
        }],
      },
    });
    expect(receiver.scrapeConfigs).toHaveLength(1);
  });

  test('gives targets no more time than there is between two scrapes', () => {
    expect(jobOf({ staticTargets, scrapeInterval: Duration.seconds(5) })).toMatchObject({ scrape_interval: '5s', scrape_timeout: '5s' });
  });

  test('relabels with literal text: groups are not variables of the collector', () => {
    const relabelConfigs = [{ sourceLabels: ['__address__'], regex: '(.+):.+', replacement: '$1:9090', targetLabel: '__address__' }];
    const metricRelabelConfigs = [{ action: RelabelAction.DROP, sourceLabels: ['__name__'], regex: 'go_.*$' }];

    expect(jobOf({ staticTargets, relabelConfigs, metricRelabelConfigs })).toMatchObject({
      relabel_configs: [{ source_labels: ['__address__'], regex: '(.+):.+', replacement: '$$1:9090', target_label: '__address__', action: 'replace' }],
      metric_relabel_configs: [{ action: 'drop', source_labels: ['__name__'], regex: 'go_.*$$' }],
    });
  });

  test('takes further keys, and the variables of secrets in them', () => {
    const receiver = scraping({ staticTargets, extra: { params: { module: ['$1'] }, basic_auth: { username: 'a', password: SecretValue.fromSecret('web', 'password') } } });

    expect((rendered(receiver) as Rendered).config.scrape_configs[0]).toEqual({
      ...DEFAULTS, static_configs: staticTargets, params: { module: ['$$1'] }, basic_auth: { username: 'a', password: '${env:WEB_PASSWORD}' },
    });
    expect(receiver._needs().variables).toEqual([{ name: 'WEB_PASSWORD', secretName: 'web', secretKey: 'password' }]);
  });

  test('takes targets of another discovery, and credentials of one\'s own', () => {
    const extra = { dns_sd_configs: [{ names: ['a'] }], authorization: { credentials: 'x' } };

    expect(jobOf({ extra })).toEqual({ ...DEFAULTS, ...extra });
  });

  test('has the files that further keys name', () => {
    const receiver = scraping({ staticTargets, extra: { basic_auth: { username: 'a', password_file: FileSource.fromSecret('web', 'password') } } });

    expect((rendered(receiver) as Rendered).config.scrape_configs[0]).toMatchObject({ basic_auth: { password_file: '/etc/observability/secret/web/password' } });
    expect(receiver._needs().mounts).toEqual([{ mountPath: '/etc/observability/secret/web', secretName: 'web' }]);
  });

  test('reaches targets wherever they are', () => {
    expect(scraping({ staticTargets })._needs()).toEqual({
      variables: [], mounts: [], clusterRules: [], nonResourcePaths: [], namespaceRules: [], egress: [{}],
    });
  });
});

describe('targets in the Kubernetes API', () => {
  test('are everywhere, or in some namespaces, or in that of the collector', () => {
    expect(discovered({ role: POD })).toEqual([{ role: 'pod' }]);
    expect(discovered({ role: POD, namespaces: ['shop'] })).toEqual([{ role: 'pod', namespaces: { names: ['shop'] } }]);
    expect(discovered({ role: POD, ownNamespace: true })).toEqual([{ role: 'pod', namespaces: { own_namespace: true } }]);
  });

  test('are chosen by the API', () => {
    expect(discovered({ role: SERVICE, labelSelector: 'app=web', fieldSelector: 'metadata.name!=x' })).toEqual([
      { role: 'service', selectors: [{ role: 'service', label: 'app=web', field: 'metadata.name!=x' }] },
    ]);
  });

  test('are those of the own node', () => {
    expect(discovered({ role: POD, ownNodeOnly: true })).toEqual([{ role: 'pod', selectors: [{ role: 'pod', field: 'spec.nodeName=${env:NODE_NAME}' }] }]);
    expect(discovered({ role: POD, ownNodeOnly: true, fieldSelector: 'status.phase=Running' })).toEqual([
      { role: 'pod', selectors: [{ role: 'pod', field: 'status.phase=Running,spec.nodeName=${env:NODE_NAME}' }] },
    ]);
    expect(discovered({ role: NODE, ownNodeOnly: true })).toEqual([{ role: 'node', selectors: [{ role: 'node', field: 'metadata.name=${env:NODE_NAME}' }] }]);
    expect(scraping({ kubernetes: [{ role: POD, ownNodeOnly: true }] })._needs().variables).toEqual([NODE_NAME]);
  });

  test('know their nodes', () => {
    expect(discovered({ role: POD, attachNodeMetadata: true })).toEqual([{ role: 'pod', attach_metadata: { node: true } }]);
    expect(scraping({ kubernetes: [{ role: POD, attachNodeMetadata: true }] })._needs().clusterRules).toEqual([rule('', 'pods'), rule('', 'nodes')]);
  });

  test.each([
    [NODE, [rule('', 'nodes')]],
    [POD, [rule('', 'pods')]],
    [SERVICE, [rule('', 'services')]],
    [ENDPOINTSLICE, [rule('discovery.k8s.io', 'endpointslices'), rule('', 'services'), rule('', 'pods')]],
    [INGRESS, [rule('networking.k8s.io', 'ingresses')]],
  ])('of role %s are watched, and nothing else', (role, clusterRules) => {
    expect(scraping({ kubernetes: [{ role }] })._needs()).toMatchObject({ clusterRules, namespaceRules: [] });
  });

  test('of the own namespace are watched there only', () => {
    expect(scraping({ kubernetes: [{ role: POD, ownNamespace: true }] })._needs()).toMatchObject({ clusterRules: [], namespaceRules: [rule('', 'pods')] });
  });
});

describe('targets that ask for HTTPS or credentials', () => {
  test('are kubelets: they are shown the token, and verified by the authority of the cluster', () => {
    const receiver = scraping({ kubernetes: [{ role: NODE }], serviceAccountToken: true, clusterCa: true });

    expect((rendered(receiver) as Rendered).config.scrape_configs[0]).toMatchObject({
      scheme: 'https', authorization: { type: 'Bearer', credentials_file: `${TOKEN}/token` }, tls_config: { ca_file: `${TOKEN}/ca.crt` },
    });
    expect(receiver._needs().clusterRules).toEqual([rule('', 'nodes'), NODES_METRICS]);
  });

  test('are others, which ask the ServiceAccount for something', () => {
    const access = { apiGroups: ['example.com'], resources: ['metrics'], verbs: ['get'] };
    const receiver = new PrometheusReceiver({ scrapeConfigs: [{ jobName: 'a', staticTargets, serviceAccountToken: true }], targetAccess: [access] });

    expect(receiver._needs().clusterRules).toEqual([access]);
    expect(scraping({ kubernetes: [{ role: POD }], serviceAccountToken: true })._needs().clusterRules).toEqual([rule('', 'pods')]);
  });

  test('are verified as they are told', () => {
    const file = (key: string) => FileSource.fromSecret('web-tls', key);
    const tls = Tls.custom({ ca: file('ca.crt'), certificate: file('tls.crt'), key: file('tls.key'), serverName: 'web' });
    const folder = '/etc/observability/secret/web-tls';

    expect(jobOf({ staticTargets, tls })).toMatchObject({
      scheme: 'https',
      tls_config: { ca_file: `${folder}/ca.crt`, cert_file: `${folder}/tls.crt`, key_file: `${folder}/tls.key`, server_name: 'web' },
    });
    expect(scraping({ staticTargets, tls })._needs().mounts).toContainEqual({ mountPath: folder, secretName: 'web-tls' });
  });

  test('are verified by the roots in the image, or not at all', () => {
    expect(jobOf({ staticTargets, tls: Tls.system() })).toEqual({ ...DEFAULTS, scheme: 'https', tls_config: {}, static_configs: staticTargets });
    expect(jobOf({ staticTargets, insecureSkipVerify: true })).toMatchObject({ scheme: 'https', tls_config: { insecure_skip_verify: true } });
    expect(jobOf({ staticTargets, tls: Tls.system(), insecureSkipVerify: true })).toMatchObject({ tls_config: { insecure_skip_verify: true } });
  });
});

describe('a Target Allocator', () => {
  const endpoint = 'http://target-allocator.observability.svc';

  test('knows the collector by the name of its pod', () => {
    const receiver = new PrometheusReceiver({ targetAllocator: { endpoint } });

    expect(rendered(receiver)).toEqual({ target_allocator: { endpoint, interval: '30s', collector_id: '${env:POD_NAME}' } });
    expect(receiver._needs().variables).toEqual([{ name: 'POD_NAME', fieldPath: 'metadata.name' }]);
  });

  test('knows it as it is told, besides what it scrapes itself', () => {
    const receiver = new PrometheusReceiver({
      scrapeConfigs: [{ jobName: 'web', staticTargets }], targetAllocator: { endpoint: `${endpoint}:8080/x`, interval: Duration.seconds(10), collectorId: 'scraper-0' },
    });

    expect(rendered(receiver)).toEqual({
      config: { scrape_configs: [{ ...DEFAULTS, static_configs: staticTargets }] },
      target_allocator: { endpoint: `${endpoint}:8080/x`, interval: '10s', collector_id: 'scraper-0' },
    });
    expect(receiver._needs().variables).toEqual([]);
  });

  test('is asked with a certificate, and shows its own', () => {
    const file = (key: string) => FileSource.fromSecret('allocator', key);
    const tls = Tls.custom({ ca: file('ca.crt'), certificate: file('tls.crt'), key: file('tls.key') });
    const receiver = new PrometheusReceiver({ targetAllocator: { endpoint: 'https://target-allocator.observability.svc', tls } });
    const folder = '/etc/observability/secret/allocator';

    expect(rendered(receiver)).toMatchObject({
      target_allocator: { tls: { ca_file: `${folder}/ca.crt`, cert_file: `${folder}/tls.crt`, key_file: `${folder}/tls.key`, insecure: false } },
    });
    expect(receiver._needs().mounts).toEqual(Array(3).fill({ mountPath: folder, secretName: 'allocator' }));
  });

  test.each<[TargetAllocatorClient, string]>([
    [{ endpoint, tls: Tls.system() }, `tls is given, and endpoint is '${endpoint}'`],
    [{ endpoint: 'https://allocator', tls: Tls.plaintext() }, "tls is Tls.plaintext(), and endpoint is 'https://allocator'"],
    [{ endpoint: 'target-allocator:80' }, "endpoint 'target-allocator:80' is not a URL"],
    [{ endpoint, interval: Duration.seconds(0) }, 'interval is 0s'],
    [{ endpoint, collectorId: '' }, "collectorId '' is not the name of a collector"],
    [{ endpoint, collectorId: '${env:X}' }, "collectorId '${env:X}' is not the name of a collector"],
  ])('fails: %j', (targetAllocator, what) => {
    expect(problemOf(() => new PrometheusReceiver({ targetAllocator }))).toMatchObject({ path: 'PrometheusReceiver', what: `targetAllocator: ${what}` });
  });
});

describe('the options of a Prometheus receiver', () => {
  test.each<[PrometheusReceiverProps, string]>([
    [{}, 'there are neither scrapeConfigs nor a targetAllocator'],
    [{ scrapeConfigs: [] }, 'there are neither scrapeConfigs nor a targetAllocator'],
    [{ scrapeConfigs: [{ jobName: '', staticTargets }] }, 'a job has an empty jobName'],
    [{ scrapeConfigs: [{ jobName: 'a', staticTargets }, { jobName: 'a', staticTargets }] }, "two jobs are called 'a'"],
    [{ scrapeConfigs: [{ jobName: 'a', staticTargets, clusterCa: true }] }, "job 'a': clusterCa is on, and nothing needs access to the Kubernetes API"],
  ])('fail: %j', (props, what) => {
    expect(problemOf(() => new PrometheusReceiver(props))).toMatchObject({ path: 'PrometheusReceiver', what });
  });

  const kubernetes = [{ role: POD }];
  const tls = Tls.custom({ ca: FileSource.fromSecret('a', 'b') });
  test.each<[Partial<ScrapeConfig>, string]>([
    [{ scrapeInterval: Duration.seconds(0) }, 'scrapeInterval is 0s'],
    [{ scrapeTimeout: Duration.seconds(0) }, 'scrapeTimeout is 0s'],
    [{ scrapeTimeout: Duration.seconds(61) }, 'scrapeTimeout 61s is longer than scrapeInterval 60s'],
    [{ scrapeTimeout: Duration.seconds(10), scrapeInterval: Duration.seconds(5) }, 'scrapeTimeout 10s is longer than scrapeInterval 5s'],
    [{ metricsPath: 'metrics' }, "metricsPath 'metrics' does not begin with a slash"],
    [{ sampleLimit: -1 }, 'sampleLimit is -1'],
    [{ labelLimit: 1.5 }, 'labelLimit is 1.5'],
    [{ staticTargets: [] }, 'it has neither staticTargets nor kubernetes'],
    [{ staticTargets: undefined, extra: { params: {} } }, 'it has neither staticTargets nor kubernetes'],
    [{ staticTargets: [{ targets: [] }] }, 'staticTargets has no targets'],
    [{ staticTargets: [{ targets: ['http://web:80'] }] }, "target 'http://web:80' is not a host with a port"],
    [{ staticTargets: [{ targets: ['web:80/metrics'] }] }, "target 'web:80/metrics' is not a host with a port"],
    [{ staticTargets: [{ targets: [''] }] }, "target '' is not a host with a port"],
    [{ staticTargets: [{ targets: ['web:70000'] }] }, "target 'web:70000' is not a host with a port"],
    [{ staticTargets: [{ targets: ['web:80'], labels: { '': 'a' } }] }, 'labels of staticTargets have an empty name'],
    [{ tls: Tls.plaintext() }, 'tls is Tls.plaintext()'],
    [{ tls, scheme: ScrapeScheme.HTTP }, 'tls is given, and scheme is http'],
    [{ kubernetes, clusterCa: true, scheme: ScrapeScheme.HTTP }, 'clusterCa is given, and scheme is http'],
    [{ insecureSkipVerify: true, scheme: ScrapeScheme.HTTP }, 'insecureSkipVerify is given, and scheme is http'],
    [{ kubernetes, tls, clusterCa: true }, 'tls and clusterCa are both given'],
    [{ kubernetes, clusterCa: true, insecureSkipVerify: true }, 'insecureSkipVerify is on, with an authority to ask'],
    [{ tls, insecureSkipVerify: true }, 'insecureSkipVerify is on, with an authority to ask'],
    [{ extra: { job_name: 'b' } }, "extra has 'job_name'"],
    [{ extra: { tls_config: {} } }, "extra has 'tls_config'"],
    [{ kubernetes, serviceAccountToken: true, extra: { basic_auth: {} } }, "extra has 'basic_auth', with serviceAccountToken"],
    [{ relabelConfigs: [{ sourceLabels: ['a'] }] }, "relabelConfigs[0]: relabel configuration for replace action requires 'target_label' value"],
    [{ metricRelabelConfigs: [{ sourceLabels: ['a'] }] }, "metricRelabelConfigs[0]: relabel configuration for replace action requires 'target_label' value"],
    [{ kubernetes: [{ role: POD, ownNamespace: true, namespaces: ['shop'] }] }, 'ownNamespace is on, with namespaces'],
    [{ kubernetes: [{ role: NODE, ownNamespace: true }] }, 'ownNamespace is on, with nodes, which are in none'],
    [{ kubernetes: [{ role: SERVICE, ownNodeOnly: true }] }, 'ownNodeOnly is on for role service'],
    [{ kubernetes: [{ role: INGRESS, attachNodeMetadata: true }] }, 'attachNodeMetadata is on for role ingress'],
    [{ kubernetes: [{ role: POD, fieldSelector: 'status.phase' }] }, "fieldSelector has 'status.phase'"],
  ])('of a job fail: %#', (job, what) => {
    expect(problemOf(() => scraping({ staticTargets, ...job }))).toMatchObject({ path: 'PrometheusReceiver', what: `job 'web': ${what}` });
  });

  test.each(['a in b', 'a=b=c', 'a b', '=', 'a,,b'])("of a job fail on label selector '%s'", (labelSelector) => {
    expect(problemOf(() => scraping({ kubernetes: [{ role: POD, labelSelector }] }))).toMatchObject({ path: 'PrometheusReceiver', why: expect.stringContaining('it is no requirement') as unknown });
  });

  test.each(['', 'a', '!a', 'a=b', 'a==b', 'a != b', 'app.kubernetes.io/name=web,tier in (a, b),x notin (c)'])("of a job take label selector '%s'", (labelSelector) => {
    expect(() => scraping({ kubernetes: [{ role: POD, labelSelector }] })).not.toThrow();
  });

  test('of a job fail on a namespace that cannot be', () => {
    expect(problemOf(() => scraping({ kubernetes: [{ role: POD, namespaces: ['Shop'] }] }))).toMatchObject({
      path: 'PrometheusReceiver', what: "namespaces has 'Shop', which is not the name of a namespace",
    });
  });
});
