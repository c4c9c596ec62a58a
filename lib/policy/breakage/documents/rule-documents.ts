import { parseExpression } from '../../promql/parse-expression';
import { ShownLabel, Statement } from '../statement';
import { DocumentKind } from './document-kind';
import { PlainDocument } from './plain-document';
import { PlainMap } from '../../relabel/document-reader';
import { labelsOfTemplate, queriesOfTemplate } from '../../rules/template-findings';

/** @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
export const RULE_FILE: DocumentKind = {
  name: 'a rule file',
  sign: 'a map with groups',
  is: ({ kind, groups }) => kind === undefined && groups !== undefined,
  read: (document, where, { groups }) => readGroups(document, where, groups),
};

/** @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule */
export const PROMETHEUS_RULE: DocumentKind = {
  name: 'a PrometheusRule manifest',
  sign: 'kind: PrometheusRule',
  is: ({ kind }) => kind === 'PrometheusRule',
  read: (document, where, { spec }) => readGroups(document, where, document.map(`${where}.spec`, spec)?.groups),
  manifest: { kind: 'PrometheusRule', isRead: () => true },
};

/** The expressions of groups of rules, however they are wrapped. */
export function readGroups(document: PlainDocument, where: string, groups: unknown): Statement[] {
  return document.list(`${where}: groups`, groups).flatMap((group, index) => {
    const at = `${where}: groups[${index}]`;
    const { name, rules, labels } = document.map(at, group) ?? {};
    const of: Group = { name: document.text(`${at}.name`, name), labels: document.texts(`${at}.labels`, labels) };
    return document.list(`${at}.rules`, rules).flatMap((rule, position) => readRule(document, `${at}.rules[${position}]`, of, rule));
  });
}

/** What a group says of all its rules. */
interface Group {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
}

function readRule(document: PlainDocument, at: string, group: Group, value: unknown): Statement[] {
  const rule: PlainMap = document.map(at, value) ?? {};
  const text = document.text(`${at}.expr`, rule.expr);
  const [alert, record] = [document.text(`${at}.alert`, rule.alert), document.text(`${at}.record`, rule.record)];
  if (text === '' || (alert === '') === (record === '')) {
    return document.refuse(at, value, 'expr, and either alert or record');
  }
  const labels = { ...group.labels, ...document.texts(`${at}.labels`, rule.labels) };
  if (record !== '') {
    return [{ where: `recording rule ${record} (group ${group.name})`, text, parsed: parseExpression(text), shown: [], records: { name: record, labels } }];
  }
  const where = `alert ${alert} (group ${group.name})`;
  const annotations = document.texts(`${at}.annotations`, rule.annotations);
  const templates = [
    ...Object.entries(labels).map(([name, template]) => ({ template, what: `its label '${name}'` })),
    ...Object.entries(annotations).map(([name, template]) => ({ template, what: `its annotation '${name}'` })),
  ];
  const shown = templates.flatMap(({ template, what }) => labelsOfTemplate(template).map((label): ShownLabel => ({ label, use: `${what} shows it` })));
  return [
    { where, text, parsed: parseExpression(text), shown },
    ...templates.flatMap(({ template, what }) => queriesOfTemplate(template)
      .map((query): Statement => ({ where: `${where}, the query of ${what}`, text: query, parsed: parseExpression(query), shown: [] }))),
  ];
}
