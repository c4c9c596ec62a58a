import { targetsOf } from './discovered';
import { ScrapeJobs, ScrapeTier } from '../../lib/scraping';
import { scrapeNeeds } from '../../lib/scraping/scrape-access';
import { FileSource } from '../../lib/wiring';

const NODE = { __address__: '192.0.2.1:10250', __meta_kubernetes_node_name: 'node-1' };

describe.each([
  ['kubelet', ScrapeJobs.kubelet, '/metrics'],
  ['cadvisor', ScrapeJobs.cadvisor, '/metrics/cadvisor'],
] as const)('the job %s', (name, job, path) => {
  test('asks the kubelet of each node, shows it the token, and verifies it by the authority of the cluster', () => {
    expect(targetsOf([job()], NODE)).toMatchObject([{
      url: `https://192.0.2.1:10250${path}`, labels: { job: name, instance: '192.0.2.1:10250', node: 'node-1' },
    }]);
    expect(job()).toMatchObject({ serviceAccountToken: true, clusterCa: true });
  });

  test('may read nodes and their metrics, and nothing else', () => {
    const { clusterRules, nonResourcePaths } = scrapeNeeds([job()]);
    expect(clusterRules).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] }, { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    ]);
    expect(nonResourcePaths).toEqual([]);
  });

  test('is verified in another way when the options say so', () => {
    const ca = FileSource.fromConfigMap('kubelet-ca', 'ca.crt');
    expect(job({ ca })).toMatchObject({ tls: { ca }, clusterCa: undefined });
    expect(job({ insecureSkipVerify: true })).toMatchObject({ insecureSkipVerify: true, clusterCa: undefined });
    expect(job({ tier: ScrapeTier.CRITICAL }).tier).toBe(ScrapeTier.CRITICAL);
  });
});

test('cAdvisor is recorded when it was asked, not when it measured', () => {
  expect(ScrapeJobs.cadvisor().extra).toEqual({ honor_timestamps: false });
});
