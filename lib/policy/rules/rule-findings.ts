import { Finding } from '../../validation';
import { isMapping } from '../../wiring/mapping';
import { parseExpression } from '../promql/parse-expression';

/** A group of rules as it is written in a file: plain data. */
export type RuleGroupDocument = { readonly [key: string]: unknown };

/** Who reads the files, and what groups may say to it. */
export type RuleReader = 'Prometheus' | 'Thanos';

const GROUP_KEYS: { readonly [reader in RuleReader]: readonly string[] } = {
  Prometheus: ['name', 'interval', 'query_offset', 'limit', 'labels', 'rules'],
  Thanos: ['name', 'interval', 'query_offset', 'limit', 'labels', 'partial_response_strategy', 'rules'],
};
const RULE_KEYS = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/**
 * What is refused in groups of rules: whoever reads them would not start.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function ruleFindings(groups: readonly RuleGroupDocument[], reader: RuleReader = 'Prometheus'): Finding[] {
  const names = groups.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => ({
      what: `two rule groups are called '${String(name)}'`, why: `${reader} refuses the file (groupname is repeated)`, fix: `name: '${String(name)}-2' for one of them`,
    })),
    ...groups.flatMap((group, index) => groupFindings(group, index, reader)),
  ];
}

function groupFindings(group: RuleGroupDocument, index: number, reader: RuleReader): Finding[] {
  const { name, rules } = group;
  if (typeof name !== 'string' || name === '') {
    return [{ what: `ruleGroups[${index}] has no name`, why: `${reader} refuses the file`, fix: "name: 'shop'" }];
  }
  const where = `rule group '${name}'`;
  return [
    ...unknownKeys(where, group, GROUP_KEYS[reader], reader),
    ...listOf(rules)?.flatMap((rule, place) => oneRuleFindings(`${where}: rules[${place}]`, rule, reader)) ?? [{
      what: `${where} has rules that are no list`, why: `${reader} refuses the file`, fix: "rules: [{ alert: 'Down', expr: 'up == 0' }]",
    }],
  ];
}

/** A list, which may be left open; undefined when something else stands there. */
function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : undefined;
}

function oneRuleFindings(where: string, rule: unknown, reader: RuleReader): Finding[] {
  if (!isMapping(rule)) {
    return [{ what: `${where} is no rule`, why: `${reader} refuses the file`, fix: "{ alert: 'Down', expr: 'up == 0' }" }];
  }
  const names = ['record', 'alert'].filter((key) => typeof rule[key] === 'string' && rule[key] !== '');
  return [
    ...unknownKeys(where, rule, RULE_KEYS, reader),
    ...names.length === 1 ? [] : [{
      what: `${where} has ${names.length === 0 ? 'neither record nor alert' : 'both record and alert'}`,
      why: `a rule records or alerts: ${reader} refuses the file`,
      fix: "record: 'job:requests:rate5m', or alert: 'TooManyErrors'",
    }],
    ...expressionFindings(where, rule.expr, reader),
  ];
}

function expressionFindings(where: string, expr: unknown, reader: RuleReader): Finding[] {
  const text = typeof expr === 'number' ? String(expr) : expr;
  if (typeof text !== 'string' || text === '') {
    return [{ what: `${where} has no expr`, why: `${reader} refuses the file`, fix: "expr: 'sum by (job) (rate(requests_total[5m]))'" }];
  }
  const parsed = parseExpression(text);
  return 'fault' in parsed
    ? [{ what: `${where}: expr '${text}' is no PromQL: ${parsed.fault}`, why: `${reader} refuses the file, and does not start`, fix: 'write it as it works in the query page of a Prometheus' }]
    : [];
}

function unknownKeys(where: string, map: RuleGroupDocument, known: readonly string[], reader: RuleReader): Finding[] {
  return Object.keys(map).filter((key) => !known.includes(key)).map((key) => ({
    what: `${where} has '${key}'`, why: `${reader} refuses a key that it does not know`, fix: `one of ${known.join(', ')}`,
  }));
}
