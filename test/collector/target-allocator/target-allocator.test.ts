import { Chart, Duration, Size, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import {
  AllocationStrategy, AnnotationScrapingOptions, CertificateIssuer, CollectorDaemonSet, FileSource, GatewayStatefulSet, KubernetesDiscoveryRole, NetworkPeer,
  ObjectSelector, OtlpEndpoint, Prometheus, ScrapeConfig, ScrapeJobs, ScrapeTier, ScrapingOptions, SecretValue, ServerTls, ServiceMonitor,
  TargetAllocator, TargetAllocatorProps, Tls, VersionCatalog,
} from '../../../lib';
import { env } from '../../../lib/collector/components/expansion';
import { AllocatorDocument } from '../../../lib/collector/target-allocator/allocator-document';
import { at, find, Manifest, manifestsOf } from '../../manifests';

const cluster = { name: 'prod' };
const destination = OtlpEndpoint.grpc({ address: 'otlp.example.com:443' });
const PODS: ScrapeConfig = { jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] };
const file = (key: string) => FileSource.fromSecret('allocator', key);
const clients = Tls.custom({ ca: file('ca.crt'), certificate: file('client.crt'), key: file('client.key') });
const TLS: ServerTls = { certificate: file('tls.crt'), key: file('tls.key'), clientCa: file('ca.crt'), clients };

function aChart(namespace: string | undefined = 'observability', id = 'observability'): Chart {
  return new Chart(Testing.app(), id, { namespace });
}

/** An allocator with a gateway that takes its targets. */
function scene(props: TargetAllocatorProps = {}, scrape: ScrapingOptions = { jobs: [PODS] }): Chart {
  const chart = aChart();
  const allocator = new TargetAllocator(chart, 'allocator', props);
  new GatewayStatefulSet(chart, 'scraper', { cluster, destination, replicas: 3, scrape: { ...scrape, allocator } });
  return chart;
}

function written(props: TargetAllocatorProps = {}, scrape?: ScrapingOptions): Manifest[] {
  return manifestsOf(scene(props, scrape));
}

function documentIn(all: readonly Manifest[]): AllocatorDocument {
  return YAML.parse((find(all, 'ConfigMap', 'allocator-config').data as Record<string, string>)['targetallocator.yaml']) as AllocatorDocument;
}

function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('the pods of an allocator', () => {
  test('are two, which replace each other one by one', () => {
    const deployment = find(written(), 'Deployment');

    expect(at(deployment, 'spec.replicas')).toBe(2);
    expect(at(deployment, 'spec.strategy')).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
  });

  test('are one where it counts, which is gone before the next one comes', () => {
    const deployment = find(written({ strategy: AllocationStrategy.LEAST_WEIGHTED }), 'Deployment');

    expect(at(deployment, 'spec.replicas')).toBe(1);
    expect(at(deployment, 'spec.strategy')).toEqual({ type: 'Recreate' });
  });

  test('may do nothing that they need not do, and have what they were given', () => {
    const all = written({ memoryLimit: Size.gibibytes(1), cpu: 0.2 });
    const container = at(find(all, 'Deployment'), 'spec.template.spec.containers.0');

    expect(at(container, 'securityContext')).toMatchObject({ runAsUser: 65532, runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(at(find(all, 'Deployment'), 'spec.template.spec.automountServiceAccountToken')).toBe(true);
    expect(at(find(all, 'Deployment'), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/pod-security': 'restricted' });
    expect(at(container, 'resources.limits.memory')).toBe('1Gi');
    expect(at(container, 'resources.requests.cpu')).toBe('200m');
    expect(at(container, 'env')).toEqual([{ name: 'GOMEMLIMIT', value: '819MiB' }]);
  });

  test('get half a gibibyte, and a tenth of a core', () => {
    const container = at(find(written(), 'Deployment'), 'spec.template.spec.containers.0');

    expect(at(container, 'resources')).toEqual({
      requests: { 'cpu': '100m', 'memory': '512Mi', 'ephemeral-storage': '256Mi' }, limits: { 'cpu': '1', 'memory': '512Mi', 'ephemeral-storage': '256Mi' },
    });
  });

  test('run the version of the catalogue', () => {
    const image = (props: TargetAllocatorProps) => at(find(written(props), 'Deployment'), 'spec.template.spec.containers.0.image');

    expect(image({})).toBe(`ghcr.io/open-telemetry/opentelemetry-operator/target-allocator:${VersionCatalog.tested().targetAllocator}`);
    expect(image({ versions: new VersionCatalog({ targetAllocator: '0.155.0' }) })).toBe('ghcr.io/open-telemetry/opentelemetry-operator/target-allocator:0.155.0');
  });

  test('roll when their document changes: the program reads it once', () => {
    const hash = (props: TargetAllocatorProps) =>
      (at(find(written(props), 'Deployment'), 'spec.template.metadata.annotations') as Record<string, string>)['observability.cdk8s.io/config-hash'];

    expect(hash({})).toBe(hash({ podAnnotations: { team: 'o11y' } }));
    expect(hash({})).not.toBe(hash({ collectorGracePeriod: Duration.minutes(1) }));
  });

  test('are guarded against drains, spread, and given time to stop', () => {
    const all = written();

    expect(find(all, 'PodDisruptionBudget', 'allocator').spec).toMatchObject({ maxUnavailable: 1 });
    expect(at(find(all, 'Deployment'), 'spec.template.spec.topologySpreadConstraints')).toHaveLength(2);
    expect(at(find(all, 'Deployment'), 'spec.template.spec.terminationGracePeriodSeconds')).toBe(10);
  });
});

describe('an allocator knows its collectors', () => {
  test('by their labels and namespace, whatever they are called', () => {
    const chart = aChart('metrics');
    const allocator = new TargetAllocator(chart, 'allocator');
    new GatewayStatefulSet(chart, 'scraper', { cluster, destination, name: 'prometheus-scraper', scrape: { jobs: [PODS], allocator } });
    const all = manifestsOf(chart);

    expect(documentIn(all)).toMatchObject({
      collector_namespace: 'metrics', collector_selector: { matchLabels: at(find(all, 'StatefulSet'), 'spec.selector.matchLabels') },
    });
  });

  test('and has their jobs', () => {
    expect(documentIn(written()).config?.scrape_configs).toMatchObject([{ job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' }] }]);
  });

  test('which are agents, each for its node', () => {
    const chart = aChart();
    const allocator = new TargetAllocator(chart, 'allocator', { strategy: AllocationStrategy.PER_NODE });
    new CollectorDaemonSet(chart, 'agent', { cluster, destination, scrape: { jobs: [PODS], allocator } });
    const all = manifestsOf(chart);

    expect(documentIn(all)).toMatchObject({ allocation_strategy: 'per-node', collector_selector: { matchLabels: at(find(all, 'DaemonSet'), 'spec.selector.matchLabels') } });
  });
});

describe('annotated pods that agents scrape on their nodes', () => {
  function both(onNodes: AnnotationScrapingOptions, handedOut: AnnotationScrapingOptions, other = cluster): string {
    const chart = aChart();
    const allocator = new TargetAllocator(chart, 'allocator');
    new GatewayStatefulSet(chart, 'scraper', { cluster, destination, scrape: { jobs: ScrapeJobs.annotatedPods(handedOut), allocator } });
    new CollectorDaemonSet(chart, 'agent', { cluster: other, destination, podScraping: onNodes });
    return errorOf(() => manifestsOf(chart));
  }

  test('are not handed out too, whatever tier they are in', () => {
    expect(both({}, {})).toContain("observability/allocator: job 'annotated-pods' finds the annotated pods that observability/agent scrapes on their nodes");
    expect(both({}, { tiers: [ScrapeTier.CRITICAL] })).toContain("job 'annotated-pods-critical' finds");
    expect(both({ namespaces: ['shop'] }, { namespaces: ['web', 'shop'] })).toContain("job 'annotated-pods' finds");
    expect(both({ labelSelector: 'app=web' }, {})).toContain("job 'annotated-pods' finds");
  });

  test('are handed out where they are others, as far as anybody knows', () => {
    expect(both({ annotationPrefix: 'acme.io' }, {})).toBe('no problem');
    expect(both({ namespaces: ['shop'] }, { namespaces: ['web'] })).toBe('no problem');
    expect(both({ labelSelector: 'app=web' }, { labelSelector: 'team=shop' })).toBe('no problem');
    expect(both({}, {}, { name: 'other' })).toBe('no problem');
  });
});

describe('a monitor that no Prometheus of the program takes', () => {
  function problemWith(serviceMonitors: ObjectSelector): string {
    const chart = aChart();
    new Prometheus(chart, 'prometheus', { cluster, serviceMonitors: ObjectSelector.ofOthers({ team: 'platform' }) });
    new ServiceMonitor(chart, 'web', { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }], labels: { team: 'shop' } });
    const allocator = new TargetAllocator(chart, 'allocator', { monitors: { serviceMonitors } });
    new GatewayStatefulSet(chart, 'scraper', { cluster, destination, scrape: { allocator } });
    return errorOf(() => manifestsOf(chart));
  }

  test('is taken by an allocator that watches it', () => {
    expect(problemWith(ObjectSelector.all())).toBe('no problem');
    expect(problemWith(ObjectSelector.labelled({ team: 'shop' }))).toBe('no problem');
    expect(problemWith(ObjectSelector.none())).toContain('observability/web: nobody takes it');
    expect(problemWith(ObjectSelector.labelled({ team: 'web' }))).toContain('observability/web: nobody takes it');
  });
});

describe('who reaches an allocator', () => {
  const policy = (all: readonly Manifest[]) => find(all, 'NetworkPolicy', 'allocator').spec as { ingress: { from: unknown[]; ports: { port: number }[] }[]; egress: unknown[] };
  const SCRAPER = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'opentelemetry-collector', 'app.kubernetes.io/instance': 'scraper', 'app.kubernetes.io/component': 'gateway' } } };

  test('are its collectors, and who scrapes it; it reaches the Kubernetes API', () => {
    const { ingress, egress } = policy(written({ scrapers: [NetworkPeer.podsOf('monitoring')] }));

    expect(ingress).toEqual([{ from: [SCRAPER, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [{ port: 8080, protocol: 'TCP' }] }]);
    expect(egress).toHaveLength(2);
  });

  test('are its collectors with a certificate, at a port of their own', () => {
    const { ingress } = policy(written({ tls: TLS, scrapers: [NetworkPeer.podsOf('monitoring')] }));

    expect(ingress.map(({ from, ports }) => [from.length, from[0], ports[0].port])).toEqual([
      [1, SCRAPER, 8443], [1, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }, 8080],
    ]);
  });

  test('ask its Service', () => {
    const ports = (props: TargetAllocatorProps) => (find(written(props), 'Service', 'allocator').spec as { ports: { name: string; port: number }[] }).ports
      .map(({ name, port }) => [name, port]);

    expect(ports({})).toEqual([['http', 8080]]);
    expect(ports({ tls: TLS })).toEqual([['https', 8443]]);
  });

  test('know it by certificates that an issuer signs, and it knows them', () => {
    const all = written({ certificateIssuer: CertificateIssuer.clusterIssuer('platform-ca'), monitors: { secretNamespaces: ['vault'] } });
    const issued = (name: string) => find(all, 'Certificate', name).spec as Record<string, unknown>;

    expect(issued('allocator-tls')).toMatchObject({
      secretName: 'allocator-tls',
      dnsNames: ['allocator.observability.svc'],
      usages: ['digital signature', 'server auth'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'platform-ca' },
    });
    expect(issued('allocator-client-tls')).toMatchObject({ secretName: 'allocator-client-tls', usages: ['digital signature', 'client auth'] });
    expect(documentIn(all).https).toMatchObject({
      ca_file_path: '/etc/observability/secret/allocator-tls/ca.crt', tls_cert_file_path: '/etc/observability/secret/allocator-tls/tls.crt',
    });
    const scraper = YAML.parse((find(all, 'ConfigMap', 'scraper-config').data as Record<string, string>)['collector.yaml']) as Record<string, Record<string, unknown>>;
    expect(at(scraper, 'receivers.prometheus.target_allocator')).toMatchObject({
      endpoint: 'https://allocator.observability.svc:8443',
      tls: {
        ca_file: '/etc/observability/secret/allocator-client-tls/ca.crt',
        cert_file: '/etc/observability/secret/allocator-client-tls/tls.crt',
        reload_interval: '300s',
      },
    });
  });

  test('have an issuer of their namespace, if it is one', () => {
    const all = written({ certificateIssuer: CertificateIssuer.issuer('scraping-ca') });

    expect(find(all, 'Certificate', 'allocator-tls').spec).toMatchObject({ issuerRef: { kind: 'Issuer', name: 'scraping-ca' } });
  });

  test('find certificate, key and authority mounted', () => {
    const all = written({ tls: TLS });

    expect(at(find(all, 'Deployment'), 'spec.template.spec.containers.0.volumeMounts')).toContainEqual({
      name: 'files-0', mountPath: '/etc/observability/secret/allocator', readOnly: true,
    });
    expect(documentIn(all).https).toMatchObject({ enabled: true, ca_file_path: '/etc/observability/secret/allocator/ca.crt' });
  });
});

describe('what an allocator may do', () => {
  test('is to find its collectors, in its namespace', () => {
    const all = written({}, { jobs: [{ jobName: 'web', staticTargets: [{ targets: ['web:80'] }] }] });

    expect(find(all, 'Role', 'allocator').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    expect(all.filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });

  test('is to find the targets of jobs that it was given later; collectors may not', () => {
    const all = written();

    expect(find(all, 'ClusterRole').metadata.name).toBe('observability-allocator');
    expect(find(all, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]);
    expect(find(all, 'ClusterRoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'allocator', namespace: 'observability' }]);
  });

  test('is to read Secrets in namespaces of others, by a role there', () => {
    const all = written({ monitors: { secretNamespaces: ['vault'] }, tls: TLS });

    expect(find(all, 'Role', 'observability-allocator')).toMatchObject({ metadata: { namespace: 'vault' }, rules: [{ resources: ['secrets'] }, { resources: ['configmaps'] }] });
  });
});

describe('what an allocator refuses', () => {
  const refused = (props: TargetAllocatorProps, scrape?: ScrapingOptions) => errorOf(() => written(props, scrape));

  test.each<[string, string]>([
    ['no clientCa', errorOf(() => new TargetAllocator(aChart(), 'allocator', { tls: { ...TLS, clientCa: undefined } }))],
    [
      "there are both tls and certificateIssuer\n  why: either certificates are there, or somebody signs them: one of the two would not be used\n  fix: certificateIssuer: CertificateIssuer.issuer('ca') alone, or tls alone",
      errorOf(() => new TargetAllocator(aChart(), 'allocator', { tls: TLS, certificateIssuer: CertificateIssuer.issuer('ca') })),
    ],
    ['collectorGracePeriod is 0s', errorOf(() => new TargetAllocator(aChart(), 'allocator', { collectorGracePeriod: Duration.seconds(0) }))],
    [
      'the server wants certificates of its clients, and those of this program have none',
      errorOf(() => new TargetAllocator(aChart(), 'allocator', { tls: { ...TLS, clients: Tls.custom({ ca: file('ca.crt') }) } })),
    ],
    ['no collector takes its targets', errorOf(() => {
      const chart = aChart();
      new TargetAllocator(chart, 'allocator');
      manifestsOf(chart);
    })],
    ['replicas is 0', refused({ replicas: 0 })],
    ['replicas is 2, and its strategy is least-weighted', refused({ strategy: AllocationStrategy.LEAST_WEIGHTED, replicas: 2 })],
    ['its strategy is per-node, and observability/scraper is a StatefulSet', refused({ strategy: AllocationStrategy.PER_NODE })],
    ['monitors may name Secrets of vault, and there is neither certificateIssuer nor tls', refused({ monitors: { secretNamespaces: ['vault'] } })],
    ['it has neither jobs nor monitors', refused({}, {})],
    ['the pod has 5 seconds to stop and needs 10', refused({ terminationGracePeriod: Duration.seconds(5) })],
    ['its ConfigMap has', refused({}, { jobs: [{ ...PODS, kubernetes: undefined, staticTargets: [{ targets: Array.from({ length: 50_000 }, (_, index) => `${'a'.repeat(40)}-${index}:80`) }] }] })],
  ])('%s', (what, error) => {
    expect(error).toContain(what);
  });

  test.each<[string, ScrapeConfig]>([
    ["job 'pods': ownNodeOnly is on\n  why: the Target Allocator is not on every node", { jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] }],
    ["job 'pods': extra has the key 'token' of secret 'web' as a value", { ...PODS, extra: { authorization: { credentials: SecretValue.fromSecret('web', 'token') } } }],
    ["job 'pods': extra has a variable of the collector", { ...PODS, extra: { params: { pod: [env('POD_NAME')] } } }],
    ["job 'pods': it has neither staticTargets nor kubernetes", { jobName: 'pods' }],
  ])('a job that it cannot hand out: %s', (what, job) => {
    expect(refused({}, { jobs: [job] })).toContain(`observability/scraper: ${what}`);
  });

  test('two workloads, of which it would know one', () => {
    const chart = aChart();
    const allocator = new TargetAllocator(chart, 'allocator');
    ['one', 'other'].forEach((id) => new GatewayStatefulSet(chart, id, { cluster, destination, scrape: { jobs: [PODS], allocator } }));

    expect(errorOf(() => manifestsOf(chart))).toContain('observability/allocator: observability/one and observability/other both take its targets');
  });

  test('collectors of another namespace, where it would not look for them', () => {
    const app = Testing.app();
    const [chart, others] = ['observability', 'metrics'].map((name) => new Chart(app, name, { namespace: name }));
    const allocator = new TargetAllocator(chart, 'allocator');
    new GatewayStatefulSet(others, 'scraper', { cluster, destination, scrape: { jobs: [PODS], allocator } });

    expect(errorOf(() => manifestsOf(chart))).toContain("it is in namespace 'observability', and metrics/scraper in namespace 'metrics'");
  });

  test('a chart without a namespace: it could not say where its collectors are', () => {
    const chart = new Chart(Testing.app(), 'observability');
    const allocator = new TargetAllocator(chart, 'allocator');
    new GatewayStatefulSet(chart, 'scraper', { cluster, destination, scrape: { jobs: [PODS], allocator } });

    expect(errorOf(() => manifestsOf(chart))).toContain('observability/allocator: it reads the Kubernetes API, and its chart has no namespace');
  });
});
