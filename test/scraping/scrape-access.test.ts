import { KubernetesDiscoveryRole, ScrapeConfig } from '../../lib/scraping';
import { discoveryNeeds, scrapeNeeds, targetNeeds } from '../../lib/scraping/scrape-access';
import { FileSource, Tls } from '../../lib/wiring';

const { NODE, POD, SERVICE } = KubernetesDiscoveryRole;
const watches = (resource: string) => ({ apiGroups: [''], resources: [resource], verbs: ['list', 'watch'] });

describe('what a scraper may read', () => {
  test('is what its discovery watches, in every namespace', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD }, { role: SERVICE }] };

    expect(scrapeNeeds([job]).clusterRules).toEqual([watches('pods'), watches('services')]);
    expect(scrapeNeeds([job]).namespaceRules).toEqual([]);
  });

  test('is its own namespace when targets are nowhere else', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD, ownNamespace: true }] };

    expect(scrapeNeeds([job]).clusterRules).toEqual([]);
    expect(scrapeNeeds([job]).namespaceRules).toEqual([watches('pods')]);
  });

  test('is those namespaces in which targets are looked for', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD, namespaces: ['shop', 'payments'] }, { role: NODE, namespaces: ['shop'] }] };

    expect(scrapeNeeds([job]).clusterRules).toEqual([watches('nodes')]);
    expect(scrapeNeeds([job]).namespaceRules).toEqual([{ ...watches('pods'), namespace: 'shop' }, { ...watches('pods'), namespace: 'payments' }]);
  });

  test('is what kubelets ask of those who are shown to them by a token', () => {
    expect(scrapeNeeds([{ jobName: 'kubelet', kubernetes: [{ role: NODE }], serviceAccountToken: true }]).clusterRules).toEqual([
      watches('nodes'), { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    ]);
  });

  test('is nothing for targets by their addresses', () => {
    const job = { jobName: 'web', staticTargets: [{ targets: ['web:80'] }] };

    expect([...scrapeNeeds([job]).clusterRules, ...scrapeNeeds([job]).namespaceRules]).toEqual([]);
  });

  test('is the path that others ask about when they are shown the token', () => {
    const pods = { jobName: 'web', kubernetes: [{ role: POD }], serviceAccountToken: true };

    expect(scrapeNeeds([pods, { ...pods, metricsPath: '/stats' }]).nonResourcePaths).toEqual(['/metrics', '/stats']);
    expect(scrapeNeeds([{ ...pods, kubernetes: [{ role: NODE }] }, { ...pods, serviceAccountToken: false }]).nonResourcePaths).toEqual([]);
  });
});

describe('what is needed to find targets, and what to scrape them', () => {
  const NODES_METRICS = { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] };
  const ACCESS = { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'] };
  const mount = (secretName: string) => ({ mountPath: `/etc/observability/secret/${secretName}`, secretName });
  const kubelet: ScrapeConfig = {
    jobName: 'kubelet',
    kubernetes: [{ role: NODE }],
    serviceAccountToken: true,
    tls: Tls.custom({ ca: FileSource.fromSecret('kubelets', 'ca.crt') }),
    extra: { basic_auth: { username: 'a', password_file: FileSource.fromSecret('targets', 'password') } },
  };
  const registry: ScrapeConfig = {
    jobName: 'registry',
    extra: { http_sd_configs: [{ url: 'https://registry.example.com', basic_auth: { username: 'a', password_file: FileSource.fromSecret('registry', 'password') } }] },
  };

  test('is to read the Kubernetes API, and whoever else is asked for targets', () => {
    expect(discoveryNeeds([kubelet])).toEqual({ mounts: [], clusterRules: [watches('nodes')], namespaceRules: [], egress: [] });
    expect(discoveryNeeds([registry])).toEqual({ mounts: [mount('registry')], clusterRules: [], namespaceRules: [], egress: [{}] });
  });

  test('is to reach targets, wherever they are, with what they are shown', () => {
    expect(targetNeeds([kubelet], [ACCESS])).toEqual({ mounts: [mount('kubelets'), mount('targets')], clusterRules: [NODES_METRICS, ACCESS], nonResourcePaths: [], egress: [{}] });
    expect(targetNeeds([registry])).toEqual({ mounts: [], clusterRules: [], nonResourcePaths: [], egress: [{}] });
  });

  test('is both for who does both', () => {
    expect(scrapeNeeds([kubelet, registry], [ACCESS])).toEqual({
      mounts: [mount('registry'), mount('kubelets'), mount('targets')],
      clusterRules: [watches('nodes'), NODES_METRICS, ACCESS],
      nonResourcePaths: [],
      namespaceRules: [],
      egress: [{}],
    });
  });
});
