/** What Prometheus refuses in an expression, and what mends it. */
export interface ExpressionFault {
  readonly what: string;
  readonly fix: string;
}

/** Where there is nothing better to say. */
export const AS_IN_QUERY_PAGE = 'write it as it works in the query page of a Prometheus';

/** What an expression uses that Prometheus knows only when it is told to, by what it is told. */
export interface ExperimentalUse {
  readonly what: string;
  /** A word of `--enable-feature`. */
  readonly feature: string;
  /** The first version of Prometheus that knows it without being told. */
  readonly since?: string;
}
