import { Breakage, BreaksProps } from './breakage';
import { PolicyPlan } from '../cardinality/policy-plan';
import { readDashboards, readRules } from './documents/read-documents';
import { judgeStatements } from './judge-statements';

/** What a policy breaks of rules and dashboards, in the order in which they stand there. */
export function breakagesOf(plan: PolicyPlan, { rules = [], ruleGroups = [], dashboards = [], ...source }: BreaksProps): Breakage[] {
  const ownRules = { groups: ruleGroups.map((group) => group.toDocument()) };
  return judgeStatements(plan, [...readRules(CALLER, [...rules, ownRules]), ...readDashboards(CALLER, dashboards)], source);
}

const CALLER = 'CardinalityPolicy.breaks';
