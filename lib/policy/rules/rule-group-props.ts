import { Duration } from 'cdk8s';
import { Rule } from './rule';
import { RuleGroupDocument } from './rule-document';

/** What a ruler of Thanos does when a store that it asks does not answer. */
export enum PartialResponseStrategy {
  /** The rule fails. */
  ABORT = 'abort',
  /** The rule counts with what there is. */
  WARN = 'warn',
}

/** Rules that are evaluated one after the other. */
export interface RuleGroupProps {
  /**
   * The rules, in the order in which they are evaluated: a rule sees what those before it have recorded. Two that record the same, or alert the same, fail. A
   * label that an alert shows and that what a rule of the group records does not have fails too.
   */
  readonly rules: Rule[];

  /**
   * How often they are evaluated. Less than a millisecond fails.
   *
   * @default - the interval of whoever evaluates them: one minute, if nothing else is said to it
   */
  readonly interval?: Duration;

  /**
   * Labels for all rules of the group; those of a rule win. `__name__` fails.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * How many series a rule may make: one that makes more fails, and makes none. Less than 1 fails, and so does a fraction.
   *
   * @default - as many as there are
   */
  readonly limit?: number;

  /**
   * How far in the past it is evaluated, for series that arrive late. Less than a millisecond fails.
   *
   * @default - that of whoever evaluates them: now, if nothing else is said to it
   */
  readonly queryOffset?: Duration;

  /**
   * What a ruler of Thanos does when a store does not answer. For a Prometheus without an operator it is a problem.
   *
   * @default - the ruler aborts
   */
  readonly partialResponseStrategy?: PartialResponseStrategy;

  /** A group that is plain data. @internal */
  readonly _document?: RuleGroupDocument;
}
