import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge } from '../../../../../lib';
import { otlpProgram, scrapedProgram } from '../../../../../lib/policy/cardinality/compilers/ottl/ottl-program';

const scraped = (props: CardinalityPolicyProps) => scrapedProgram(new CardinalityPolicy(props)._plan.steps);
const lines = (props: CardinalityPolicyProps) => scraped(props).document.flatMap((stage) => stage.lines);
const findings = (props: CardinalityPolicyProps) => scraped(props).findings.map(({ what }) => what);

describe('a collector', () => {
  test('asks for the whole name, of a histogram for those of all its series', () => {
    const [condition] = lines({ dropMetrics: ['go_.*'] });
    expect(condition).toContain('metric.type != METRIC_DATA_TYPE_HISTOGRAM and metric.type != METRIC_DATA_TYPE_SUMMARY and IsMatch(metric.name, "^(?s:go_.*)$")');
    expect(condition).toContain('IsMatch(Concat([metric.name, "_bucket"], ""), "^(?s:go_.*)$") and IsMatch(Concat([metric.name, "_sum"], ""), "^(?s:go_.*)$")');
  });

  test('drops in one filter what goes in several ways', () => {
    expect(scraped({ keepMetrics: ['a.*'], dropMetrics: ['ab.*'], dropSeries: [{ labels: { c: 'd' } }] }).document.map(({ kind, lines: { length } }) => [kind, length]))
      .toEqual([['filter', 3]]);
  });

  test('takes a label that is not there for empty', () => {
    const dropping = (match: string) => lines({ dropSeries: [{ labels: { a: match } }] })[0];
    expect(dropping('x?')).toContain(' and (datapoint.attributes["a"] == nil or IsMatch(datapoint.attributes["a"], "^(?s:x?)$"))');
    expect(dropping('x')).toContain(' and IsMatch(datapoint.attributes["a"], "^(?s:x)$")');
    expect(dropping('x')).not.toContain('nil');
  });

  test('finds job and instance on the resource', () => {
    expect(lines({ dropSeries: [{ labels: { job: 'shop' } }] })[0]).toContain('IsMatch(resource.attributes["service.name"], "^(?s:shop)$")');
  });

  test('leaves what it says itself of a scrape, as Prometheus does', () => {
    expect(lines({ keepMetrics: ['http_.*'] })[0]).toMatch(/^not IsMatch\(metric\.name, "\^\(\?:up\|scrape_/);
    expect(otlpProgram(new CardinalityPolicy({ keepMetrics: ['http_.*'] })._plan.steps, {}).document[1]!.lines[0]).not.toContain('scrape_');
  });

  test('takes labels away, and adds up what becomes the same', () => {
    expect(scraped({ dropLabels: ['pod_ip', 'request_.*'], mergeGauges: GaugeMerge.MAX }).document).toEqual([
      { kind: 'transform', lines: ['delete_matching_keys(datapoint.attributes, "^(?s:pod_ip|request_.*)$") where metric.type != METRIC_DATA_TYPE_SUMMARY'] },
      {
        kind: 'transform',
        lines: [
          'aggregate_on_attributes("sum") where ((metric.type == METRIC_DATA_TYPE_SUM and metric.is_monotonic == true)'
          + ' or (metric.type == METRIC_DATA_TYPE_HISTOGRAM or metric.type == METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM))',
          'aggregate_on_attributes("max") where (metric.type == METRIC_DATA_TYPE_GAUGE or (metric.type == METRIC_DATA_TYPE_SUM and metric.is_monotonic == false))',
        ],
      },
    ]);
  });

  test('adds nothing up that nobody takes for the same', () => {
    expect(scraped({ dropLabels: ['pod_ip'], unique: true }).document).toEqual([
      { kind: 'transform', lines: ['delete_matching_keys(datapoint.attributes, "^(?s:pod_ip)$")'] },
    ]);
  });

  test('writes texts as OTTL reads them', () => {
    const all = lines({ mapLabels: [{ label: 'path', match: '\\d+"\n', replacement: '$1\\"' }], mergeGauges: GaugeMerge.SUM });
    expect(all[1]).toBe('replace_pattern(datapoint.attributes["path"], "^(?s:\\\\d+\\"\\n)$", "$1\\\\\\"")'
      + ' where datapoint.attributes["path"] != nil and metric.type != METRIC_DATA_TYPE_SUMMARY');
  });

  test('decides which mapping it is before the first one writes, when a later one could match what it wrote', () => {
    const mapped = (replacement: string) => lines({
      mapLabels: [{ label: 'code', match: '2..', replacement }, { label: 'code', match: '[a-z]+', replacement: 'other' }], mergeGauges: GaugeMerge.SUM,
    }).filter((line) => line.includes('__tmp'));
    expect(mapped('ok')).toHaveLength(5);
    expect(mapped('2xx')).toHaveLength(0);
  });

  test('writes what a mapping makes of nothing', () => {
    expect(lines({ mapLabels: [{ label: 'a', match: '(x)?', replacement: 'none$1' }], unique: true }))
      .toContain('set(datapoint.attributes["a"], "none") where datapoint.attributes["a"] == nil');
    expect(lines({ mapLabels: [{ label: 'a', match: 'x', replacement: 'none' }], unique: true }).join()).not.toContain('== nil');
  });

  test('takes buckets away one by one', () => {
    expect(lines({ keepBuckets: [{ metric: 'h', le: [1], bounds: [0.5, 1, 10] }] }).map((line) => line.split(' where ')[0]))
      .toEqual(['merge_histogram_buckets(0.5)', 'merge_histogram_buckets(10.0)']);
    expect(scraped({ keepBuckets: [{ metric: 'h', le: [1, 2], bounds: [1, 2] }] }).document).toEqual([]);
  });
});

describe('what a collector cannot do is a problem', () => {
  test.each<[string, CardinalityPolicyProps, string]>([
    ['buckets alone', { dropMetrics: ['a|h_bucket'] }, "dropMetrics is about 'h_bucket' only"],
    ['buckets alone of a selection', { dropSeries: [{ metrics: 'h_bucket', labels: { a: 'b' } }] }, "dropSeries[0] is about 'h_bucket' only"],
    ['bounds that nobody knows', { keepBuckets: [{ metric: 'h', le: [1] }] }, "keepBuckets[0] does not say which bounds 'h' has"],
    ['bounds as labels', { dropSeries: [{ labels: { le: '1' } }] }, "dropSeries[0] asks for the label 'le', which is no attribute in a collector"],
    ['another job', { mapLabels: [{ label: 'job', match: 'a', replacement: 'b' }], unique: true }, 'mapLabels is about labels that are no attributes of data points here'],
    ['another instance', { renameLabels: { pod: 'instance' } }, 'renameLabels is about labels that are no attributes of data points here'],
    ['gauges that become the same', { dropLabels: ['a'] }, 'dropLabels may make gauges the same, and nobody says what becomes of their values'],
    ['gauges of some series', { forSeries: [{ metrics: 'm.*', mapLabels: [{ label: 'a', match: 'b', replacement: 'c' }] }] },
      'forSeries[0].mapLabels may make gauges the same, and nobody says what becomes of their values'],
  ])('%s', (_, props, what) => {
    expect(findings(props)).toEqual([what]);
  });

  test.each<[string, CardinalityPolicyProps]>([
    ['whole histograms', { dropMetrics: ['h_bucket', 'h_sum', 'h_count'] }],
    ['counters that become the same', { forSeries: [{ metrics: 'http_requests_total|h_(?:sum|count)', dropLabels: ['a'], mergeGauges: GaugeMerge.SUM }] }],
    ['counters by their names', { forSeries: [{ metrics: 'a_total|h_count', dropLabels: ['a'] }] }],
    ['another name for a label', { renameLabels: { a: 'b' } }],
  ])('%s are none', (_, props) => {
    expect(findings(props)).toEqual([]);
  });

  test('behind OTLP an expression on labels', () => {
    const { findings: otlp } = otlpProgram(new CardinalityPolicy({ dropLabels: ['http_.*'], unique: true })._plan.steps, {});
    expect(otlp.map(({ what }) => what)).toEqual(['dropLabels is about labels that are no attributes of data points here']);
  });
});

describe('behind OTLP', () => {
  const otlp = (props: CardinalityPolicyProps, attributes = {}) => otlpProgram(new CardinalityPolicy(props)._plan.steps, attributes).document;

  test('a label is the attribute that the program names', () => {
    expect(otlp({ dropLabels: ['http_route', 'user'], unique: true }, { http_route: 'http.route' })).toEqual([
      { kind: 'transform', lines: ['delete_matching_keys(datapoint.attributes, "^(?s:http\\\\.route|user)$")'] },
    ]);
  });

  test('names are asked for as Prometheus will have them, and nothing of it is left', () => {
    const stages = otlp({ dropMetrics: ['a_total'] });
    expect(stages.map(({ kind }) => kind)).toEqual(['transform', 'filter', 'transform']);
    expect(stages[1]!.lines[0]).toContain('IsMatch(metric.metadata["prometheus_name"], "^(?s:a_total)$")');
    expect(stages[2]!.lines).toContain('delete_key(metric.metadata, "prometheus_name")');
  });

  test('names are asked for anew after a merge, which forgets some', () => {
    const kinds = otlp({ dropMetrics: ['x'], forSeries: [{ metrics: 'a_total', dropLabels: ['a'] }, { metrics: 'b_total', dropLabels: ['a'] }] });
    const naming = kinds.filter(({ lines: [first] }) => first === 'set(metric.metadata["prometheus_name"], metric.name)');
    expect(naming).toHaveLength(2);
  });

  test('what may become one is put together before', () => {
    expect(otlp({ dropLabels: ['a'], mergeGauges: GaugeMerge.SUM }).map(({ kind }) => kind)).toEqual(['compact', 'transform', 'transform']);
  });
});
