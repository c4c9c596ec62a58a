import { expressionFindings } from './expression-findings';
import { labelFindings } from './label-findings';
import { RuleDocument, RuleGroupDocument, RuleReader } from './rule-document';
import { templateFaults } from './template-findings';
import { Finding } from '../../validation';
import { isMapping } from '../../wiring/mapping';
import { parsePrometheusDuration } from '../relabel/prometheus-duration';

const RULE_KEYS = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/** What is for alerts only. */
const ALERT_KEYS = ['for', 'keep_firing_for', 'annotations'];

/**
 * What is refused in groups of rules: whoever reads them would not start.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function ruleFindings(groups: readonly RuleGroupDocument[], reader: RuleReader): Finding[] {
  const names = groups.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => ({
      what: `two rule groups are called '${String(name)}'`,
      why: `${reader.program} refuses the file (groupname is repeated)`,
      fix: `name: '${String(name)}-2' for one of them`,
    })),
    ...groups.flatMap((group, index) => groupFindings(group, index, reader)),
  ];
}

function groupFindings(group: RuleGroupDocument, index: number, reader: RuleReader): Finding[] {
  const { name, rules, labels } = group;
  const why = refusal(reader);
  if (typeof name !== 'string' || name === '') {
    return [{ what: `ruleGroups[${index}] has no name`, why, fix: "name: 'shop'" }];
  }
  const where = `rule group '${name}'`;
  return [
    ...unknownKeys(where, group, reader.groupKeys, reader),
    ...durationFindings(where, group, ['interval', 'query_offset'], reader),
    ...['undefined', 'number'].includes(typeof group.limit) ? [] : [{ what: `${where}: limit ${JSON.stringify(group.limit)} is no number`, why, fix: 'limit: 100' }],
    ...labelFindings(where, 'labels', labels, reader),
    ...listOf(rules)?.flatMap((rule, place) => oneRuleFindings(`${where}: rules[${place}]`, rule, reader)) ?? [{
      what: `${where} has rules that are no list`, why, fix: "rules: [{ alert: 'Down', expr: 'up == 0' }]",
    }],
  ];
}

/** A list, which may be left open; undefined when something else stands there. */
function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : undefined;
}

/** What is refused in a rule. */
export function oneRuleFindings(where: string, rule: unknown, reader: RuleReader): Finding[] {
  const why = refusal(reader);
  if (!isMapping(rule)) {
    return [{ what: `${where} is no rule`, why, fix: "{ alert: 'Down', expr: 'up == 0' }" }];
  }
  const names = ['record', 'alert'].filter((key) => typeof rule[key] === 'string' && rule[key] !== '');
  return [
    ...unknownKeys(where, rule, RULE_KEYS, reader),
    ...names.length === 1 ? names[0] === 'record' ? recordFindings(where, rule, reader) : [] : [{
      what: `${where} has ${names.length === 0 ? 'neither record nor alert' : 'both record and alert'}`,
      why: `a rule records or alerts: ${why}`,
      fix: "record: 'job:requests:rate5m', or alert: 'TooManyErrors'",
    }],
    ...expressionFindings(where, rule.expr, reader),
    ...durationFindings(where, rule, ['for', 'keep_firing_for'], reader),
    ...labelFindings(where, 'labels', rule.labels, reader),
    ...labelFindings(where, 'annotations', rule.annotations, reader),
    ...names[0] === 'alert' ? templateFindings(where, rule, reader) : [],
  ];
}

function recordFindings(where: string, rule: RuleDocument, reader: RuleReader): Finding[] {
  const record = String(rule.record);
  const misplaced = ALERT_KEYS.filter((key) => isSomething(rule[key]));
  return [
    ...misplaced.map((key) => ({ what: `${where} records, and has '${key}'`, why: refusal(reader), fix: `alert: in the place of record:, or no ${key}` })),
    ...!/[{}]/.test(record) ? [] : [{ what: `${where} records '${record}', with braces`, why: refusal(reader), fix: 'a name in record, and labels in labels' }],
  ];
}

/** Durations of nothing, and maps of nothing, are as good as none. */
function isSomething(value: unknown): boolean {
  return isMapping(value) ? Object.keys(value).length > 0 : value !== undefined && value !== null && parsePrometheusDuration(String(value)) !== 0;
}

function durationFindings(where: string, document: RuleDocument, keys: readonly string[], reader: RuleReader): Finding[] {
  const isFaulty = (value: unknown) => value !== undefined && value !== null && parsePrometheusDuration(String(value)) === undefined;
  return keys.filter((key) => isFaulty(document[key])).map((key) => ({
    what: `${where}: ${key} '${String(document[key])}' is no duration`, why: refusal(reader), fix: `${key}: '5m'`,
  }));
}

function templateFindings(where: string, rule: RuleDocument, reader: RuleReader): Finding[] {
  return ['labels', 'annotations'].flatMap((key) => Object.entries(isMapping(rule[key]) ? rule[key] : {}).flatMap(([name, text]) =>
    templateFaults(String(text)).map(({ what, fix }) => ({
      what: `${where}: ${key}.${name}: ${what}`, why: `${refusal(reader)}: it is a template of Go`, fix,
    }))));
}

function unknownKeys(where: string, map: RuleGroupDocument, known: readonly string[], reader: RuleReader): Finding[] {
  return Object.keys(map).filter((key) => !known.includes(key)).map((key) => ({
    what: `${where} has '${key}'`, why: `${reader.program} refuses a key that it does not know`, fix: `one of ${known.join(', ')}`,
  }));
}

function refusal({ program }: RuleReader): string {
  return `${program} refuses the file`;
}
