import { discoveredEndpoint, discoveredPod, targetsOf } from './discovered';
import { annotatedServices } from '../../lib/scraping/annotated-services';

const jobs = annotatedServices('test', {});
const scraped = (annotations: Record<string, string>, others: Record<string, string> = {}) => targetsOf(jobs, discoveredEndpoint(annotations, others));
const urls = (...args: Parameters<typeof scraped>) => scraped(...args).map(({ url }) => url);

describe('what is behind an annotated Service', () => {
  test('is scraped at each port of the Service, under the names that everybody looks for', () => {
    expect(scraped({ scrape: 'true' })).toMatchObject([{
      url: 'http://10.0.0.7:8080/metrics',
      labels: {
        job: 'annotated-services', instance: '10.0.0.7:8080', namespace: 'shop', service: 'web', pod: 'web-0', node: 'node-1', container: 'app',
      },
    }]);
  });

  test('is asked as the annotations say', () => {
    expect(urls({ scrape: 'true', scheme: 'https', path: '/stats', param_format: 'prometheus' })).toEqual(['https://10.0.0.7:8080/stats?format=prometheus']);
  });

  test('is one target at a port of the choice of the Service', () => {
    const one = scraped({ scrape: 'true', port: '9102' });
    expect(one[0]?.url).toBe('http://10.0.0.7:9102/metrics');
    expect(one[0]?.labels).not.toHaveProperty('container');
    const other = { __address__: '10.0.0.7:8443', __meta_kubernetes_endpointslice_port: '8443', __meta_kubernetes_pod_container_name: 'proxy' };
    expect(scraped({ scrape: 'true', port: '9102' }, other)).toEqual(one);
    expect(urls({ scrape: 'true', port: '9102' }, { __address__: '[fd00::7]:8080' })).toEqual(['http://[fd00::7]:9102/metrics']);
  });

  test('may be no pod', () => {
    const database = {
      __address__: '192.0.2.1:9187',
      __meta_kubernetes_namespace: 'shop',
      __meta_kubernetes_service_name: 'database',
      __meta_kubernetes_endpointslice_port: '9187',
      __meta_kubernetes_endpointslice_port_protocol: 'TCP',
      __meta_kubernetes_service_annotation_prometheus_io_scrape: 'true',
    };
    expect(targetsOf(jobs, database)[0]?.labels).toEqual({ job: 'annotated-services', instance: '192.0.2.1:9187', namespace: 'shop', service: 'database' });
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['whose Service does not ask for it', {}, {}],
    ['that has ended', { scrape: 'true' }, { __meta_kubernetes_pod_phase: 'Succeeded' }],
    ['at a port of the pod that the Service does not have', { scrape: 'true' }, { __meta_kubernetes_endpointslice_port: '' }],
    ['at a port that speaks UDP', { scrape: 'true' }, { __meta_kubernetes_endpointslice_port_protocol: 'UDP' }],
  ])('is not scraped: what is %s', (_, annotations, others) => {
    expect(urls(annotations, others)).toEqual([]);
  });

  test('is not what annotations of pods say', () => {
    expect(targetsOf(jobs, { ...discoveredEndpoint(), ...discoveredPod({ scrape: 'true' }) })).toEqual([]);
  });
});
