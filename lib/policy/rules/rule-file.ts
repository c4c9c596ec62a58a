import { ANY_READER, RuleGroupDocument } from './rule-document';
import { ruleFindings } from './rule-findings';
import { fail, Finding, failOnFindings } from '../../validation';
import { isMapping } from '../../wiring/mapping';

/** What everybody refuses in groups. */
export function documentFindings(groups: readonly RuleGroupDocument[]): Finding[] {
  return ruleFindings(groups, ANY_READER);
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
  return [...documents];
}
