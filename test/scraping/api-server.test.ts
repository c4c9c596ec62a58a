import { targetsOf } from './discovered';
import { ScrapeJobs, ScrapeTier } from '../../lib/scraping';
import { scrapeNeeds } from '../../lib/scraping/scrape-access';

const job = ScrapeJobs.apiServers({ tier: ScrapeTier.CRITICAL });
const ADDRESS = {
  __address__: '192.0.2.1:6443',
  __meta_kubernetes_namespace: 'default',
  __meta_kubernetes_service_name: 'kubernetes',
  __meta_kubernetes_endpointslice_port: '6443',
  __meta_kubernetes_endpointslice_port_name: 'https',
  __meta_kubernetes_endpointslice_port_protocol: 'TCP',
};

describe('API servers', () => {
  test('are behind a Service of their own, and know callers by their tokens', () => {
    expect(targetsOf([job], ADDRESS)).toMatchObject([{ url: 'https://192.0.2.1:6443/metrics', labels: { job: 'kube-apiserver', namespace: 'default' } }]);
    expect(job).toMatchObject({ serviceAccountToken: true, clusterCa: true, tier: ScrapeTier.CRITICAL, kubernetes: [{ namespaces: ['default'] }] });
  });

  test('are asked for the path of their metrics', () => {
    expect(scrapeNeeds([job]).nonResourcePaths).toEqual(['/metrics']);
  });

  test.each([
    [{ __meta_kubernetes_service_name: 'web' }], [{ __meta_kubernetes_endpointslice_port_name: 'http' }],
  ])('are not what else is in their namespace: %j', (others) => {
    expect(targetsOf([job], { ...ADDRESS, ...others })).toEqual([]);
  });
});
