import { DocumentReader } from '../../../lib/policy/relabel/document-reader';
import { readScrapeJob } from '../../../lib/policy/relabel/scrape-document';
import { problemOf } from '../../collector/documents';

const read = (entry: unknown) => readScrapeJob(new DocumentReader('ScrapeTarget', (text) => text), entry);

describe('an entry of scrape_configs', () => {
  test('has the defaults of Prometheus', () => {
    expect(read({ job_name: 'pods' })).toEqual({
      name: 'pods',
      interval: 60_000,
      timeout: 10_000,
      metricsPath: '/metrics',
      scheme: 'http',
      params: new Map(),
      histograms: { convert_classic_histograms_to_nhcb: false, always_scrape_classic_histograms: false, scrape_native_histograms: false },
      names: 'utf8',
      rules: [],
    });
  });

  test('says what it wants', () => {
    expect(read({
      job_name: 'probe',
      scrape_interval: '1m30s',
      scrape_timeout: '20s',
      metrics_path: '/probe',
      scheme: 'https',
      params: { module: ['http_2xx', 'second'], empty: null },
      scrape_native_histograms: true,
      metric_name_validation_scheme: 'legacy',
      relabel_configs: [{ regex: 'a', action: 'labeldrop' }],
      kubernetes_sd_configs: [{ role: 'pod' }],
    })).toMatchObject({
      interval: 90_000,
      timeout: 20_000,
      metricsPath: '/probe',
      scheme: 'https',
      params: new Map([['module', ['http_2xx', 'second']], ['empty', []]]),
      histograms: { scrape_native_histograms: true },
      names: 'legacy',
      rules: [expect.any(Function)],
    });
  });

  test('gives targets no more time than there is between two scrapes', () => {
    expect(read({ job_name: 'a', scrape_interval: '5s' })).toMatchObject({ interval: 5000, timeout: 5000 });
  });

  test('has the default in the place of nothing and of zero, and an empty path in the place of an empty one', () => {
    expect(read({ job_name: 'a', scrape_interval: null, scrape_timeout: 0, scrape_native_histograms: null, params: null, metric_name_validation_scheme: '' }))
      .toEqual(read({ job_name: 'a' }));
    expect(read({ job_name: 'a', metrics_path: '', scheme: null })).toMatchObject({ metricsPath: '', scheme: '' });
  });

  test.each<[unknown, string]>([
    [undefined, 'scrape_configs is nothing'],
    [[], 'scrape_configs is []'],
    [{}, 'a job has no job_name'],
    [{ job_name: null }, 'a job has no job_name'],
    [{ job_name: 'a', scrape_interval: '30' }, "scrape_interval is '30'"],
    [{ job_name: 'a', scrape_interval: '' }, "scrape_interval is ''"],
    [{ job_name: 'a', scrape_timeout: ['10s'] }, 'scrape_timeout is ["10s"]'],
    [{ job_name: 'a', scrape_timeout: '2m' }, 'scrape_timeout 2m is longer than scrape_interval 1m'],
    [{ job_name: 'a', scrape_native_histograms: 'true' }, 'scrape_native_histograms is "true"'],
    [{ job_name: 'a', params: { module: 'http_2xx' } }, 'params: module is "http_2xx"'],
    [{ job_name: 'a', metric_name_validation_scheme: 'LEGACY' }, "metric_name_validation_scheme is 'LEGACY'"],
    [{ job_name: 'a', relabel_configs: [{}] }, "relabel_configs[0]: relabel configuration for replace action requires 'target_label' value"],
    [{ job_name: 'a', metric_relabel_configs: [{ action: 'drop', regex: '(' }] }, "metric_relabel_configs[0]: regex '(' is no RE2 expression: error parsing regexp: missing closing ): `^(?s:()$`"],
    [
      { job_name: 'a', metric_name_validation_scheme: 'legacy', relabel_configs: [{ target_label: 'a.b' }] },
      'relabel_configs[0]: "a.b" is invalid \'target_label\' for replace action',
    ],
    [
      { job_name: 'a', metric_name_validation_scheme: 'legacy', relabel_configs: [{ action: 'labelmap', replacement: 'a.$1' }] },
      'relabel_configs[0]: "a.$1" is invalid \'replacement\' for labelmap action',
    ],
  ])('fails: %j', (entry, what) => {
    expect(problemOf(() => read(entry))).toMatchObject({ path: 'ScrapeTarget', what });
  });
});
