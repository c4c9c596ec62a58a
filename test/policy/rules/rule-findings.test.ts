import { CardinalityPolicy } from '../../../lib';
import { ruleFindings } from '../../../lib/policy/rules/rule-findings';
import { whats } from '../../collector/documents';

const RULE = { record: 'job:requests:rate5m', expr: 'sum by (job) (rate(requests_total[5m]))' };
const group = (...rules: object[]) => ({ name: 'shop', rules });

describe('groups of rules', () => {
  test('record and alert', () => {
    const alert = { alert: 'Down', expr: 'up == 0', for: '5m', keep_firing_for: '10m', labels: { severity: 'page' }, annotations: { summary: 'down' } };

    expect(ruleFindings([{ ...group(RULE, alert, { record: 'one', expr: 1 }), interval: '1m', limit: 10, query_offset: '30s', labels: {} }])).toEqual([]);
  });

  test('come from a policy as they are', () => {
    const policy = new CardinalityPolicy({ budget: { series: 1000 } });

    expect(ruleFindings(policy.ruleGroups())).toEqual([]);
  });

  test('may have no rules yet', () => {
    expect(ruleFindings([{ name: 'shop' }, { name: 'web', rules: null }])).toEqual([]);
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
  ])('are refused %s', (_, groups, what) => {
    expect(whats(ruleFindings(groups))).toEqual([what]);
  });
});
