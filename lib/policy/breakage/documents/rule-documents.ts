import { PlainMap } from '../../relabel/document';
import { parseExpression } from '../promql/parse-expression';
import { readString } from '../promql/string-literal';
import { Statement } from '../statement';
import { labelsInTemplate, queriesInTemplate } from './alert-templates';
import { itemsOf, PlainDocument } from './plain-document';

const EXPECTED = 'a rule file or a PrometheusRule manifest';

/**
 * The expressions of alerts and recording rules.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function readRules(caller: string, documents: readonly unknown[]): Statement[] {
  const document = new PlainDocument(caller, EXPECTED);
  return itemsOf(document, 'rules', documents).flatMap(({ where, value }) => readGroups(document, where, value));
}

function readGroups(document: PlainDocument, where: string, value: unknown): Statement[] {
  const file = document.map(where, value) ?? document.refuse(where, value, 'a map with groups');
  const isManifest = file.kind !== undefined;
  const groups = isManifest ? document.map(`${where}.spec`, file.spec)?.groups : file.groups;
  const isKnown = isManifest ? file.kind === 'PrometheusRule' : groups !== undefined;
  return !isKnown ? document.refuse(where, value, 'a map with groups, or kind: PrometheusRule') : document.list(`${where}: groups`, groups)
    .flatMap((group, index) => {
      const at = `${where}: groups[${index}]`;
      const { name, rules } = document.map(at, group) ?? {};
      const groupName = document.text(`${at}.name`, name);
      return document.list(`${at}.rules`, rules).flatMap((rule, position) => readRule(document, `${at}.rules[${position}]`, groupName, rule));
    });
}

function readRule(document: PlainDocument, at: string, group: string, value: unknown): Statement[] {
  const rule: PlainMap = document.map(at, value) ?? {};
  const text = document.text(`${at}.expr`, rule.expr);
  const [alert, record] = [document.text(`${at}.alert`, rule.alert), document.text(`${at}.record`, rule.record)];
  if (text === '' || (alert === '') === (record === '')) {
    return document.refuse(at, value, 'expr, and either alert or record');
  }
  const labels = document.texts(`${at}.labels`, rule.labels);
  if (record !== '') {
    return [{ where: `recording rule ${record} (group ${group})`, text, parsed: parseExpression(text), shown: [], records: { name: record, labels } }];
  }
  const where = `alert ${alert} (group ${group})`;
  const annotations = document.texts(`${at}.annotations`, rule.annotations);
  const templates = [
    ...Object.entries(labels).map(([name, template]) => ({ template, what: `its label '${name}'` })),
    ...Object.entries(annotations).map(([name, template]) => ({ template, what: `its annotation '${name}'` })),
  ];
  const shown = templates.flatMap(({ template, what }) => labelsInTemplate(template, `${what} shows it`)).filter(({ label }) => labels[label] === undefined);
  return [
    { where, text, parsed: parseExpression(text), shown },
    ...templates.flatMap(({ template, what }) => queriesInTemplate(template).map(readString)
      .map((query): Statement => ({ where: `${where}, the query of ${what}`, text: query, parsed: parseExpression(query), shown: [] }))),
  ];
}
