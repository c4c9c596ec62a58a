/** How well traces can be counted by those that are kept, each weighed by how seldom its like is kept. */
export interface CountPrediction {
  /** Traces that begin in a second. */
  readonly tracesPerSecond: number;

  /** Traces that are kept in a second. */
  readonly keptTracesPerSecond: number;

  /** Percent of traces of whose kind none is kept: no count sees them. */
  readonly unseenPercent: number;

  /**
   * By how many percent a count of the others over the window is off, as its standard error: two of three counts are nearer than that.
   *
   * @default - none of them is kept
   */
  readonly countErrorPercent?: number;
}

/** What a rule does. */
export interface RulePrediction {
  /** The rule, or `otherwise`. */
  readonly rule: string;

  /** Traces in a second that the rule is about. */
  readonly tracesPerSecond: number;

  /** Those of them that are kept, by a floor too. */
  readonly keptTracesPerSecond: number;
}

/** What a policy does to the traces of a service. */
export interface ServicePrediction extends CountPrediction {
  /** The service with which the traces begin. */
  readonly service: string;
}

/** What a policy does to traffic. */
export interface SamplingPrediction extends CountPrediction {
  /** What each rule does, in their order. */
  readonly rules: RulePrediction[];

  /** What becomes of the traces of each service, in the order in which they were given. */
  readonly services: ServicePrediction[];

  /** Spans that come in a second. */
  readonly spansPerSecond: number;

  /** Spans that are kept in a second. */
  readonly keptSpansPerSecond: number;

  /** Bytes that are kept in 30 days. */
  readonly keptBytesPerMonth: number;
}
