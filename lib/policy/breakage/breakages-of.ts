import { Breakage, BreaksProps } from './breakage';
import { PolicyPlan } from '../cardinality/policy-plan';
import { readDashboards, readRules } from './documents/read-documents';
import { judgeStatements } from './judge-statements';

/** What a policy breaks of rules and dashboards, in the order in which they stand there. */
export function breakagesOf(plan: PolicyPlan, { rules = [], ruleGroups = [], dashboards = [], ...source }: BreaksProps): Breakage[] {
  return judgeStatements(plan, [...readRules(CALLER, [...rules, { groups: ruleGroups.map((group) => group.toDocument()) }]), ...readDashboards(CALLER, dashboards)], source);
}

const CALLER = 'CardinalityPolicy.breaks';
