import { spanCondition } from './span-conditions';
import { Finding } from '../../../validation';
import { Compiled } from '../../cardinality/compilers/compiled';
import { Clause, clausesOf, isImpliedBy, Literal, product } from '../clauses';
import { FLOOR, keepsAll, PlannedRule, SamplingPlan } from '../sampling-plan';
import { TraceTest } from '../trace-test';

/** What a single policy of the collector asks. */
export type TailTest = Exclude<TraceTest, { readonly kind: 'spans' }> | { readonly kind: 'ottl'; readonly conditions: readonly string[] };

/** A policy of `tail_sampling`: what it asks, then its percentage, then its budget, because what stands before a budget does not use it. */
export interface TailPolicy {
  readonly name: string;
  readonly drops: boolean;
  readonly asks: readonly { readonly test: TailTest; readonly negated: boolean }[];
  readonly percent: number;
  readonly budget?: { readonly spansPerSecond: number; readonly burst: number };
}

/** A rule whose ways are asked by several policies has their number behind its name. */
export const PART = '#';

/**
 * The policies of one of several samplers.
 *
 * The collector asks every policy, drops what any of its `drop` policies matches, and keeps what any other one samples. So a rule also asks that no earlier
 * rule is about the trace, unless the earlier one keeps whatever this one would keep; see docs/decisions/0013.
 */
export function tailPolicies(plan: SamplingPlan, samplers: number): Compiled<readonly TailPolicy[]> {
  const compiled = plan.rules.map((rule, index) => rulePolicies(plan, rule, plan.rules.slice(0, index), samplers));
  return {
    document: [...compiled.flatMap(({ document }) => document), ...floorPolicies(plan, samplers)],
    findings: compiled.flatMap(({ findings }) => findings),
  };
}

/** The clauses of a rule, as policies ask them: none of them is about a trace that an earlier rule decides otherwise. */
export function ruleClauses(rule: PlannedRule, earlier: readonly PlannedRule[]): Clause[] {
  return product([clausesOf(rule.when), ...earlier.filter((one) => wouldOverrule(rule, one)).map(({ when }) => clausesOf(when, true))]);
}

/** Without clauses whose traces an earlier rule keeps anyway. */
function neededClauses(rule: PlannedRule, earlier: readonly PlannedRule[]): Clause[] {
  const kept = rule.drops ? [] : earlier.flatMap((one, index) => keepsAll(one) ? ruleClauses(one, earlier.slice(0, index)) : []);
  return ruleClauses(rule, earlier).filter((clause) => !kept.some((other) => isImpliedBy(other, clause)));
}

/** Whether a rule would decide about traces of an earlier one, were they not kept from it. */
export function wouldOverrule(rule: PlannedRule, earlier: PlannedRule): boolean {
  if (earlier.drops) {
    // what is dropped stays dropped, whoever samples it
    return false;
  }
  if (rule.drops || rule.spansPerSecond !== undefined || earlier.spansPerSecond !== undefined) {
    return true;
  }
  // one hash decides for all: what passes a percentage passes every higher one
  return earlier.percent < rule.percent;
}

function rulePolicies(plan: SamplingPlan, rule: PlannedRule, earlier: readonly PlannedRule[], samplers: number): Compiled<readonly TailPolicy[]> {
  if (rule.percent === 0 && !rule.drops) {
    return { document: [], findings: [] };
  }
  const clauses = neededClauses(rule, earlier);
  const share = rule.spansPerSecond === undefined ? undefined : Math.floor(rule.spansPerSecond / samplers);
  return {
    document: clauses.map((clause, index) => ({
      name: index === 0 ? rule.name : `${rule.name}${PART}${index + 1}`,
      drops: rule.drops,
      asks: clause.map(tailQuestion),
      percent: rule.drops ? 100 : rule.percent,
      budget: share === undefined ? undefined : budgetOf(plan, share),
    })),
    findings: budgetFindings(rule, clauses, share, samplers),
  };
}

function budgetFindings(rule: PlannedRule, clauses: readonly Clause[], share: number | undefined, samplers: number): Finding[] {
  return [
    ...share === 0 ? [{
      what: `the rule '${rule.name}' keeps ${rule.spansPerSecond} spans in a second, of which each of ${samplers} samplers has less than one`,
      why: 'samplers count for themselves, in whole spans',
      fix: `spansPerSecond: ${samplers}, or fewer samplers`,
    }] : [],
    ...share !== undefined && clauses.length > 1 ? [{
      what: `the rule '${rule.name}' has spansPerSecond, and ${clauses.length} policies ask its condition`,
      why: 'each of them would have the budget for itself, and a trace that several sample would be counted by all',
      fix: `a rule for each part of the condition of '${rule.name}', with its part of ${rule.spansPerSecond}`,
    }] : [],
  ];
}

function floorPolicies(plan: SamplingPlan, samplers: number): TailPolicy[] {
  const { services = [], spansPerSecond = 0 } = plan.floor ?? {};
  return services.map((service) => ({
    name: `${FLOOR}${PART}${service}`,
    drops: false,
    asks: [{ test: { kind: 'attribute', key: 'service.name', values: [service] }, negated: false }],
    percent: 100,
    budget: budgetOf(plan, Math.ceil(spansPerSecond / samplers)),
  }));
}

/** A trace that is larger than the burst never passes, however long nothing came. */
function budgetOf({ largestTrace }: SamplingPlan, spansPerSecond: number): { readonly spansPerSecond: number; readonly burst: number } {
  return { spansPerSecond, burst: Math.max(2 * spansPerSecond, largestTrace) };
}

function tailQuestion({ test, negated }: Literal): TailPolicy['asks'][number] {
  return { test: test.kind === 'spans' ? { kind: 'ottl', conditions: test.anyOf.map(spanCondition) } : test, negated };
}
