import { FLOOR, PlannedRule, SamplingPlan } from './sampling-plan';
import { tailKeeps } from './trace-id-hash';
import { comesThrough, traceHolds } from './trace-meaning';
import { TracedSpans } from './traced-span';

/** What becomes of a trace. */
export enum SamplingOutcome {
  /** It is kept. */
  KEPT = 'kept',
  /** It is not kept. */
  NOT_KEPT = 'not kept',
  /** It is kept as long as there is room among the spans of a second. */
  WITHIN_BUDGET = 'within budget',
}

/** What a policy decides about a trace. */
export interface SamplingDecision {
  /** The rule that is about it, or `otherwise`. */
  readonly rule: string;

  /** The percentage of that rule. */
  readonly percent: number;

  /** What becomes of the trace. */
  readonly outcome: SamplingOutcome;

  /**
   * What has the budget, when the outcome depends on one: the rule, or `floor`.
   *
   * @default - no budget matters
   */
  readonly budget?: string;
}

/** What a plan decides about a trace that comes to its rules. */
export function decide(plan: SamplingPlan, trace: TracedSpans): SamplingDecision {
  // the last rule is about every trace
  const rule = plan.rules.find(({ when }) => traceHolds(when, trace))!;
  const decision = { rule: rule.name, percent: rule.percent };
  const outcome = outcomeOf(plan, rule, trace.traceId);
  if (outcome === SamplingOutcome.KEPT) {
    return { ...decision, outcome };
  }
  if (outcome === SamplingOutcome.WITHIN_BUDGET) {
    return { ...decision, outcome, budget: rule.name };
  }
  const hasFloor = !rule.drops && plan.floor?.services.some((service) => comesThrough(service, trace));
  return hasFloor ? { ...decision, outcome: SamplingOutcome.WITHIN_BUDGET, budget: FLOOR } : { ...decision, outcome };
}

function outcomeOf({ hashSalt }: SamplingPlan, { percent, spansPerSecond }: PlannedRule, traceId: string): SamplingOutcome {
  if (percent === 0 || (percent < 100 && !tailKeeps(traceId, percent, hashSalt))) {
    return SamplingOutcome.NOT_KEPT;
  }
  return spansPerSecond === undefined ? SamplingOutcome.KEPT : SamplingOutcome.WITHIN_BUDGET;
}
