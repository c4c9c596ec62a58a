import { AlertRule } from './alert-rule';
import { durationFindings } from './duration-findings';
import { RecordingRule } from './recording-rule';
import { Rule } from './rule';
import { RuleGroupProps } from './rule-group-props';
import { Recordings, shownLabelFindings } from './shown-labels';
import { Finding } from '../../validation';
import { parseExpression } from '../promql/parse-expression';

/** What would go wrong with a group that Prometheus takes. */
export function groupFindings(name: string, props: RuleGroupProps): Finding[] {
  const where = `'${name}'`;
  return [
    ...durationFindings(where, 'interval', props.interval, 'Duration.minutes(1)'),
    ...durationFindings(where, 'queryOffset', props.queryOffset, 'Duration.minutes(1)'),
    ...props.limit === undefined || (props.limit >= 1 && Number.isInteger(props.limit)) ? [] : [{
      what: `${where}: limit is ${props.limit}`,
      why: props.limit < 1 ? 'Prometheus takes it for no limit at all' : 'series are counted in whole numbers: the API server refuses it',
      fix: 'limit: 1 or more, or leave it out',
    }],
    ...twiceFindings(where, props.rules),
    ...shownFindings(props),
  ];
}

/** What tells rules apart: their kind, their name and the labels that they write. */
function identity(rule: Rule): string {
  const { name, labels } = rule;
  return JSON.stringify([rule instanceof AlertRule, name, Object.entries(labels).sort()]);
}

function twiceFindings(where: string, rules: readonly Rule[]): Finding[] {
  const identities = rules.map(identity);
  return rules.filter((_, index) => identities.indexOf(identities[index]!) !== index).map((rule) => rule instanceof AlertRule ? {
    what: `${where}: two alerts '${rule.name}' have the same labels`,
    why: 'nobody could tell which of them fires, and one would end the other',
    fix: 'severity or another label by which they differ, or one of them with another name',
  } : {
    what: `${where}: two rules record '${rule.name}' with the same labels`,
    why: 'two samples of a series at one time: one of them is lost',
    fix: 'one rule of both with or, or labels by which they differ',
  });
}

/** Labels of what the group records itself are known. */
function shownFindings({ rules, labels: ofGroup = {} }: RuleGroupProps): Finding[] {
  const recordings: Recordings = new Map(rules.filter((rule) => rule instanceof RecordingRule).flatMap(({ name, expr, labels }) => {
    const parsed = parseExpression(expr);
    return 'fault' in parsed ? [] : [[name, { expression: parsed.expression, labels: [...Object.keys(ofGroup), ...Object.keys(labels)] }] as const];
  }));
  return rules.filter((rule) => rule instanceof AlertRule).flatMap((alert) =>
    shownLabelFindings(alert.name, alert.expr, { labels: Object.keys(alert.labels), templates: alert._templates() }, recordings));
}
