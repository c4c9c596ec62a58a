/** Policies and metrics for the real collector: drawn from a seed, so that every run asks the same. */
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { Attribute, attributeText, DataPoint, Metric } from './otlp-metrics';
import { CardinalityPolicyProps, GaugeMerge, LabelRules, SeriesAggregation, SeriesSelection } from '../../../lib/policy';

const SEED = 20_261_126;

export interface PolicyCase {
  readonly props: CardinalityPolicyProps;
  /** batches of the one target that is scraped */
  readonly batches: readonly (readonly Metric[])[];
}

const LABELS = ['a', 'b', 'path', 'code', 'status_code'] as const;
const VALUES = ['x', 'y', 'x;y', 'GET', '/api/users/42', '/api/users/7', '/api/orders/9?x=1', '200', '204', '404', '503', 'a\nb', 'a"b\\c', 'é😀', '$1', '.'];

/** Each means the same for all series of a histogram, or it could not be said to a collector. */
const NAMES = [
  '.*', 'http_.*', '(?:http|rpc)_.*', '.*_seconds(?:_(?:bucket|sum|count))?', '[a-h].*', 'cpu', 'http_requests_total', 'size_bytes', '(?i)HTTP_.*', 'no_such', '', '.+', 'queue|cpu',
];
const MATCHES = [
  '', '.*', '.+', 'x', 'x|y', '[a-z]*', '(?i)get', '/api/(users|orders)/.*', '[0-9]+', '2..', 'x;.*', 'a\nb', 'a.b', 'a"b\\\\c', '\\$1', '\\.', '[^/]*', '(?:)', 'é.', '(x|y)(;.*)?',
];
const MAPPINGS = [
  ['(/api/[^/]+)/.*', '$1/*'], ['([1-5])..', '${1}xx'], ['([1-5])\\d\\d', '${1}XX'], ['.*', 'other'], ['', 'none'], ['.*', ''], ['(x)|(y)', '[$1$2]'], ['x|y', 'z'], ['z', 'zz'],
  ['(.*)', '$1$1'], ['(?P<word>[a-z]+).*', '${word}'], ['[0-9]+', '$$0'], ['a\nb', 'line\nbreak'], ['(.)"(.).*', '"$2\\$1"'], ['.+', '$2'], ['(x?)(.*)', '${2}-${1}'],
] as const;
const NAMES_OF_LABELS = ['a', 'b', 'path', 'code', 'a|b', '.*code', '[ab]', 'p.*', 'nothing'];

const some = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary }, { weight: 2, arbitrary: fc.constant(undefined) });
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> => fc.array(arbitrary, { minLength: 1, maxLength });

const selection: fc.Arbitrary<SeriesSelection> = fc.record({
  metrics: some(fc.constantFrom(...NAMES), 3),
  labels: some(fc.dictionary(fc.constantFrom(...LABELS, 'job', 'instance', 'missing'), fc.constantFrom(...MATCHES), { minKeys: 1, maxKeys: 2 }).map((labels) => ({ ...labels })), 2),
});

const mapping = fc.tuple(fc.constantFrom(...LABELS, 'missing'), fc.constantFrom(...MAPPINGS)).map(([label, [match, replacement]]) => ({ label, match, replacement }));

const labelRules: fc.Arbitrary<LabelRules> = fc.record({
  dropLabels: some(list(fc.constantFrom(...NAMES_OF_LABELS))),
  keepLabels: some(list(fc.constantFrom(...NAMES_OF_LABELS), 3)),
  renameLabels: some(fc.dictionary(fc.constantFrom(...LABELS), fc.constantFrom('r', 's', 'b'), { minKeys: 1, maxKeys: 2 }).map((labels) => ({ ...labels }))),
  mapLabels: some(list(mapping, 4), 2),
});

/** Of a counter: what becomes of gauges is said once for a whole policy here. */
const aggregation: fc.Arbitrary<SeriesAggregation> = fc.record({
  metric: fc.constant('http_requests_total'), by: some(fc.subarray([...LABELS])), without: fc.subarray([...LABELS]), window: fc.constant(Duration.minutes(5)), keepRaw: fc.boolean(),
}).map(({ by, without, ...rest }) => by ? { by, ...rest } : { without, ...rest });

export const policy: fc.Arbitrary<CardinalityPolicyProps> = fc.record({
  rules: labelRules,
  keepMetrics: some(list(fc.constantFrom(...NAMES), 3)),
  dropMetrics: some(list(fc.constantFrom(...NAMES.slice(1)), 2)),
  dropSeries: some(list(selection)),
  keepBuckets: some(fc.subarray([0.1, 0.5, 1, 2.5], { minLength: 1 }).map((le) => [{ metric: 'latency_seconds', le, bounds: [0.1, 0.5, 1, 2.5] }])),
  forSeries: some(list(fc.tuple(selection, labelRules).map(([one, rules]) => ({ ...one, ...rules })))),
  aggregate: some(aggregation.map((one) => [one])),
  mergeGauges: fc.constantFrom(...Object.values(GaugeMerge)),
  unique: fc.constantFrom(false, false, false, true),
}).map(({ rules, mergeGauges, unique, forSeries, aggregate, ...props }) => present({
  ...props,
  // what a rule stands for becomes one, whatever else is unique
  aggregate: unique ? undefined : aggregate,
  ...present(rules),
  mergeGauges,
  unique,
  forSeries: forSeries?.map((one) => present({ ...one, mergeGauges, unique })),
}));

function present<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** Numbers of which every sum is exact. */
const value = fc.integer({ min: 0, max: 1000 });

/** A scrape knows no empty labels. What a program pushes may be a number, for each point of a metric the same. */
const attributes: fc.Arbitrary<Attribute[]> = fc.tuple(
  fc.dictionary(fc.constantFrom(...LABELS.filter((label) => label !== 'code')), fc.constantFrom(...VALUES), { maxKeys: 4 }), some(fc.constantFrom('200', '204', '404')),
).map(([labels, code]): Attribute[] => [
  ...Object.entries(labels).map(([key, stringValue]) => ({ key, value: { stringValue } })), ...code === undefined ? [] : [{ key: 'code', value: { intValue: code } }],
]);

const AT = { timeUnixNano: '1795000000000000000', startTimeUnixNano: '1794000000000000000' };

function points(point: fc.Arbitrary<Partial<DataPoint>>): fc.Arbitrary<{ readonly dataPoints: DataPoint[] }> {
  // one target exposes a series once, and Prometheus's labels are texts: 200 and "200" are one
  const identity = ({ attributes: all = [] }: DataPoint) => JSON.stringify(all.map(({ key, value: one }) => [key, attributeText(one)]).sort());
  const whole = fc.tuple(attributes, point).map(([all, one]): DataPoint => ({ attributes: all, ...AT, ...one }));
  return fc.uniqueArray(whole, { minLength: 1, maxLength: 6, selector: identity }).map((dataPoints) => ({ dataPoints }));
}

const number = value.map((asDouble) => ({ asDouble }));
const histogram = fc.tuple(fc.array(value, { minLength: 5, maxLength: 5 }), value).map(([counts, sum]) => ({
  count: String(counts.reduce((all, count) => all + count, 0)), sum, explicitBounds: [0.1, 0.5, 1, 2.5], bucketCounts: counts.map(String),
}));
const summary = fc.tuple(value, value, value).map(([count, sum, median]) =>
  ({ count: String(count), sum, quantileValues: [{ quantile: 0.5, value: median }] }));
const exponential = fc.tuple(value, value).map(([count, sum]) =>
  ({ count: String(count), sum, scale: 0, positive: { offset: 1, bucketCounts: [String(count)] } }));

const CUMULATIVE = { aggregationTemporality: 2 };

export const batch: fc.Arbitrary<Metric[]> = fc.tuple(
  points(number).map((data): Metric => ({ name: 'http_requests_total', sum: { ...CUMULATIVE, isMonotonic: true, ...data } })),
  points(number).map((data): Metric => ({ name: 'queue', sum: { ...CUMULATIVE, isMonotonic: false, ...data } })),
  points(number).map((data): Metric => ({ name: 'cpu', gauge: data })),
  points(histogram).map((data): Metric => ({ name: 'latency_seconds', histogram: { ...CUMULATIVE, ...data } })),
  points(summary).map((data): Metric => ({ name: 'rpc_seconds', summary: data })),
  points(exponential).map((data): Metric => ({ name: 'size_bytes', exponentialHistogram: { ...CUMULATIVE, ...data } })),
);

export function policyCases(count: number, batches: number): PolicyCase[] {
  return fc.sample(fc.record({ props: policy, batches: fc.array(batch, { minLength: batches, maxLength: batches }) }), { seed: SEED, numRuns: count });
}
