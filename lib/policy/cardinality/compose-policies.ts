import { Size, SizeRoundingBehavior } from 'cdk8s';
import { PolicyPlan } from './policy-plan';

/** One policy after the other. */
export function composePlans(first: PolicyPlan, second: PolicyPlan): PolicyPlan {
  const later = <T extends { readonly part: string }>(list: readonly T[]): T[] => list.map((one) => ({ ...one, part: `and: ${one.part}` }));
  return {
    steps: [...first.steps, ...later(second.steps)],
    aggregations: [...first.aggregations, ...later(second.aggregations)],
    limits: lower(first.limits, second.limits),
    budget: lower(first.budget, second.budget),
  };
}

/** Of each limit the lower one: what either policy does not want does not come. */
function lower<T extends object>(first: T, second: T): T {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])] as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, smaller(first[name], second[name])])) as T;
}

function smaller<T>(one: T | undefined, other: T | undefined): T | undefined {
  return one === undefined || (other !== undefined && amount(other) < amount(one)) ? other : one;
}

function amount(value: unknown): number {
  return value instanceof Size ? value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) : Number(value);
}
