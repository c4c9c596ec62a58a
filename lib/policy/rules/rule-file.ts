import { ANY_READER, RuleGroupDocument } from './rule-document';
import { ruleFindings } from './rule-findings';
import { fail, failOnFindings, Finding } from '../../validation';
import { isMapping } from '../../wiring/mapping';

/** What everybody refuses in groups. */
export function documentFindings(groups: readonly RuleGroupDocument[]): Finding[] {
  return ruleFindings(groups, ANY_READER);
}

/**
 * A group of somebody else, as every reader takes it: without keys that are left open, and with texts where YAML has read numbers. The API server knows no
 * other labels.
 */
export function tidied(group: RuleGroupDocument): RuleGroupDocument {
  const { rules, ...others } = withTexts(group);
  return { ...others, rules: Array.isArray(rules) ? rules.map((rule: unknown) => isMapping(rule) ? withTexts(rule) : rule) : [] };
}

function withTexts(document: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  const written = Object.entries(document).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(written.map(([key, value]) => [key, TEXTS.includes(key) && isMapping(value) ? textsOf(value) : value]));
}

const TEXTS = ['labels', 'annotations'];

function textsOf(map: { readonly [name: string]: unknown }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, value === null ? '' : String(value)]));
}

/** The groups of a file, which are right. */
export function groupsOfFile(caller: string, { groups, ...others }: { readonly [key: string]: unknown }): RuleGroupDocument[] {
  if (!Array.isArray(groups) || !groups.every(isMapping) || Object.keys(others).length > 0) {
    return fail(caller, {
      what: Array.isArray(groups) ? 'the file is more than a list of groups' : 'the file has no groups',
      why: 'Prometheus refuses the file',
      fix: "{ groups: [{ name: 'shop', rules: […] }] }, and of a PrometheusRule its spec",
    });
  }
  const documents = groups as readonly RuleGroupDocument[];
  failOnFindings(caller, documentFindings(documents));
  return documents.map(tidied);
}
