import { PolicyPlan, PolicyStep } from '../../policy/cardinality/policy-plan';
import { anyOf } from '../../policy/patterns';

/** The part of a policy that an exporter sees to itself, and what is left for who scrapes it. */
export interface SplitPolicy {
  /** The flag and its value, of which there is at most one: kube-state-metrics takes an allow-list or a deny-list. */
  readonly list?: { readonly flag: 'metric-allowlist' | 'metric-denylist'; readonly pattern: string };
  readonly rest: PolicyPlan;
}

/**
 * What RE2 and ECMAScript read alike, of names of metrics at least. No comma, which would end the expression: kube-state-metrics splits its lists by them,
 * and nothing quotes one.
 */
const COMMON = /^(?:[\w:.|)*+?]|\((?:\?:|(?!\?))|\[\^?[\w:-]+\]|\{\d+\}|\\[dw])*$/;

/**
 * A policy as kube-state-metrics is told it, by names of metrics. An expression there may match anywhere in a name, and looks around: so one expression says
 * what is kept and what goes.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0#ecmascript-regular-expression-support-for-allow-and-deny-lists
 */
export function splitPolicy(plan: PolicyPlan): SplitPolicy {
  const said = plan.steps.filter((step) => patternsOf(step)?.every((pattern) => COMMON.test(pattern)));
  const rest = { ...plan, steps: plan.steps.filter((step) => !said.includes(step)) };
  const keeps = said.filter(({ kind }) => kind === 'keepMetrics').map(whole);
  const drops = said.filter(({ kind }) => kind !== 'keepMetrics').map(whole);
  if (keeps.length > 0) {
    const ahead = [...keeps.map((pattern) => `(?=${pattern})`), ...drops.map((pattern) => `(?!${pattern})`)];
    return { list: { flag: 'metric-allowlist', pattern: `^${ahead.join('')}` }, rest };
  }
  return drops.length > 0 ? { list: { flag: 'metric-denylist', pattern: drops.map((pattern) => `^${pattern}`).join('|') }, rest } : { rest };
}

/** What a step says by names alone. */
function patternsOf(step: PolicyStep): readonly string[] | undefined {
  switch (step.kind) {
    case 'keepMetrics':
    case 'dropMetrics': return step.patterns;
    case 'dropSeries': return step.selection.labels.length === 0 && step.selection.metrics !== undefined ? [step.selection.metrics] : undefined;
    case 'keepBuckets':
    case 'changeLabels': return undefined;
  }
}

function whole(step: PolicyStep): string {
  return `(?:${anyOf(patternsOf(step)!)})$`;
}
