import { KubernetesDiscoveryRole } from '../../lib/scraping';
import { clusterAccess, namespaceAccess, scrapeNeeds } from '../../lib/scraping/scrape-access';

const { NODE, POD, SERVICE } = KubernetesDiscoveryRole;
const watches = (resource: string) => ({ apiGroups: [''], resources: [resource], verbs: ['list', 'watch'] });

describe('what a scraper may read', () => {
  test('is what its discovery watches, in every namespace', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD }, { role: SERVICE }] };

    expect(clusterAccess(job)).toEqual([watches('pods'), watches('services')]);
    expect(namespaceAccess(job)).toEqual([]);
  });

  test('is its own namespace when targets are nowhere else', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD, ownNamespace: true }] };

    expect(clusterAccess(job)).toEqual([]);
    expect(namespaceAccess(job)).toEqual([watches('pods')]);
  });

  test('is those namespaces in which targets are looked for', () => {
    const job = { jobName: 'web', kubernetes: [{ role: POD, namespaces: ['shop', 'payments'] }, { role: NODE, namespaces: ['shop'] }] };

    expect(clusterAccess(job)).toEqual([watches('nodes')]);
    expect(namespaceAccess(job)).toEqual([{ ...watches('pods'), namespace: 'shop' }, { ...watches('pods'), namespace: 'payments' }]);
  });

  test('is what kubelets ask of those who are shown to them by a token', () => {
    expect(clusterAccess({ jobName: 'kubelet', kubernetes: [{ role: NODE }], serviceAccountToken: true })).toEqual([
      watches('nodes'), { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    ]);
  });

  test('is nothing for targets by their addresses', () => {
    const job = { jobName: 'web', staticTargets: [{ targets: ['web:80'] }] };

    expect([...clusterAccess(job), ...namespaceAccess(job)]).toEqual([]);
  });

  test('is the path that others ask about when they are shown the token', () => {
    const pods = { jobName: 'web', kubernetes: [{ role: POD }], serviceAccountToken: true };

    expect(scrapeNeeds([pods, { ...pods, metricsPath: '/stats' }]).nonResourcePaths).toEqual(['/metrics', '/stats']);
    expect(scrapeNeeds([{ ...pods, kubernetes: [{ role: NODE }] }, { ...pods, serviceAccountToken: false }]).nonResourcePaths).toEqual([]);
  });
});
