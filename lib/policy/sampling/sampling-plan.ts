import type { TraceConditionTree } from './trace-test';

/** What happens to the traces of a rule. */
export interface PlannedRule {
  readonly name: string;
  readonly when: TraceConditionTree;
  readonly percent: number;
  readonly spansPerSecond?: number;
  /** Whether nothing brings its traces back. */
  readonly drops: boolean;
}

/** What is sampled before the rules. */
export interface PlannedHead {
  readonly percent: number;
  readonly hashSeed: number;
}

/** A policy of which everything is known. The last rule is about every trace. */
export interface SamplingPlan {
  readonly rules: readonly PlannedRule[];
  readonly floor?: { readonly services: readonly string[]; readonly spansPerSecond: number };
  readonly head?: PlannedHead;
  readonly hashSalt?: string;
  readonly largestTrace: number;
}

/** The rule about what no other rule is about. */
export const OTHERWISE = 'otherwise';

/** What the policies of a floor are called, followed by their service. */
export const FLOOR = 'floor';

/** Whether a rule keeps every trace that it is about. */
export function keepsAll({ percent, spansPerSecond }: PlannedRule): boolean {
  return percent === 100 && spansPerSecond === undefined;
}
