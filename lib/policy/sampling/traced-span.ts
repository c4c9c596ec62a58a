import { Duration } from 'cdk8s';

/** How a span ended. */
export enum SpanStatus {
  /** It said that all went well. */
  OK = 'OK',
  /** It failed. */
  ERROR = 'ERROR',
  /** It did not say. */
  UNSET = 'UNSET',
}

/** What a span stands for. */
export enum SpanKind {
  /** Work within a service. */
  INTERNAL = 'SPAN_KIND_INTERNAL',
  /** A request that is answered. */
  SERVER = 'SPAN_KIND_SERVER',
  /** A request that is made. */
  CLIENT = 'SPAN_KIND_CLIENT',
  /** A message that is sent. */
  PRODUCER = 'SPAN_KIND_PRODUCER',
  /** A message that is taken. */
  CONSUMER = 'SPAN_KIND_CONSUMER',
}

/** A span of a trace about which a policy decides. */
export interface TracedSpan {
  /**
   * The service that made it: `service.name` of its resource.
   *
   * @default - none
   */
  readonly service?: string;

  /**
   * Its name.
   *
   * @default - an empty one
   */
  readonly name?: string;

  /**
   * Whether it has no parent.
   *
   * @default false
   */
  readonly root?: boolean;

  /**
   * What it stands for.
   *
   * @default SpanKind.INTERNAL
   */
  readonly kind?: SpanKind;

  /**
   * How it ended.
   *
   * @default SpanStatus.UNSET
   */
  readonly status?: SpanStatus;

  /**
   * When it began, after the beginning of the trace.
   *
   * @default - with the trace
   */
  readonly start?: Duration;

  /** How long it took. */
  readonly duration: Duration;

  /**
   * Its attributes that are texts.
   *
   * @default - none
   */
  readonly attributes?: { readonly [key: string]: string };

  /**
   * Its attributes that are numbers, such as `http.response.status_code`.
   *
   * @default - none
   */
  readonly numbers?: { readonly [key: string]: number };

  /**
   * The attributes of its resource, beside `service.name`.
   *
   * @default - none
   */
  readonly resourceAttributes?: { readonly [key: string]: string };
}

/** A trace about which a policy decides. */
export interface TracedSpans {
  /** Its id, 32 hexadecimal digits; anything else fails. Percentages go by it. */
  readonly traceId: string;

  /** Its spans, in any order. None fails. */
  readonly spans: TracedSpan[];

  /**
   * What conditions in OTTL are of this trace, by their text: only a collector can say. A decision that depends on one that is not here fails.
   *
   * @default - none is asked
   */
  readonly ottl?: { readonly [condition: string]: boolean };
}
