/** What flows through a pipeline. */
export enum Signal {
  /** Spans. */
  TRACES = 'traces',
  /** Points of metrics. */
  METRICS = 'metrics',
  /** Log records. */
  LOGS = 'logs',
}

/** The signals in the order in which documents list them. */
export const SIGNALS: readonly Signal[] = [Signal.TRACES, Signal.METRICS, Signal.LOGS];
