import { parseExpression } from '../policy/breakage/promql/parse-expression';
import { Finding } from '../validation';

/** A group of rules as it is written in a file: plain data. */
export type RuleGroupDocument = { readonly [key: string]: unknown };

const GROUP_KEYS = ['name', 'interval', 'query_offset', 'limit', 'labels', 'rules'];
const RULE_KEYS = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/**
 * What Prometheus refuses in groups of rules: it would not start.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function ruleFindings(groups: readonly RuleGroupDocument[]): Finding[] {
  const names = groups.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => ({
      what: `two rule groups are called '${String(name)}'`, why: 'Prometheus refuses the file (groupname is repeated)', fix: `name: '${String(name)}-2' for one of them`,
    })),
    ...groups.flatMap(groupFindings),
  ];
}

function groupFindings(group: RuleGroupDocument, index: number): Finding[] {
  const { name, rules } = group;
  if (typeof name !== 'string' || name === '') {
    return [{ what: `ruleGroups[${index}] has no name`, why: 'Prometheus refuses the file', fix: "name: 'shop'" }];
  }
  const where = `rule group '${name}'`;
  return [
    ...unknownKeys(where, group, GROUP_KEYS),
    ...(Array.isArray(rules) ? rules as RuleGroupDocument[] : []).flatMap((rule, place) => oneRuleFindings(`${where}: rules[${place}]`, rule)),
  ];
}

function oneRuleFindings(where: string, rule: RuleGroupDocument): Finding[] {
  const names = ['record', 'alert'].filter((key) => typeof rule[key] === 'string' && rule[key] !== '');
  return [
    ...unknownKeys(where, rule, RULE_KEYS),
    ...names.length === 1 ? [] : [{
      what: `${where} has ${names.length === 0 ? 'neither record nor alert' : 'both record and alert'}`,
      why: 'a rule records or alerts: Prometheus refuses the file',
      fix: "record: 'job:requests:rate5m', or alert: 'TooManyErrors'",
    }],
    ...expressionFindings(where, rule.expr),
  ];
}

function expressionFindings(where: string, expr: unknown): Finding[] {
  const text = typeof expr === 'number' ? String(expr) : expr;
  if (typeof text !== 'string' || text === '') {
    return [{ what: `${where} has no expr`, why: 'Prometheus refuses the file', fix: "expr: 'sum by (job) (rate(requests_total[5m]))'" }];
  }
  const parsed = parseExpression(text);
  return 'fault' in parsed
    ? [{ what: `${where}: expr '${text}' is no PromQL: ${parsed.fault}`, why: 'Prometheus refuses the file, and does not start', fix: 'write it as it works in the query page of a Prometheus' }]
    : [];
}

function unknownKeys(where: string, map: RuleGroupDocument, known: readonly string[]): Finding[] {
  return Object.keys(map).filter((key) => !known.includes(key)).map((key) => ({
    what: `${where} has '${key}'`, why: 'Prometheus refuses a key that it does not know', fix: `one of ${known.join(', ')}`,
  }));
}
