import { metricFaults } from './logql/logql';
import type { LokiAlertRule, LokiRule } from './loki-rule';
import { templateFaults } from '../../policy/rules/template-findings';
import { Finding } from '../../validation';

const EXAMPLE = 'sum by (service_name) (rate({k8s_namespace_name="shop"} |= "error" [5m]))';

/** Judges an alert on lines. */
export function alertRuleFindings(alert: LokiAlertRule): Finding[] {
  const { name, labels, annotations } = alert;
  const texts = [...Object.entries(labels).map(([label, text]) => [`labels.${label}`, text]), ...Object.entries(annotations).map(([key, text]) => [`annotations.${key}`, text])];
  return [
    ...name.trim() === '' ? [{ what: 'an alert has no name', why: 'Loki refuses all rules of the tenant', fix: "new LokiAlertRule('ShopErrors', …)" }] : [],
    ...expressionFindings(alert),
    ...labelFindings(alert),
    ...texts.flatMap(([where, text]) => templateFaults(text!).map(({ what, fix }) => ({
      what: `'${name}': ${where}: ${what}`, why: 'Loki refuses all rules of the tenant', fix,
    }))),
  ];
}

/** Judges a recording of lines. */
export function recordingRuleFindings(rule: LokiRule): Finding[] {
  return [
    ...(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(rule.name) ? [] : [{
      what: `'${rule.name}' is not the name of a metric`,
      why: 'Loki refuses all rules of the tenant',
      fix: `'${rule.name.replace(/[^a-zA-Z0-9_:]/g, '_').replace(/^(?=\d|$)/, '_')}', letters, digits, _ and :`,
    }]),
    ...expressionFindings(rule),
    ...labelFindings(rule),
  ];
}

function expressionFindings({ name, expr }: LokiRule): Finding[] {
  return metricFaults(expr).map((fault) => ({
    what: `'${name}': expr '${expr}', ${fault}`,
    why: 'Loki refuses all rules of the tenant, or the rule has no number to evaluate',
    fix: `an expression such as '${EXAMPLE}'`,
  }));
}

function labelFindings({ name, labels }: LokiRule): Finding[] {
  return Object.keys(labels).filter((label) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) || label === '__name__').map((label) => ({
    what: `'${name}': labels has '${label}'`, why: 'Loki refuses all rules of the tenant', fix: 'a name of letters, digits and underscores',
  }));
}
