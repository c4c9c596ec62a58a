import { discoveredEndpoint, discoveredPod, targetsOf } from './discovered';
import { ScrapeJobs, ScrapeTier } from '../../lib/scraping';
import { problemOf } from '../collector/documents';

describe('pods by their labels', () => {
  const job = ScrapeJobs.pods({ jobName: 'web', labelSelector: 'app=web', namespaces: ['shop'], portName: 'metrics', tier: ScrapeTier.CRITICAL, sampleLimit: 500 });
  const urls = (others: Record<string, string>) => targetsOf([job], discoveredPod({}, others)).map(({ url }) => url);

  test('are looked for where they are, and scraped as the job says', () => {
    expect(job).toMatchObject({ jobName: 'web', sampleLimit: 500, kubernetes: [{ role: 'pod', labelSelector: 'app=web', namespaces: ['shop'] }] });
    expect(targetsOf([job], discoveredPod())).toMatchObject([{
      url: 'http://10.0.0.7:8080/metrics',
      labels: { job: 'web', instance: '10.0.0.7:8080', namespace: 'shop', pod: 'web-0', node: 'node-1', container: 'app' },
    }]);
    expect(targetsOf([job], discoveredPod())[0]?.interval.toSeconds()).toBe(15);
  });

  test.each<[string, Record<string, string>]>([
    ['another port', { __meta_kubernetes_pod_container_port_name: 'metrics-2' }],
    ['an init container', { __meta_kubernetes_pod_container_init: 'true' }],
    ['a pod that has ended', { __meta_kubernetes_pod_phase: 'Failed' }],
    ['no TCP port', { __meta_kubernetes_pod_container_port_protocol: 'UDP' }],
    ['no port at all', { __meta_kubernetes_pod_container_port_protocol: '', __meta_kubernetes_pod_container_port_name: '' }],
  ])('are no targets as %s', (_, others) => {
    expect(urls(others)).toEqual([]);
  });

  test('are targets at every port when none is named, and on one node for its agent', () => {
    const all = ScrapeJobs.pods({ jobName: 'web', ownNodeOnly: true });
    expect(targetsOf([all], discoveredPod({}, { __meta_kubernetes_pod_container_port_name: 'other' }))).toHaveLength(1);
    expect(all.kubernetes).toMatchObject([{ ownNodeOnly: true }]);
  });

  test('have rules of the program behind those that choose them', () => {
    const named = ScrapeJobs.pods({ jobName: 'web', relabelConfigs: [{ sourceLabels: ['pod'], targetLabel: 'instance' }] });
    expect(targetsOf([named], discoveredPod())[0]?.labels.instance).toBe('web-0');
  });
});

describe('what is behind Services by their labels', () => {
  const job = ScrapeJobs.endpoints({ jobName: 'web', labelSelector: 'app=web', portName: 'http-metrics' });

  test('is a target at the named port of the Service', () => {
    expect(job.kubernetes).toEqual([{ role: 'endpointslice', labelSelector: 'app=web' }]);
    expect(targetsOf([job], discoveredEndpoint())[0]?.labels).toEqual({
      job: 'web', instance: '10.0.0.7:8080', namespace: 'shop', service: 'web', pod: 'web-0', node: 'node-1', container: 'app',
    });
    expect(targetsOf([job], discoveredEndpoint({}, { __meta_kubernetes_endpointslice_port_name: 'grpc' }))).toEqual([]);
  });
});

test.each([
  [{ jobName: 'web', portName: '' }, "job 'web': portName is empty"],
  [{ jobName: 'web', labelSelector: 'app in web' }, "labelSelector has 'app in web'"],
])('a selection that selects nothing fails: %#', (selection, what) => {
  expect(problemOf(() => ScrapeJobs.pods(selection)).what).toBe(what);
  expect(problemOf(() => ScrapeJobs.endpoints(selection)).what).toBe(what);
});
