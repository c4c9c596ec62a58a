import { clauseBound, clausesOf, isImpliedBy } from './clauses';
import { conditionFindings, textFindings } from './condition-findings';
import { FLOOR, keepsAll, OTHERWISE, PlannedRule, SamplingPlan } from './sampling-plan';
import { SamplingPolicyProps, SamplingRule } from './sampling-policy-props';
import { LEAST_HEAD_PERCENT } from './trace-id-hash';
import { Finding } from '../../validation';

/** So many policies has a sampler of which every one is asked about every trace. */
const MOST_POLICIES = 200;

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Everything that cannot be read in what a user has written. */
export function samplingFindings(props: SamplingPolicyProps): Finding[] {
  const { rules, otherwise, floor, largestTrace, hashSalt } = props;
  return [
    ...rules?.length === 0 ? [{ what: 'rules is empty', why: 'a policy without rules does not look at traces', fix: "rules: [{ name: 'errors', when: SamplingCondition.error() }], or leave it out" }] : [],
    ...(rules ?? []).flatMap((rule, index) => ruleFindings(rule, `rules[${index}] '${rule.name}'`, (rules ?? []).slice(0, index))),
    ...percentFindings('otherwise', 'otherwise', otherwise),
    ...floor ? [...textFindings('floor.services', floor.services, 'checkout'), ...amountFindings('floor.spansPerSecond', floor.spansPerSecond)] : [],
    ...amountFindings('largestTrace', largestTrace),
    ...hashSalt === '' ? [{ what: 'hashSalt is empty', why: 'the collector takes its own for it', fix: "hashSalt: 'tier-2', or leave it out" }] : [],
    ...headFindings(props),
  ];
}

/** What cannot be meant, of a policy that can be read. */
export function planFindings(plan: SamplingPlan): Finding[] {
  const expensive = plan.rules.map((rule, index) => policyCount(rule, plan.rules.slice(0, index))).reduce((sum, count) => sum + count, 0);
  if (expensive > MOST_POLICIES) {
    return [{
      what: `the rules need up to ${expensive} policies of the collector`,
      why: `every trace is held against each of them; more than ${MOST_POLICIES} take longer than they save`,
      fix: 'rules that keep everything first, and fewer conditions of several ways before others',
    }];
  }
  return [...plan.rules.flatMap((rule, index) => unreachable(rule, plan.rules.slice(0, index))), ...keepsNothing(plan)];
}

function ruleFindings({ name, when, percent, spansPerSecond }: SamplingRule, where: string, earlier: readonly SamplingRule[]): Finding[] {
  const taken = [OTHERWISE, FLOOR].includes(name);
  return [
    ...NAME.test(name) && !taken ? [] : [{
      what: `${where} has the name '${name}'`,
      why: taken ? 'the library has it for what no rule is about' : 'it stands in metrics and logs: letters, digits, _, - and .',
      fix: "a name such as 'errors'",
    }],
    ...earlier.some((one) => one.name === name) ? [{ what: `two rules have the name '${name}'`, why: 'the collector does not start with two policies of one name', fix: `another name than '${name}' for one of them` }] : [],
    ...percentFindings(where, 'percent', percent),
    ...amountFindings(`${where}: spansPerSecond`, spansPerSecond),
    ...percent === 0 && spansPerSecond !== undefined ? [{ what: `${where} has percent 0 and spansPerSecond ${spansPerSecond}`, why: 'of nothing there is no limit', fix: 'one of them' }] : [],
    ...conditionFindings(where, when._tree),
  ];
}

function percentFindings(where: string, property: string, percent: number | undefined): Finding[] {
  return percent === undefined || (percent >= 0 && percent <= 100) ? [] : [{
    what: `${where} is ${percent} percent`, why: 'it is a share of traces, from 0 to 100', fix: `${property}: 10 keeps one of ten`,
  }];
}

function amountFindings(property: string, amount: number | undefined): Finding[] {
  return amount === undefined || (Number.isSafeInteger(amount) && amount >= 1) ? [] : [{
    what: `${property} is ${amount}`, why: 'samplers count whole spans, and one at least', fix: `${property}: a whole number from 1 on, or leave it out`,
  }];
}

function headFindings({ head, rules = [] }: SamplingPolicyProps): Finding[] {
  if (!head) {
    return [];
  }
  const { percent, hashSeed = 0, rulesSeeTheRest } = head;
  const promises = rules.filter(({ percent: share = 100 }) => share === 100).map(({ name }) => `'${name}'`);
  return [
    ...percent >= LEAST_HEAD_PERCENT && percent <= 100 ? [] : [{ what: `head.percent is ${percent}`, why: 'a head keeps more than 0.006 percent of traces, and at most 100', fix: 'head: { percent: 20 }, or no head' }],
    ...Number.isSafeInteger(hashSeed) && hashSeed >= 0 && hashSeed < 2 ** 32 ? [] : [{ what: `head.hashSeed is ${hashSeed}`, why: 'it has 32 bits', fix: 'head.hashSeed: a whole number from 0 to 4294967295' }],
    ...percent < 100 && promises.length > 0 && !rulesSeeTheRest ? [{
      what: `head keeps ${percent} percent, and ${promises.join(', ')} ${promises.length === 1 ? 'keeps' : 'keep'} everything`,
      why: `of what the head leaves: ${roundedPercent(100 - percent)} percent of those traces are gone before any rule sees them`,
      fix: 'no head; or head.rulesSeeTheRest: true, when that is meant',
    }] : [],
  ];
}

/** A rule to which no trace comes: earlier ones are about all that it is about. */
function unreachable(rule: PlannedRule, earlier: readonly PlannedRule[]): Finding[] {
  const clauses = clausesOf(rule.when);
  if (clauses.length === 0) {
    return [{ what: `the rule '${rule.name}' is about no trace`, why: 'its condition contradicts itself', fix: `another condition for '${rule.name}', or leave it out` }];
  }
  const covering = clauses.map((clause) => earlier.find(({ when }) => clausesOf(when).some((other) => isImpliedBy(other, clause))));
  if (rule.name === OTHERWISE || covering.includes(undefined)) {
    return [];
  }
  const names = [...new Set(covering.map((one) => `'${one!.name}'`))].join(', ');
  return [{
    what: `no trace comes to the rule '${rule.name}': ${names} ${covering.length === 1 ? 'is' : 'are'} before it and about all that it is about`,
    why: 'the first rule that is about a trace decides',
    fix: `'${rule.name}' before ${names}, or leave it out`,
  }];
}

function keepsNothing({ rules, floor }: SamplingPlan): Finding[] {
  return floor !== undefined || rules.some(({ percent }) => percent > 0) ? [] : [{
    what: 'the policy keeps nothing', why: 'every rule and otherwise have 0 percent', fix: 'otherwise: 10, or a rule that keeps something',
  }];
}

function policyCount(rule: PlannedRule, earlier: readonly PlannedRule[]): number {
  const guards = earlier.filter((one) => !one.drops && !(keepsAll(one) && !rule.drops && rule.spansPerSecond === undefined));
  return guards.reduce((count, { when }) => count * clauseBound(when, true), clauseBound(rule.when));
}

function roundedPercent(percent: number): number {
  return Math.round(percent * 100) / 100;
}
