import type { AlertRuleProps } from './alert-rule-props';
import { durationFindings } from './duration-findings';
import { PlacedTemplate, shownLabelFindings } from './shown-labels';
import { templateStumbles } from './template-findings';
import { Finding } from '../../validation';
import { checkExpression } from '../promql/check-expression';
import { Expression } from '../promql/expression';
import { parseExpression } from '../promql/parse-expression';

/** What would go wrong with an alert that Prometheus takes. */
export function alertFindings(name: string, props: AlertRuleProps): Finding[] {
  return [
    ...nameFindings(name),
    ...labelFindings(name, props),
    ...twiceFindings(name, props),
    ...durationFindings(`'${name}'`, 'for', props.for, 'Duration.minutes(5)'),
    ...durationFindings(`'${name}'`, 'keepFiringFor', props.keepFiringFor, 'Duration.minutes(5)'),
    ...alwaysFiring(name, props.expr),
    ...templatesOf(props).flatMap(({ where, template }) => templateStumbles(template).map(({ what, fix }) => ({
      what: `'${name}': ${where}: ${what}`, why: 'the alert would arrive with an error in the place of the text', fix,
    }))),
    ...shownLabelFindings(name, props.expr, { labels: labelsOf(props), templates: templatesOf(props) }),
  ];
}

type Said = Pick<AlertRuleProps, 'labels' | 'annotations' | 'summary' | 'description' | 'runbookUrl' | 'severity'>;

/** Every template of an alert, by what it was given as. */
export function templatesOf({ labels = {}, annotations = {}, summary, description, runbookUrl }: Said): PlacedTemplate[] {
  const own = Object.entries({ summary, description, runbookUrl }).flatMap(([where, template]) => template === undefined ? [] : [{ where, template }]);
  const placed = (key: string, map: { readonly [name: string]: string }) => Object.entries(map).map(([name, template]) => ({ where: `${key}.${name}`, template }));
  return [...placed('labels', labels), ...own, ...placed('annotations', annotations)];
}

function labelsOf({ labels = {}, severity }: Said): string[] {
  return [...Object.keys(labels), ...severity === undefined ? [] : ['severity']];
}

function nameFindings(name: string): Finding[] {
  return name.trim() === name && name !== '' && !/[\r\n]/.test(name) ? [] : [{
    what: name.trim() === '' ? 'an alert has no name' : `the name '${name}' has space around it, or more than one line`,
    why: 'routes, silences and inhibitions name alerts: nobody would match it',
    fix: `'${name.trim().replace(/\s+/g, ' ') || 'ShopErrors'}'`,
  }];
}

function labelFindings(name: string, { labels = {} }: Said): Finding[] {
  return labels.alertname === undefined ? [] : [{
    what: `'${name}': labels has 'alertname'`, why: 'it is the name of the alert, which wins', fix: `new AlertRule('${labels.alertname}', …), or another label`,
  }];
}

function twiceFindings(name: string, { labels = {}, annotations = {}, severity, summary, description, runbookUrl }: Said): Finding[] {
  const given = [
    ['severity', severity, labels.severity, 'labels', 'severity'],
    ['summary', summary, annotations.summary, 'annotations', 'summary'],
    ['description', description, annotations.description, 'annotations', 'description'],
    ['runbookUrl', runbookUrl, annotations.runbook_url, 'annotations', 'runbook_url'],
  ] as const;
  return given.filter(([, own, other]) => own !== undefined && other !== undefined).map(([property, , , map, key]) => ({
    what: `'${name}' has ${property}, and ${key} in ${map}`, why: 'they are the same, and one of them would be lost', fix: `one of them: ${property}`,
  }));
}

/** What has a result at every evaluation, whatever the values are. */
function alwaysFiring(name: string, expr: string): Finding[] {
  const { faults, type } = checkExpression(expr);
  const parsed = parseExpression(expr);
  if (faults.length > 0 || 'fault' in parsed) {
    return [];
  }
  if (type === 'scalar') {
    return [{
      what: `'${name}': expr '${expr}' is a scalar`,
      why: 'a scalar is always there: the alert would always fire, at 0 too',
      fix: "a comparison of series, as in expr: 'up == 0', or vector(1) for an alert that shall always fire",
    }];
  }
  return isZeroOrOne(parsed.expression) ? [{
    what: `'${name}': expr '${expr}' compares with bool`,
    why: 'its result is 0 where the comparison does not hold, which is a result: the alert would always fire',
    fix: expr.split(/\bbool\b/).length === 2 ? `expr: '${expr.replace(/\s*\bbool\b/, '')}'` : 'the outermost comparison without bool',
  }] : [];
}

/** Whether the outermost thing is a comparison that answers 0 or 1. */
function isZeroOrOne(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.bool === true;
}
