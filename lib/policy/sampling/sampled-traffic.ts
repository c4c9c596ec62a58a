import { Duration } from 'cdk8s';

/** How many traces are done after a time. */
export interface LatencyPoint {
  /** Percent of traces, from 0 to 100. Anything else, and less than that of the point before, fails. */
  readonly percent: number;

  /** They take this long or less. Less than that of the point before fails. */
  readonly within: Duration;
}

/** Traces of one kind, as they come. */
export interface SampledTraffic {
  /** The service with which they begin, as in `service.name`. */
  readonly service: string;

  /** How many of them begin in a second. Less than 0 fails. */
  readonly tracesPerSecond: number;

  /** How many spans each has. Less than 1 fails. */
  readonly spansPerTrace: number;

  /**
   * Percent of them with an error, from 0 to 100. Anything else fails. Errors are as slow as all others.
   *
   * @default 0
   */
  readonly errorPercent?: number;

  /**
   * How long they take, in rising order; between two points as many in every part of the time. Points that end before what a rule asks for fail, unless
   * the last is of 100 percent.
   *
   * @default - none is slower than any rule asks
   */
  readonly latency?: LatencyPoint[];

  /**
   * Attributes of their root span that are texts.
   *
   * @default - none
   */
  readonly attributes?: { readonly [key: string]: string };

  /**
   * Attributes of their root span that are numbers.
   *
   * @default - none
   */
  readonly numbers?: { readonly [key: string]: number };

  /**
   * Attributes of the resource of their spans, beside `service.name`.
   *
   * @default - none
   */
  readonly resourceAttributes?: { readonly [key: string]: string };

  /**
   * What conditions in OTTL are of them, by their text. One that a rule asks for and that is not here fails.
   *
   * @default - none is asked
   */
  readonly ottl?: { readonly [condition: string]: boolean };
}

/** What comes, and how it is counted. */
export interface SampledTrafficMix {
  /** The kinds of traces. None fails. */
  readonly traffic: SampledTraffic[];

  /**
   * Bytes of a span where it is kept. Less than 1 fails.
   *
   * @default 1000
   */
  readonly bytesPerSpan?: number;

  /**
   * The time over which traces are counted, for the error of a count. Zero fails.
   *
   * @default Duration.hours(1)
   */
  readonly window?: Duration;
}
