/** What flows through a pipeline. */
export enum Signal {
  TRACES = 'traces',
  METRICS = 'metrics',
  LOGS = 'logs',
}

/** The signals in the order in which documents list them. */
export const SIGNALS: readonly Signal[] = [Signal.TRACES, Signal.METRICS, Signal.LOGS];
