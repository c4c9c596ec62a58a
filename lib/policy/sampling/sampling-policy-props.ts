import { SamplingCondition } from './sampling-condition';

/** Which traces, and how many of them. */
export interface SamplingRule {
  /** What it is called in decisions, metrics and logs. Letters, digits, `_`, `-` and `.`, or it fails; so does a name that two rules have. */
  readonly name: string;

  /** The traces that it is about, as far as no rule before it is about them. */
  readonly when: SamplingCondition;

  /**
   * Percent of them that are kept, from 0 to 100: 0 drops them, and no floor brings them back. Anything else fails.
   *
   * @default 100
   */
  readonly percent?: number;

  /**
   * So many spans of them are kept in a second at most, by all samplers together. Less than 1, with `percent: 0`, or with a condition of several
   * ways that no single policy can ask, it fails.
   *
   * @default - as many as there are
   */
  readonly spansPerSecond?: number;
}

/** What is kept of services in any case. */
export interface SamplingFloor {
  /** The services, as in `service.name`: a sampler has no list of its own. None fails. */
  readonly services: string[];

  /** So many spans in a second of each of them, whatever the rules say, by all samplers together. Less than 1 fails. */
  readonly spansPerSecond: number;
}

/** What is sampled before a trace is complete: without a look at it. */
export interface HeadSampling {
  /** Percent of traces that go on to the rules, more than 0, at most 100. Anything else fails. */
  readonly percent: number;

  /**
   * The seed of the hash in collectors that sample at the head: the same in all of them. A whole number from 0 to 4294967295, or it fails.
   *
   * @default 0
   */
  readonly hashSeed?: number;

  /**
   * You know that rules see only what the head leaves: `percent: 100` of a rule is that percentage of what the head has left. Without it, rules that keep
   * everything fail.
   *
   * @default false
   */
  readonly rulesSeeTheRest?: boolean;
}

/** Which traces are kept. */
export interface SamplingPolicyProps {
  /**
   * The rules, first to last: the first that is about a trace decides. An empty list fails, and so does a rule that no trace reaches.
   *
   * @default - none: `otherwise` is about all traces
   */
  readonly rules?: SamplingRule[];

  /**
   * Percent that is kept of the traces that no rule is about, from 0 to 100. Anything else fails.
   *
   * @default 100
   */
  readonly otherwise?: number;

  /**
   * What is kept of services in any case, of what no rule drops.
   *
   * @default - nothing
   */
  readonly floor?: SamplingFloor;

  /**
   * What is sampled before the rules.
   *
   * @default - nothing: rules see every trace
   */
  readonly head?: HeadSampling;

  /**
   * What percentages hash together with the trace id: the same in all samplers of a tier, another one in another tier, so that tiers do not decide alike.
   *
   * @default - that of the collector
   */
  readonly hashSalt?: string;

  /**
   * Spans of the largest trace that `spansPerSecond` and `floor` may keep: so many can come at once. Larger ones never pass them. Less than 1 fails.
   *
   * @default 1000
   */
  readonly largestTrace?: number;
}
