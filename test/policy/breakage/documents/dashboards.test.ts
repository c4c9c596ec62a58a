import { readDashboards } from '../../../../lib/policy/breakage/documents/read-documents';
import { problemOf } from '../../../collector/documents';

const read = (...documents: unknown[]) => readDashboards('test', documents)
  .map(({ where, text, shown }) => [where, text, ...shown.map(({ label, use }) => `${label}: ${use}`)]);
const target = (expr: string, more: object = {}) => ({ expr, refId: 'A', ...more });

const dashboard = {
  title: 'Web',
  panels: [
    { title: 'Requests', targets: [target('sum by (pod) (x)', { legendFormat: '{{pod}} {{ namespace }}' }), { refId: 'B' }, target(' ')] },
    { type: 'row', title: 'More', panels: [{ type: 'stat', targets: [target('y', { legendFormat: '__auto' })] }] },
    { title: 'From the library', libraryPanel: { uid: 'a', name: 'b' } },
    { title: 'Words', type: 'text', options: {} },
  ],
};
const EXPECTED = [
  ["dashboard 'Web', panel 'Requests' (A)", 'sum by (pod) (x)', 'pod: its legend shows it', 'namespace: its legend shows it'],
  ["dashboard 'Web', panel 'stat' (A)", 'y'],
];

test('panels are read, also in rows; those without a query, and of the library, are left alone', () => {
  expect(read(dashboard)).toEqual(EXPECTED);
});

test('a panel and a query need no names, and a legend needs no label for the name of the metric', () => {
  const panels = [{ targets: [{ expr: 'x', legendFormat: '{{__name__}} {{pod}} {{pod}}' }] }];

  expect(read({ panels })).toEqual([["dashboard '', panel 'without a title'", 'x', 'pod: its legend shows it']]);
});

test('rows of old dashboards are read', () => {
  expect(read({ title: 'Old', rows: [{ panels: [{ title: 'A', targets: [target('x')] }] }] })).toEqual([["dashboard 'Old', panel 'A' (A)", 'x']]);
});

test('a dashboard may stand in an answer of the API, in ConfigMaps and in lists of these', () => {
  const map = { kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'web.json': JSON.stringify(dashboard), 'README.md': 'words' } };

  expect(read({ dashboard, meta: {} })).toEqual(EXPECTED);
  expect(read({ ...dashboard, dashboard: null })).toEqual(EXPECTED);
  expect(read(map)).toEqual(EXPECTED);
  expect(read({ kind: 'ConfigMapList', items: [map] })).toEqual(EXPECTED);
  expect(read([dashboard, map])).toEqual([...EXPECTED, ...EXPECTED]);
});

describe('data sources', () => {
  const templating = { list: [{ type: 'datasource', name: 'ds', query: 'prometheus' }, { type: 'datasource', name: 'logs', query: 'loki' }] };
  const isRead = (datasource: unknown, ofTarget?: unknown) =>
    read({ title: 'a', templating, panels: [{ title: 'b', datasource, targets: [target('x', { datasource: ofTarget })] }] }).length === 1;

  test.each<[string, boolean, { readonly panel?: unknown; readonly query?: unknown }]>([
    ['none', true, {}],
    ['the default', true, { panel: null }],
    ['a name', true, { panel: 'Prometheus' }],
    ['a type', true, { panel: { type: 'prometheus', uid: 'abc' } }],
    ['a type of another maker of Prometheus', true, { panel: { type: 'grafana-amazonprometheus-datasource', uid: 'abc' } }],
    ['a variable', true, { panel: '$ds' }],
    ['a variable in braces', true, { panel: '${ds}' }],
    ['a variable by its identity', true, { panel: { uid: '$ds' } }],
    ['one of its own in the query', true, { panel: { type: 'loki', uid: 'x' }, query: { type: 'prometheus', uid: 'y' } }],
    ['mixed, the query asks Prometheus', true, { panel: '-- Mixed --', query: { type: 'prometheus', uid: 'y' } }],
    ['Loki', false, { panel: { type: 'loki', uid: 'abc' } }],
    ['a variable for Loki', false, { panel: '${logs}' }],
    ['mixed, the query asks Loki', false, { panel: { type: 'datasource', uid: '-- Mixed --' }, query: { type: 'loki', uid: 'y' } }],
    ['Grafana itself', false, { panel: '-- Grafana --' }],
    ['Loki in the query', false, { panel: { type: 'prometheus', uid: 'x' }, query: { type: 'loki', uid: 'y' } }],
  ])('%s: %s', (_, expected, { panel, query }) => {
    expect(isRead(panel, query)).toBe(expected);
  });
});

test.each<[string, unknown[]]>([
  ['label_values(up{job="a"}, instance)', ['instance: the variable takes its values']],
  ['label_values(sum by (a, b) (x), a)', ['a: the variable takes its values']],
  ['label_values(instance)', ['instance: the variable takes its values']],
  ['query_result(topk(5, sum by (pod) (x)))', []],
  ['metrics(http_.*)', []],
  ['up{job="a"}', []],
])('the variable %s needs what it reads', (query, shown) => {
  const expected = [["dashboard 'a', variable 'v'", query, ...shown]];
  const list = (given: unknown) => ({ title: 'a', panels: [], templating: { list: [{ type: 'query', name: 'v', ...given as object }] } });

  expect(read(list({ query }))).toEqual(expected);
  expect(read(list({ query: { query, refId: 'x' }, definition: 'old' }))).toEqual(expected);
  expect(read(list({ query: { refId: 'x' }, definition: query }))).toEqual(expected);
  expect(read(list({ query, datasource: { type: 'loki' } }))).toEqual([]);
});

test('variables that ask for no series need nothing', () => {
  const list = [{ type: 'query', name: 'a', query: 'label_names()' }, { type: 'custom', name: 'b', query: 'a,b' }, { type: 'interval', name: 'c', query: '1m,5m' }, { type: 'query', name: 'd', query: '' }, { type: 'query', name: 'e', query: null }];

  expect(read({ title: 'a', panels: [], templating: { list } })).toEqual([]);
});

test('annotations are read, with the labels that they show', () => {
  const list = [
    { name: 'Deployed', expr: 'changes(x[5m])', titleFormat: '{{app}}', tagKeys: 'env, zone' },
    { name: 'Restarted', expr: 'resets(x[5m])', textFormat: '{{pod}}', tagKeys: 'env,,' },
    { name: 'Plain', expr: 'x' },
    { name: 'Not asked yet', expr: '', datasource: { type: 'prometheus' } },
    { name: 'Without a query', datasource: { type: 'prometheus' } },
    { name: 'Logged', expr: '{app="a"}', datasource: { type: 'loki' } },
    { name: 'Built in', builtIn: 1, datasource: '-- Grafana --' },
  ];

  expect(read({ title: 'a', panels: [], annotations: { list } })).toEqual([
    ["dashboard 'a', annotation 'Deployed'", 'changes(x[5m])', 'app: it shows it', 'env: it is a tag', 'zone: it is a tag'],
    ["dashboard 'a', annotation 'Restarted'", 'resets(x[5m])', 'pod: it shows it', 'env: it is a tag'],
    ["dashboard 'a', annotation 'Plain'", 'x'],
  ]);
});

test('variables in expressions are read as what they may be', () => {
  const [statement] = readDashboards('test', [{ title: 'a', panels: [{ title: 'b', targets: [target('sum by ($g) (rate(x{pod=~"$pod"}[$__rate_interval]))')] }] }]);

  expect(statement).toMatchObject({ text: 'sum by ($g) (rate(x{pod=~"$pod"}[$__rate_interval]))', parsed: { expression: { kind: 'aggregation', labels: ['variable_'] } } });
});

test.each<[string, unknown, string, string]>([
  ['rules', { groups: [] }, 'dashboards[0] is {"groups":[]}', 'dashboards[0]: kind: ConfigMap, or a map with panels'],
  ['a ConfigMap without dashboards', { kind: 'ConfigMap', data: {} }, 'dashboards[0] is {"kind":"ConfigMap","data":{}}', 'dashboards[0]: data with dashboards, under keys that end with .json'],
  ['JSON that is no dashboard', { kind: 'ConfigMap', data: { 'a.json': '{}' } }, "dashboards[0].data['a.json'] is {}", "dashboards[0].data['a.json']: a map with panels"],
  ['JSON of nothing', { kind: 'ConfigMap', data: { 'a.json': 'null' } }, "dashboards[0].data['a.json'] is null", "dashboards[0].data['a.json']: a map with panels"],
  ['what is no JSON', { kind: 'ConfigMap', data: { 'a.json': '{' } }, "dashboards[0].data['a.json'] is \"{\"", "dashboards[0].data['a.json']: JSON"],
  ['panels that are no list', { panels: {} }, 'dashboards[0].panels is {}', 'dashboards[0].panels: a list'],
  ['text', '{}', 'dashboards[0] is "{}"', 'dashboards[0]: a map'],
])('fails on %s', (_, document, what, fix) => {
  expect(problemOf(() => read(document))).toEqual({ path: 'test', what, why: 'it is not a ConfigMap with dashboards or a dashboard of Grafana: what it needs would be overlooked', fix });
});
