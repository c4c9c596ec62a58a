import { CardinalityPolicyProps } from './cardinality-policy-props';
import { composePlans } from './compose-policies';
import { contradictions } from './contradictions';
import { interpret, InterpretedStep, seriesOf } from './interpreter';
import { policyFindings } from './policy-findings';
import { PolicyPlan } from './policy-plan';
import { resolvePolicy } from './resolve-policy';
import { at, Finding, ProblemsError } from '../../validation';

const CALLER = 'CardinalityPolicy';

/** What one part of a policy does to a series. */
export interface PolicyEffect {
  /** The part, as it stands in the policy: `dropLabels`, `forSeries[0].mapLabels`. */
  readonly part: string;

  /** The labels of the series before. */
  readonly before: { readonly [name: string]: string };

  /**
   * The labels of the series afterwards.
   *
   * @default - the part drops the series
   */
  readonly after?: { readonly [name: string]: string };
}

/**
 * Which series there may be, and with which labels: one value for every engine that can see to it.
 *
 * It is a declaration. What acts first is always the same, whatever the order in which it is written: `keepMetrics`, `dropMetrics`, `dropSeries`,
 * `keepBuckets`, then the rules on the labels of all series, then those of `forSeries` one after the other; among rules on labels `dropLabels`,
 * `keepLabels`, `renameLabels`, `mapLabels`. Each part sees what those before it have left.
 *
 * What cannot be read, and parts that contradict each other, fail, all of them at once.
 */
export class CardinalityPolicy {
  /** What compilers compile. @internal */
  public readonly _plan: PolicyPlan;

  private readonly props: CardinalityPolicyProps;
  private readonly steps: readonly InterpretedStep[];

  public constructor(props: CardinalityPolicyProps) {
    this.props = props;
    failOn(policyFindings(props));
    this._plan = props.after ? composePlans(props.after._plan, resolvePolicy(props)) : resolvePolicy(props);
    failOn(contradictions(this._plan));
    this.steps = interpret(this._plan);
  }

  /**
   * This policy, then the other: of the platform first, then of a team. A metric stays when both keep it; the lower of two limits and budgets
   * counts. What the other needs and this one takes away fails.
   */
  public and(other: CardinalityPolicy): CardinalityPolicy {
    return new CardinalityPolicy({ ...other.props, after: other.props.after ? this.and(other.props.after) : this });
  }

  /** The labels that are left of a series; undefined when the policy drops it. */
  public apply(labels: { [name: string]: string }): { [name: string]: string } | undefined {
    const series = seriesOf(labels);
    return this.steps.every(({ act }) => act(series)) ? Object.fromEntries(series.labels) : undefined;
  }

  /** What each part does to a series that it changes, one after the other. */
  public trace(labels: { [name: string]: string }): PolicyEffect[] {
    const effects: PolicyEffect[] = [];
    const series = seriesOf(labels);
    for (const { part, act } of this.steps) {
      const before = Object.fromEntries(series.labels);
      const stays = act(series);
      const after = Object.fromEntries(series.labels);
      if (!stays || !isSame(before, after)) {
        effects.push({ part, before, after: stays ? after : undefined });
      }
      if (!stays) {
        break;
      }
    }
    return effects;
  }
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) {
    throw new ProblemsError(at(CALLER, findings));
  }
}

function isSame(one: { [name: string]: string }, other: { [name: string]: string }): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
