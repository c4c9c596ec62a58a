/** Series, policies and expressions for the real Prometheus: drawn from a seed, so that every run asks the same. */
import * as fc from 'fast-check';
import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge, LabelRules, SeriesSelection } from '../../../lib/policy';
import { unlessProblem } from '../words-of-library';

export type Labels = { readonly [name: string]: string };

/** Series as some small targets would have them. Pods of different namespaces have the same name. */
export function dump(): Labels[] {
  const pods = [['shop', 'a-1'], ['shop', 'a-2'], ['bank', 'a-1']]
    .map(([namespace = '', pod = ''], index) => ({ namespace, pod, node: `node-${index % 2}`, instance: `10.0.0.${index}:80` }));
  const of = (name: string, labels: Labels): Labels => ({ __name__: name, job: 'pods', ...labels });
  return [
    ...pods.flatMap(({ node, ...pod }) => [
      ...['/api/users/1', '/api/users/2', '/health'].flatMap((path) => ['200', '204', '500'].map((code) => of('requests_total', { ...pod, path, code, method: 'GET' }))),
      ...['0.1', '0.5', '1', '5', '+Inf'].map((le) => of('latency_seconds_bucket', { ...pod, le })),
      of('latency_seconds_count', pod),
      of('latency_seconds_sum', pod),
      ...['app', 'sidecar'].map((container) => of('memory_bytes', { ...pod, container })),
      of('memory_bytes', pod),
      of('pod_info', { ...pod, node, uid: `u-${pod.instance}`, pod_ip: pod.instance.replace(/:.*/, '') }),
      of('up', { instance: pod.instance }),
    ]),
    ...['node-0', 'node-1'].map((node) => of('node_memory_bytes', { node, instance: `${node}:9100` })),
  ];
}

interface Metric {
  readonly name: string;
  readonly labels: readonly string[];
  readonly counts: boolean;
}

/** The metrics of the dump, with the labels that their series have. */
const METRICS: readonly Metric[] = [...new Set(dump().map(({ __name__ }) => __name__!))].map((name) => ({
  name,
  labels: [...new Set(dump().filter(({ __name__ }) => __name__ === name).flatMap((labels) => Object.keys(labels)))].filter((label) => label !== '__name__'),
  counts: /_(total|bucket|count|sum)$/.test(name),
}));

/** Some of a list, in its order. */
const few = <T>(values: readonly T[], most: number, least = 0): fc.Arbitrary<T[]> =>
  fc.subarray([...values], { minLength: Math.min(least, values.length), maxLength: Math.min(most, values.length) });

const valuesOf = ({ name }: Metric, label: string): string[] => [...new Set(dump().filter(({ __name__ }) => __name__ === name).map((labels) => labels[label] ?? ''))];
const escaped = (value: string) => value.replace(/[+.]/g, '\\\\$&');

function matcher(metric: Metric): fc.Arbitrary<string> {
  return fc.constantFrom(...metric.labels).chain((label) => fc.constantFrom(...valuesOf(metric, label)).chain((value) => fc.constantFrom(
    `${label}="${value}"`, `${label}!="${value}"`, `${label}=~"${escaped(value)}"`, `${label}!~"${escaped(value)}"`, `${label}=~".+"`, `${label}=~".*"`, `${label}!=""`,
    `${label}=~"${valuesOf(metric, label).map(escaped).slice(0, 2).join('|')}"`, `${label}=~"${escaped(value.slice(0, 2))}.*"`,
  )));
}

const selector = (metric: Metric): fc.Arbitrary<string> => fc.array(matcher(metric), { maxLength: 2 })
  .map((matchers) => `${metric.name}${matchers.length > 0 ? `{${matchers.join(',')}}` : ''}`);

/** Series of one metric, with the labels that they may have. */
interface Vector {
  readonly text: string;
  readonly labels: readonly string[];
  /** Those by which it is grouped. */
  readonly grouped: readonly string[];
}

const read = (metric: Metric): fc.Arbitrary<Vector> => selector(metric).chain((text) => fc.constantFrom(...metric.counts
  ? [`rate(${text}[5m])`, `increase(${text}[5m])`, text] : [text, `max_over_time(${text}[5m])`, `${text} * 2`])).map((text) => ({ text, labels: metric.labels, grouped: [] }));

function aggregated({ text, labels }: Vector): fc.Arbitrary<Vector> {
  return fc.tuple(fc.constantFrom('sum', 'avg', 'max', 'min', 'count'), fc.constantFrom('by', 'without'), few(labels, 3))
    .map(([operation, grouping, named]) => ({
      text: `${operation} ${grouping} (${named.join(', ')}) (${text})`,
      labels: grouping === 'by' ? named : labels.filter((label) => !named.includes(label)),
      grouped: grouping === 'by' ? named : [],
    }));
}

const rewritten: fc.Arbitrary<string> = fc.constantFrom(...METRICS).chain(read).chain(({ text, labels }) => fc.constantFrom(...labels)
  .map((label) => `label_replace(${text}, "copy", "$1", "${label}", "(.+)")`));

const vector: fc.Arbitrary<Vector> = fc.constantFrom(...METRICS).chain(read).chain((one) => fc.oneof(
  { weight: 2, arbitrary: fc.constant(one) },
  { weight: 5, arbitrary: aggregated(one) },
));

/** Two sides that have some labels in common. Who groups by a label and then matches without it has grouped by nothing. */
const matched: fc.Arbitrary<string> = fc.tuple(vector, vector, fc.constantFrom('*', '/', '+', '>')).chain(([left, right, operator]) => {
  const common = left.labels.filter((label) => right.labels.includes(label));
  const others = right.labels.filter((label) => !left.labels.includes(label));
  const grouped = [...left.grouped, ...right.grouped];
  return fc.tuple(few(common, 4).map((labels) => [...new Set([...labels, ...grouped])]), few(others, 1), fc.constantFrom('on', 'left', 'ignoring', 'none')).map(([on, taken, kind]) => {
    const clause = {
      on: `on (${on.join(', ')})`,
      left: `on (${on.join(', ')}) group_left (${taken.filter((label) => !on.includes(label)).join(', ')})`,
      ignoring: `ignoring (${[...others, ...left.labels.filter((label) => !common.includes(label))].filter((label) => !grouped.includes(label)).join(', ')})`,
      none: '',
    }[kind];
    return `(${left.text}) ${operator} ${clause} (${right.text})`;
  });
});

/** What is asked, and what would be the same if one side of it had nothing to say. */
export interface Question {
  readonly text: string;
  readonly simpler: readonly string[];
}

const asked: fc.Arbitrary<Question> = fc.tuple(vector, vector, fc.constantFrom('and', 'unless', 'or')).chain(([left, right, operator]) => {
  const common = left.labels.filter((label) => right.labels.includes(label));
  return few(common, 4).chain((on) => fc.constantFrom(`on (${on.join(', ')}) `, ''))
    .map((clause) => ({ text: `(${left.text}) ${operator} ${clause}(${right.text})`, simpler: operator === 'or' ? [left.text, right.text] : [left.text] }));
});

const quantile: fc.Arbitrary<string> = fc.tuple(few(['namespace', 'pod', 'instance'], 3), fc.constantFrom('by', 'without')).map(([labels, grouping]) =>
  `histogram_quantile(0.9, sum ${grouping} (${grouping === 'by' ? ['le', ...labels].join(', ') : labels.join(', ')}) (rate(latency_seconds_bucket[5m])))`);

/** Expressions as people write them. */
const WRITTEN = [
  'sum by (namespace, pod) (rate(requests_total{code=~"5.."}[5m])) / sum by (namespace, pod) (rate(requests_total[5m]))',
  'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m]))',
  'sum by (namespace) (memory_bytes{container!=""} * on (namespace, pod) group_left (node) pod_info)',
  'sum by (node) (memory_bytes{container="app"} * on (namespace, pod) group_left (node) pod_info)',
  'rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])',
  'sum(rate(latency_seconds_bucket{le="0.5"}[5m])) / sum(rate(latency_seconds_count[5m]))',
  'sum(rate(latency_seconds_bucket{le=~"0.5|5"}[5m]))',
  'histogram_quantile(0.99, rate(latency_seconds_bucket[5m]))',
  'up > 0', 'count(up) by (job)', 'topk(2, sum by (pod) (memory_bytes))', 'topk by (namespace) (1, memory_bytes)',
  'memory_bytes and on (pod) pod_info{node="node-0"}', 'pod_info unless on (pod) pod_info{node="node-0"}',
  'count_values("value", pod_info)', 'count by (node) (pod_info)', 'group by (namespace) (pod_info)', 'count(count by (path) (requests_total))',
  '{__name__=~"latency_seconds_(sum|count)"}', 'count({__name__=~"memory.*|node_memory.*"})', 'sum({__name__="memory_bytes"})', '{__name__=~"up|pod_info"}',
  'max_over_time(sum by (pod) (memory_bytes)[5m:1m])', 'sum by (path) (increase(requests_total[5m] offset 1m))',
  'label_join(pod_info, "both", "/", "namespace", "pod")', 'sort_by_label(up, "instance")', 'quantile by (namespace) (0.5, memory_bytes)',
  'sum by (code) (rate(requests_total{path="/api/users/1"}[5m]))', 'requests_total{code!="200"}', 'sum by (method) (rate(requests_total{path!~"/api/.*"}[5m]))',
  'node_memory_bytes - on (node) sum by (node) (memory_bytes * on (namespace, pod) group_left (node) pod_info)', '-memory_bytes > -1e12', 'vector(1) + on () sum(up)',
];

export function questions(seed: number): Question[] {
  const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed, numRuns });
  const drawn = [...sample(vector.map(({ text }) => text), 160), ...sample(matched, 100), ...sample(rewritten, 20), ...sample(quantile, 20)];
  return [...[...new Set([...WRITTEN, ...drawn])].map((text) => ({ text, simpler: [] })), ...sample(asked, 60)];
}

const LABELS = ['namespace', 'pod', 'node', 'instance', 'path', 'code', 'method', 'container', 'uid', 'pod_ip', 'job'];
const MAPPINGS = [
  { label: 'path', match: '(/api/[^/]+)/.*', replacement: '$1/*' },
  { label: 'code', match: '([1-5])..', replacement: '${1}xx' },
  { label: 'pod', match: '([a-z]+)-.*', replacement: '$1' },
  { label: 'method', match: 'POST', replacement: 'WRITE' },
  { label: 'container', match: 'sidecar', replacement: '' },
];
const SELECTIONS: readonly SeriesSelection[] = [
  { metrics: 'requests_total' }, { metrics: 'latency_.*' }, { metrics: 'memory_bytes' }, { metrics: 'pod_info' }, { labels: { namespace: 'shop' } },
  { metrics: 'requests_total', labels: { code: '2..' } }, { labels: { container: 'app|' } }, { metrics: 'memory_bytes', labels: { container: '' } },
];

const some = <T>(values: readonly T[], most: number): fc.Arbitrary<T[]> => few(values, most, 1);
const labelRules: fc.Arbitrary<LabelRules> = fc.oneof(
  some(LABELS, 2).map((dropLabels) => ({ dropLabels })),
  some(LABELS, 9).map((keepLabels) => ({ keepLabels })),
  fc.constantFrom<{ [label: string]: string }[]>({ pod: 'pod_name' }, { path: 'route' }, { node: 'host', uid: 'id' }, { container: 'node' }).map((renameLabels) => ({ renameLabels })),
  some(MAPPINGS, 2).map((mapLabels) => ({ mapLabels })),
);
const policyProps: fc.Arbitrary<CardinalityPolicyProps> = fc.oneof(
  labelRules,
  fc.tuple(fc.constantFrom(...SELECTIONS), labelRules).map(([selection, rules]) => ({ forSeries: [{ ...selection, ...rules }] })),
  some(METRICS.map(({ name }) => name), 8).map((keepMetrics) => ({ keepMetrics })),
  fc.constantFrom('latency_.*', 'memory_bytes|up', '.*_info').map((metrics) => ({ dropMetrics: [metrics] })),
  fc.constantFrom(...SELECTIONS).map((selection) => ({ dropSeries: [selection] })),
  some([0.1, 0.5, 1, 5], 3).map((le) => ({ keepBuckets: [{ metric: 'latency_seconds', le }] })),
  fc.tuple(labelRules, fc.constantFrom(...SELECTIONS), labelRules)
    .map(([rules, selection, others]) => ({ ...rules, forSeries: [{ ...selection, ...others }] })),
);

export interface PolicyCase {
  readonly props: CardinalityPolicyProps;
  readonly policy: CardinalityPolicy;
}

/** Policies that are accepted: contradictions are none of this judge's business. */
export function policies(seed: number, count: number): PolicyCase[] {
  return fc.sample(fc.tuple(policyProps, fc.constantFrom(...Object.values(GaugeMerge))), { seed, numRuns: 3 * count }).flatMap(([given, mergeGauges]) => {
    const props = { ...given, mergeGauges };
    const policy = unlessProblem(() => new CardinalityPolicy(props));
    return policy ? [{ props, policy }] : [];
  }).slice(0, count);
}
