import { Size, SizeRoundingBehavior } from 'cdk8s';
import { PolicyPlan, PolicyStep } from './policy-plan';

/** One policy after the other. */
export function composePlans(first: PolicyPlan, second: PolicyPlan): PolicyPlan {
  return {
    steps: [...first.steps, ...second.steps.map(laterStep)],
    aggregations: [...first.aggregations, ...second.aggregations.map(later)],
    limits: lower(first.limits, second.limits),
    budget: lower(first.budget, second.budget),
  };
}

/** What stands before every part of a policy that acts after another one. */
const LATER = 'and: ';

/** Where it stands in the policy that acts later. */
function later<T extends { readonly part: string }>(one: T): T {
  return { ...one, part: `${LATER}${partInItsPolicy(one.part)}` };
}

/** What a part is called in the policy in which it was written. */
export function partInItsPolicy(part: string): string {
  return part.startsWith(LATER) ? part.slice(LATER.length) : part;
}

function laterStep(step: PolicyStep): PolicyStep {
  return step.kind === 'changeLabels' ? later({ ...step, changes: step.changes.map((change) => later(change)) }) : later(step);
}

/** Of each limit the lower one: what either policy does not want does not come. */
export function lower<T extends object>(first: T, second: T): T {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])] as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, smaller(first[name], second[name])])) as T;
}

function smaller<T>(one: T | undefined, other: T | undefined): T | undefined {
  return one === undefined || (other !== undefined && amount(other) < amount(one)) ? other : one;
}

function amount(value: unknown): number {
  return value instanceof Size ? value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) : Number(value);
}
