import { readyTarget } from '../../../lib/policy/relabel/discovered-target';
import { DocumentReader } from '../../../lib/policy/relabel/document-reader';
import { readScrapeJob } from '../../../lib/policy/relabel/scrape-document';
import { problemOf } from '../../collector/documents';

const POD = { __address__: '10.0.0.7:8080' };

/** What becomes of a target of a job with some keys. */
function ready(job: object, discovered: Record<string, string> = POD) {
  return readyTarget('ScrapeTarget', readScrapeJob(new DocumentReader('ScrapeTarget', (text) => text), { job_name: 'pods', ...job }), discovered);
}

const relabeled = (...relabel_configs: object[]) => ready({ relabel_configs });

describe('a discovered target', () => {
  test('is scraped where it was found, as its job says', () => {
    expect(ready({})).toEqual({ url: 'http://10.0.0.7:8080/metrics', labels: { job: 'pods', instance: '10.0.0.7:8080' }, interval: 60_000, timeout: 10_000 });
    expect(ready({ scheme: 'https', metrics_path: '/probe', params: { module: ['tcp', 'udp'] }, scrape_interval: '30s', scrape_timeout: '5s' })).toEqual({
      url: 'https://10.0.0.7:8080/probe?module=tcp&module=udp', labels: { job: 'pods', instance: '10.0.0.7:8080' }, interval: 30_000, timeout: 5000,
    });
  });

  test('has no port when nobody gave it one', () => {
    expect(ready({}, { __address__: 'web' })).toMatchObject({ url: 'http://web/metrics', labels: { instance: 'web' } });
  });

  test('knows better than its job, unless it has nothing to say', () => {
    expect(ready({}, { ...POD, job: 'own', instance: 'one', __metrics_path__: '/own', __scheme__: 'https', __param_a: 'b', __scrape_interval__: '5m' })).toMatchObject({
      url: 'https://10.0.0.7:8080/own?a=b', labels: { job: 'own', instance: 'one' }, interval: 300_000,
    });
    expect(ready({}, { ...POD, job: '', instance: '' })).toEqual(ready({}));
  });

  test('keeps no label for itself that begins with two underscores', () => {
    expect(ready({}, { ...POD, __meta_kubernetes_pod_name: 'web-0', __tmp: 'x', team: 'shop' })?.labels).toEqual({ job: 'pods', instance: '10.0.0.7:8080', team: 'shop' });
  });

  test('shows rules the first value of each parameter of its job, and what rules write there is asked for', () => {
    const params = { module: ['tcp', 'udp'], debug: [] };
    expect(ready({ params, relabel_configs: [{ source_labels: ['__param_module', '__param_debug'], target_label: 'all' }] })?.labels.all).toBe('tcp;');
    expect(ready({ params, relabel_configs: [{ target_label: '__param_module', replacement: 'icmp' }] })?.url).toBe('http://10.0.0.7:8080/metrics?module=icmp&module=udp');
  });

  test('keeps a label that only ends as those of discoveries begin', () => {
    expect(ready({}, { ...POD, at__meta_: 'x', __meta_kind: 'pod' })?.labels).toEqual({ job: 'pods', instance: '10.0.0.7:8080', at__meta_: 'x' });
  });

  test('is dropped by a rule', () => {
    expect(relabeled({ action: 'keep', source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], regex: true })).toBeUndefined();
  });

  test('shows rules what its job says', () => {
    expect(relabeled({
      source_labels: ['__scheme__', '__metrics_path__', '__scrape_interval__', '__scrape_timeout__', '__scrape_native_histograms__', 'instance'], target_label: 'all',
    })?.labels.all).toBe('http;/metrics;1m;10s;false;');
  });

  test('is scraped where rules say', () => {
    expect(relabeled(
      { target_label: '__address__', replacement: 'other:1' }, { target_label: '__scheme__', replacement: 'https' }, { target_label: '__metrics_path__', replacement: '/m?x' },
      { target_label: '__param_module', replacement: 'tcp' }, { target_label: '__scrape_interval__', replacement: '15s' },
    )).toEqual({ url: 'https://other:1/m%3Fx?module=tcp', labels: { job: 'pods', instance: 'other:1' }, interval: 15_000, timeout: 10_000 });
  });

  test('has the first value of a parameter replaced by its label', () => {
    expect(ready({ params: { module: ['tcp', 'udp'] } }, { ...POD, __param_module: 'icmp' })?.url).toBe('http://10.0.0.7:8080/metrics?module=icmp&module=udp');
  });

  test.each<[object, string]>([
    [{ target_label: '__address__', replacement: '' }, 'no __address__ is left'],
    [{ target_label: '__address__', replacement: 'http://web:80' }, "__address__ is 'http://web:80', which has a slash"],
    [{ target_label: '__scrape_interval__', replacement: '30' }, "__scrape_interval__ is '30'"],
    [{ target_label: '__scrape_interval__', replacement: '0s' }, "__scrape_interval__ is '0s'"],
    [{ target_label: '__scrape_timeout__', replacement: '' }, "__scrape_timeout__ is ''"],
    [{ target_label: '__scrape_timeout__', replacement: '2m' }, '__scrape_timeout__ 2m is longer than __scrape_interval__ 1m'],
    [{ target_label: '__scrape_native_histograms__', replacement: 'yes' }, "__scrape_native_histograms__ is 'yes'"],
  ])('fails when rules leave something that cannot be scraped: %j', (rule, what) => {
    expect(problemOf(() => relabeled(rule))).toMatchObject({ path: 'ScrapeTarget', what, why: 'Prometheus and the collector leave the target out, and complain' });
  });

  test('fails with half a character in a label', () => {
    expect(problemOf(() => ready({}, { ...POD, team: '\ud83d' }))).toMatchObject({ what: 'team has a value that UTF-8 cannot write' });
  });
});
