import { CardinalityPolicy } from '../../../lib';
import { prometheusReader, thanosReader } from '../../../lib/policy/rules/rule-document';
import { ruleFindings } from '../../../lib/policy/rules/rule-findings';
import { whats } from '../../collector/documents';

const PROMETHEUS = prometheusReader('3.15.0');
const RULE = { record: 'job:requests:rate5m', expr: 'sum by (job) (rate(requests_total[5m]))' };
const ALERT = { alert: 'Down', expr: 'up == 0' };
const group = (...rules: object[]) => ({ name: 'shop', rules });

describe('groups of rules', () => {
  test('record and alert', () => {
    const alert = { ...ALERT, for: '5m', keep_firing_for: '10m', labels: { severity: 'page' }, annotations: { summary: '{{ $value | humanize }}' } };

    expect(ruleFindings([{ ...group(RULE, alert, { record: 'one', expr: 1 }), interval: '1m', limit: 10, query_offset: '30s', labels: {} }], PROMETHEUS)).toEqual([]);
  });

  test('come from a policy as they are', () => {
    const policy = new CardinalityPolicy({ budget: { series: 1000 } });

    expect(ruleFindings(policy.ruleGroups().map((each) => each.toDocument()), PROMETHEUS)).toEqual([]);
  });

  test('may have no rules yet, and alerts that wait for nothing', () => {
    expect(ruleFindings([{ name: 'shop' }, { name: 'web', rules: null }, { name: 'api', rules: [{ ...RULE, for: '0s', annotations: {} }] }], PROMETHEUS)).toEqual([]);
  });

  test.each<[string, { readonly [key: string]: unknown }[], string]>([
    ['without a name', [{ rules: [RULE] }], 'ruleGroups[0] has no name'],
    ['with an empty name', [{ name: '', rules: [RULE] }], 'ruleGroups[0] has no name'],
    ['with one rule that is not in a list', [{ name: 'shop', rules: RULE }], "rule group 'shop' has rules that are no list"],
    ['with an empty entry', [{ name: 'shop', rules: [RULE, null] }], "rule group 'shop': rules[1] is no rule"],
    ['with an empty name of a record', [group({ ...RULE, record: '' })], "rule group 'shop': rules[0] has neither record nor alert"],
    ['with an empty expression', [group({ ...RULE, expr: '' })], "rule group 'shop': rules[0] has no expr"],
    ['of one name', [group(RULE), group(RULE)], "two rule groups are called 'shop'"],
    ['with a key of Thanos', [{ ...group(RULE), partial_response_strategy: 'warn' }], "rule group 'shop' has 'partial_response_strategy'"],
    ['with an unknown key in a rule', [group({ ...RULE, severity: 'page' })], "rule group 'shop': rules[0] has 'severity'"],
    ['with a rule that does nothing', [group({ expr: 'up' })], "rule group 'shop': rules[0] has neither record nor alert"],
    ['with a rule that does both', [group({ ...RULE, alert: 'Down' })], "rule group 'shop': rules[0] has both record and alert"],
    ['without an expression', [group({ record: 'a' })], "rule group 'shop': rules[0] has no expr"],
    ['with one that is no PromQL', [group({ record: 'a', expr: 'sum(up' })], "rule group 'shop': rules[0]: expr 'sum(up' is no PromQL: it ends too early"],
    ['with one of wrong types', [group({ record: 'a', expr: 'rate(up)' })],
      "rule group 'shop': rules[0]: expr 'rate(up)' is no PromQL: rate takes a range vector, and 'up' is an instant vector"],
    ['with one that is a text', [group({ record: 'a', expr: '"up"' })], "rule group 'shop': rules[0]: expr '\"up\"' is a string"],
    ['with one that is a range', [group({ record: 'a', expr: 'up[5m]' })], "rule group 'shop': rules[0]: expr 'up[5m]' is a range vector"],
    ['with an interval that is none', [{ ...group(RULE), interval: 60 }], "rule group 'shop': interval '60' is no duration"],
    ['with a limit that is none', [{ ...group(RULE), limit: 'many' }], "rule group 'shop': limit \"many\" is no number"],
    ['with a record that waits', [group({ ...RULE, for: '5m' })], "rule group 'shop': rules[0] records, and has 'for'"],
    ['with a record that says something', [group({ ...RULE, annotations: { summary: 'a' } })], "rule group 'shop': rules[0] records, and has 'annotations'"],
    ['with a record in braces', [group({ ...RULE, record: 'a{b="c"}' })], "rule group 'shop': rules[0] records 'a{b=\"c\"}', with braces"],
    ['with an alert that waits for something else', [group({ ...ALERT, for: '5 minutes' })], "rule group 'shop': rules[0]: for '5 minutes' is no duration"],
    ['with the name of a metric as a label', [group({ ...RULE, labels: { __name__: 'a' } })], "rule group 'shop': rules[0]: labels has '__name__'"],
    ['with the name of a metric as a label of all', [{ ...group(RULE), labels: { __name__: 'a' } }], "rule group 'shop': labels has '__name__'"],
    ['with labels in a list', [group({ ...RULE, labels: ['a'] })], "rule group 'shop': rules[0] has labels that are no map"],
    ['with a label that is a map', [group({ ...RULE, labels: { a: { b: 'c' } } })], "rule group 'shop': rules[0]: labels.a is {\"b\":\"c\"}"],
    ['with a template that does not end', [group({ ...ALERT, annotations: { summary: '{{ $value' } })], "rule group 'shop': rules[0]: annotations.summary: '{{ $value' does not end"],
    ['with a function that is none', [group({ ...ALERT, labels: { a: '{{ $value | humanise }}' } })], "rule group 'shop': rules[0]: labels.a: there is no function 'humanise'"],
  ])('are refused %s', (_, groups, what) => {
    expect(whats(ruleFindings(groups, PROMETHEUS))).toEqual([what]);
  });
});

test('annotations may be called like the name of a metric', () => {
  expect(ruleFindings([group({ ...ALERT, annotations: { __name__: 'a' } })], PROMETHEUS)).toEqual([]);
});

describe('what is experimental', () => {
  const sorted = [group({ record: 'a', expr: 'sort_by_label(up, "job")' })];
  const [first, calculated] = ['first_over_time(up[5m])', 'rate(up[5m * 2])'].map((expr) => [group({ record: 'a', expr })]);

  test('is known to who is told of it', () => {
    expect(ruleFindings(sorted, PROMETHEUS)).toEqual([{
      what: "rule group 'shop': rules[0]: expr 'sort_by_label(up, \"job\")' has sort_by_label, which is experimental",
      why: 'Prometheus refuses the file, and does not start',
      fix: "extraArgs: ['--enable-feature=promql-experimental-functions']",
    }]);
    expect(whats(ruleFindings(sorted, prometheusReader('3.15.0', ['--enable-feature', '--web.enable-lifecycle'])))).toHaveLength(1);
    expect(ruleFindings(sorted, prometheusReader('3.15.0', ['--enable-feature=old-ui,promql-experimental-functions']))).toEqual([]);
  });

  test('ceases to be it, in Prometheus first', () => {
    expect([first!, calculated!].flatMap((groups) => ruleFindings(groups, PROMETHEUS))).toEqual([]);
    expect(whats(ruleFindings(first!, prometheusReader('3.13.0')))).toHaveLength(1);
    expect(ruleFindings(first!, thanosReader(['--enable-feature=promql-experimental-functions']))).toEqual([]);
    expect(ruleFindings(calculated!, thanosReader())).toEqual([expect.objectContaining({ fix: "an expression without the calculated duration '5m * 2'" })]);
  });
});
