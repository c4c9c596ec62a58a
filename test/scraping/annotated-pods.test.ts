import { discoveredPod, targetsOf } from './discovered';
import { AnnotationScrapingOptions } from '../../lib/scraping';
import { annotatedPods } from '../../lib/scraping/annotated-pods';

const scraped = (annotations: Record<string, string>, others: Record<string, string> = {}, options: AnnotationScrapingOptions = {}) =>
  targetsOf(annotatedPods('podScraping', options), discoveredPod(annotations, others));
const urls = (...args: Parameters<typeof scraped>) => scraped(...args).map(({ url }) => url);

describe('an annotated pod', () => {
  test('is scraped at each of its ports, under the names that everybody looks for', () => {
    expect(scraped({ scrape: 'true' })).toMatchObject([{
      url: 'http://10.0.0.7:8080/metrics',
      labels: { job: 'annotated-pods', instance: '10.0.0.7:8080', namespace: 'shop', pod: 'web-0', node: 'node-1', container: 'app' },
    }]);
  });

  test('chooses its port, declared or not, in both address families', () => {
    expect(urls({ scrape: 'true', port: '9102' })).toEqual(['http://10.0.0.7:9102/metrics']);
    expect(urls({ scrape: 'true', port: '9102' }, { __meta_kubernetes_pod_ip: 'fd00::7' })).toEqual(['http://[fd00::7]:9102/metrics']);
    const portless = { __address__: '10.0.0.7', __meta_kubernetes_pod_container_port_number: '', __meta_kubernetes_pod_container_port_protocol: '' };
    expect(urls({ scrape: 'true', port: '9102' }, portless)).toEqual(['http://10.0.0.7:9102/metrics']);
  });

  test('that chooses its port is one target, whatever containers and ports it has', () => {
    const proxy = { __address__: '10.0.0.7:15090', __meta_kubernetes_pod_container_name: 'proxy', __meta_kubernetes_pod_container_port_number: '15090' };
    const one = scraped({ scrape: 'true', port: '9102' });
    expect(scraped({ scrape: 'true', port: '9102' }, proxy)).toEqual(one);
    expect(one[0]?.labels).not.toHaveProperty('container');
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['does not ask for it', {}, {}],
    ['has ended well', { scrape: 'true' }, { __meta_kubernetes_pod_phase: 'Succeeded' }],
    ['has failed', { scrape: 'true' }, { __meta_kubernetes_pod_phase: 'Failed' }],
    ['is still being initialised', { scrape: 'true' }, { __meta_kubernetes_pod_container_init: 'true' }],
    ['names no port', { scrape: 'true' }, { __address__: '10.0.0.7', __meta_kubernetes_pod_container_port_number: '', __meta_kubernetes_pod_container_port_protocol: '' }],
    ['speaks UDP', { scrape: 'true' }, { __meta_kubernetes_pod_container_port_protocol: 'UDP' }],
    ['speaks SCTP', { scrape: 'true' }, { __meta_kubernetes_pod_container_port_protocol: 'SCTP' }],
  ])('that %s is not scraped', (_, annotations, others) => {
    expect(urls(annotations, others)).toEqual([]);
  });

  test('is looked for where the options say', () => {
    const [job] = annotatedPods('podScraping', { namespaces: ['shop'], labelSelector: 'team=shop', sampleLimit: 100, insecureSkipVerify: true }, true);
    expect(job).toMatchObject({
      sampleLimit: 100, insecureSkipVerify: true, kubernetes: [{ role: 'pod', namespaces: ['shop'], labelSelector: 'team=shop', ownNodeOnly: true }],
    });
  });
});
