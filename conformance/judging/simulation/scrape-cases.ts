/** What is scraped with which policy. */
import { array, constantFrom, dictionary, record, sample } from 'fast-check';
import { RealPage } from './real-pages';
import { CardinalityPolicy, DumpTarget } from '../../../lib/policy';

export interface ScrapeCase {
  readonly name: string;
  readonly format: 'text' | 'openMetrics';
  readonly page: string;
  readonly policy?: CardinalityPolicy;
  readonly target: DumpTarget;
  /** How many targets serve the page. */
  readonly targets: number;
  /** Whether each line of the page is a series of its own: then what the scrape loses is known too. */
  readonly distinct: boolean;
  /** Whether the page is one that must be refused. */
  readonly broken: boolean;
}

const PLAIN = { format: 'text', target: {}, targets: 1, distinct: false, broken: false } as const;

const REAL_POLICIES: readonly (readonly [name: string, policy: CardinalityPolicy | undefined])[] = [
  ['as it is', undefined],
  ['labels dropped and mapped', new CardinalityPolicy({
    dropMetrics: ['go_gc_.*'],
    keepBuckets: [{ metric: '.*', le: [0.1, 1, 5, 10] }],
    dropLabels: ['handler', 'device', 'cpu', 'resource', 'group', 'subresource'],
    mapLabels: [{ label: 'code', match: '([1-5])..', replacement: '${1}xx' }, { label: 'verb', match: 'GET|LIST|WATCH', replacement: 'read' }, { label: 'verb', match: '.+', replacement: 'write' }],
  })],
  ['some series only', new CardinalityPolicy({
    keepMetrics: ['apiserver_.*', 'etcd_.*', 'prometheus_.*', 'node_.*', 'otelcol_.*', 'kubelet_.*', 'container_.*', 'pod_.*', 'prober_.*'],
    dropSeries: [{ metrics: '.*_bucket', labels: { le: '0\\..*', code: '|200' } }],
    renameLabels: { name: 'of', mode: 'way' },
    forSeries: [{ metrics: 'node_cpu.*', dropLabels: ['cpu'] }, { labels: { version: 'v1' }, dropLabels: ['version', 'scope'], mapLabels: [{ label: 'component', match: '.*', replacement: '' }] }],
  })],
  ['few labels', new CardinalityPolicy({ keepLabels: ['code', 'simulated_case'] })],
];

export function realCases(pages: readonly RealPage[]): ScrapeCase[] {
  return pages.flatMap(({ program, page, readyMade }) => [...REAL_POLICIES, ...readyMade ? [['the ready-made policy', readyMade] as const] : []]
    .map(([name, policy]) => ({ ...PLAIN, name: `${program}, ${name}`, page, policy, distinct: true })));
}

const PAGES: readonly (readonly [name: string, page: string, more?: Partial<ScrapeCase>])[] = [
  ['bounds of a histogram', '# TYPE a histogram\na_bucket{le="1"} 1\na_bucket{le="1.0"} 1\na_bucket{le="1e6"} 1\na_bucket{le="1000000"} 1\na_bucket{le="0.00001"} 1\na_bucket{le="x"} 1\n'],
  ['bounds of nothing known', 'a_bucket{le="1"} 1\na_bucket{le="1.0"} 1\n'],
  ['quantiles', '# TYPE a summary\na{quantile="1"} 1\na{quantile="1.0"} 1\na{quantile="0.5"} 1\n'],
  ['a type that goes on', '# TYPE a histogram\nb{le="1"} 1\nb{le="1.0"} 1\n'],
  ['escapes', String.raw`a{x="q\"b\\n\nt\t"} 1` + '\n'],
  ['names in quotes', '{"my.metric","my label"="x",b="y"} 1\n{a="1","späte"} 1\n'],
  ['blanks and commas', 'a {\tx = "1" , y="2", } \t1 \n\nb{} 1\nc{x="1" y="2"} 1\n'],
  ['empty labels', 'a{x="",y="1"} 1\na{y="1"} 1\n'],
  ['labels of the target', 'a{job="own",instance="",exported_job="other",x="1"} 1\na{x="1"} 1\n', { target: { labels: { x: '2' } } }],
  ['labels of the target that give way', 'a{instance="",x="1"} 1\na{x=""} 1\na 1\n', { target: { labels: { x: '2' }, honorLabels: true } }],
  ['times', 'a 1 1700000000000\nb -1 5\n'],
  ['numbers', 'a .5\nb 5.\nc +Inf\nd nan\ne -infinity\nf 1E-7\n'],
  ['OpenMetrics', '# TYPE a histogram\n# UNIT a_seconds seconds\na_bucket{le="1"} 1 1.5 # {trace_id="}"} 1 2\na_bucket{le="1.0"} 1\na_created 1\n{"b.c",d="e"} NaN\n# EOF\n', { format: 'openMetrics' }],
  ['what tells targets apart', '# TYPE a counter\na{x="1"} 1\na{x="2"} 1\n', { targets: 2, policy: new CardinalityPolicy({ dropLabels: ['instance'] }) }],
];

const BROKEN: readonly (readonly [name: string, page: string, format?: 'openMetrics'])[] = [
  ['a value that is no number', 'a 1\nb{x="1"} one\n'], ['no value', 'a\n'], ['a hexadecimal value', 'a 0x1p3\n'], ['too large a value', 'a 1e999\n'],
  ['a carriage return', 'a 1\r\n'], ['a negative time', 'a 1 -5\n'], ['a time and more', 'a 1 5 6\n'], ['an open quote', 'a{x="1} 1\n'], ['no quotes', 'a{x=1} 1\n'],
  ['a label twice', 'a{x="1",x="2"} 1\n'], ['a second name', 'a{"b"} 1\n'], ['a name that is a label', '{__name__="a"} 1\n'], ['no name', '{x="1"} 1\n'],
  ['a metric with a dash', 'my-metric 1\n'], ['a label with a colon', 'a{x:y="1"} 1\n'], ['a type that is none', '# TYPE a countr\na 1\n'], ['an empty label name', 'a{""="x"} 1\n'],
  ['two commas', 'a{x="1",,y="2"} 1\n'], ['a name in quotes without a comma', '{"a" b="c"} 1\n'], ['help about nothing', '# HELP 1a x\na 1\n'],
  ['no end', 'a 1\n', 'openMetrics'], ['something after the end', 'a 1\n# EOF\nb 1\n', 'openMetrics'], ['an empty line', 'a 1\n\n# EOF\n', 'openMetrics'],
  ['a comment', '# hello\na 1\n# EOF\n', 'openMetrics'], ['blanks between labels', 'a{x="1", y="2"} 1\n# EOF\n', 'openMetrics'], ['a wrong unit', '# UNIT a seconds\na 1\n# EOF\n', 'openMetrics'],
];

const GENERATED_POLICIES = REAL_POLICIES.slice(0, 1).map(([, policy]) => policy).concat(
  new CardinalityPolicy({ dropLabels: ['a', 'c'], mapLabels: [{ label: 'b', match: '(.).*', replacement: '$1' }, { label: 'd', match: '', replacement: 'new' }] }),
  new CardinalityPolicy({
    keepBuckets: [{ metric: 'm', le: [1] }],
    forSeries: [{ labels: { a: '1|' }, renameLabels: { b: 'c' }, mapLabels: [{ label: 'd', match: 'x;(.*)', replacement: '$1' }] }, { metrics: 'n', dropLabels: ['a'] }],
  }),
);

/** Lines of few labels and values, so that many become equal. */
function generatedCases(): ScrapeCase[] {
  const value = constantFrom('', '1', '2', '1.0', 'x;y', 'xy', 'é', '\\"', '\\n');
  const line = record({ metric: constantFrom('m', 'n', 'm_bucket'), labels: dictionary(constantFrom('a', 'b', 'c', 'd', 'le', 'job', '"e f"'), value) })
    .map(({ metric, labels }) => `${metric}{${Object.entries(labels).map(([name, text]) => `${name}="${text}"`).join(',')}} 1\n`);
  const page = record({ type: constantFrom('', '# TYPE m histogram\n', '# TYPE n gauge\n'), lines: array(line, { minLength: 20, maxLength: 120, size: 'max' }) });
  return sample(page, { numRuns: 12, seed: 5 }).flatMap(({ type, lines }, index) => GENERATED_POLICIES.map((policy, number) => ({
    ...PLAIN, name: `generated page ${index}, policy ${number}`, page: type + lines.join(''), policy, target: { honorLabels: index % 3 === 2 },
  })));
}

export function scrapeCases(pages: readonly RealPage[]): ScrapeCase[] {
  return [
    ...realCases(pages),
    ...PAGES.map(([name, page, more]) => ({ ...PLAIN, name, page, ...more })),
    ...generatedCases(),
    ...BROKEN.map(([name, page, format]) => ({ ...PLAIN, name: `broken: ${name}`, page, format: format ?? PLAIN.format, broken: true })),
  ];
}
