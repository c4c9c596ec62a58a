import { readRules } from '../../../../lib/policy/breakage/documents/read-documents';
import { problemOf } from '../../../collector/documents';

const groups = [{
  name: 'web',
  rules: [
    { record: 'x:sum', expr: 'sum(x)', labels: { team: 'web' } },
    { alert: 'XDown', expr: 'x:sum == 0', labels: { severity: 'page', pod: '{{ $labels.instance }}' }, annotations: { summary: '{{ $labels.job }} {{ $labels.severity }}', query: '{{ query "count(y)" }}' } },
  ],
}];
const read = (...documents: unknown[]) => readRules('test', documents).map(({ where, text, shown, records }) => [where, text, shown.map(({ label, use }) => `${label}: ${use}`), records]);

const EXPECTED = [
  ['recording rule x:sum (group web)', 'sum(x)', [], { name: 'x:sum', labels: { team: 'web' } }],
  ['alert XDown (group web)', 'x:sum == 0', ["instance: its label 'pod' shows it", "job: its annotation 'summary' shows it", "severity: its annotation 'summary' shows it"], undefined],
  ["alert XDown (group web), the query of its annotation 'query'", 'count(y)', [], undefined],
];

test('a rule file, a manifest and lists of them hold the same rules', () => {
  const manifest = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'web' }, spec: { groups } };

  expect(read({ groups })).toEqual(EXPECTED);
  expect(read(manifest)).toEqual(EXPECTED);
  expect(read([manifest])).toEqual(EXPECTED);
  expect(read({ kind: 'PrometheusRuleList', items: [manifest] })).toEqual(EXPECTED);
  expect(read({ kind: 'List', items: [manifest] })).toEqual(EXPECTED);
});

test('what is empty holds none', () => {
  expect(read({ groups: [] }, { groups: null }, { kind: 'PrometheusRule', spec: {} }, { kind: 'PrometheusRule' }, { groups: [{ name: 'a' }] })).toEqual([]);
});

test('what rules record has the labels of their group, unless they say otherwise; texts of alerts see none of them', () => {
  const alert = { alert: 'A', expr: 'x', annotations: { summary: '{{ $labels.team }} {{ $labels.pod }}' } };
  const rules = [{ record: 'b', expr: 'x', labels: { tier: 'own' } }, alert];

  expect(read({ groups: [{ name: 'a', labels: { team: 'web', tier: 'all' }, rules }] })).toEqual([
    ['recording rule b (group a)', 'x', [], { name: 'b', labels: { team: 'web', tier: 'own' } }],
    ['alert A (group a)', 'x', ["team: its annotation 'summary' shows it", "pod: its annotation 'summary' shows it"], undefined],
  ]);
});

test('a number is an expression too', () => {
  expect(read({ groups: [{ name: 'a', rules: [{ record: 'b', expr: 1 }] }] })).toEqual([['recording rule b (group a)', '1', [], { name: 'b', labels: {} }]]);
});

test.each<[string, unknown, string, string]>([
  ['a dashboard', { panels: [] }, 'rules[0] is {"panels":[]}', 'rules[0]: a map with groups, or kind: PrometheusRule'],
  ['another kind', { kind: 'ConfigMap', data: {} }, 'rules[0] is {"kind":"ConfigMap","data":{}}', 'rules[0]: a map with groups, or kind: PrometheusRule'],
  ['groups of another kind', { kind: 'Team', groups: [] }, 'rules[0] is {"kind":"Team","groups":[]}', 'rules[0]: a map with groups, or kind: PrometheusRule'],
  ['text', 'groups: []', 'rules[0] is "groups: []"', 'rules[0]: a map'],
  ['nothing', undefined, 'rules[0] is nothing', 'rules[0]: a map with groups, or kind: PrometheusRule'],
  ['groups that are no list', { groups: {} }, 'rules[0]: groups is {}', 'rules[0]: groups: a list'],
  ['a rule without an expression', { groups: [{ name: 'a', rules: [{ alert: 'b' }] }] }, 'rules[0]: groups[0].rules[0] is {"alert":"b"}', 'rules[0]: groups[0].rules[0]: expr, and either alert or record'],
  ['a rule that is both', { groups: [{ name: 'a', rules: [{ alert: 'b', record: 'c', expr: 'd' }] }] }, 'rules[0]: groups[0].rules[0] is {"alert":"b","record":"c","expr":"d"}', 'rules[0]: groups[0].rules[0]: expr, and either alert or record'],
])('fails on %s', (_, document, what, fix) => {
  expect(problemOf(() => read(document))).toEqual({ path: 'test', what, why: 'it is not a rule file or a PrometheusRule manifest: what it needs would be overlooked', fix });
});
