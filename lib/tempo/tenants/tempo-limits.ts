import { Duration, Size } from 'cdk8s';

/**
 * What one tenant may do, so that it cannot hurt another.
 *
 * What a tenant does not say is that of `limits` of the Tempo, and what that does not say is the default here. Running pods read changed limits of tenants within
 * seconds; those of the Tempo make them roll.
 *
 * @see https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export interface TempoLimits {
  /**
   * How much may be written in a second, over all distributors. None is a problem.
   *
   * @default Size.mebibytes(30)
   */
  readonly ingestionRate?: Size;

  /**
   * How much may be written at once. Less than the largest request that is taken, 8 MiB, is a problem: it would be refused however often it is sent again.
   *
   * @default - 30 MiB, or `ingestionRate` when that is more
   */
  readonly ingestionBurst?: Size;

  /**
   * How large a trace may become; spans beyond are refused, and the trace is marked as partial. None is a problem.
   *
   * @default Size.mebibytes(5)
   */
  readonly maxTraceSize?: Size;

  /**
   * How many traces each ingester, or the one pod of a monolith, may have in memory at the same time. Less than one is a problem.
   *
   * @default 10000
   */
  readonly maxLiveTraces?: number;

  /**
   * Over how long a range one search may go. Nothing is a problem.
   *
   * @default - as long as traces are kept
   */
  readonly maxSearchRange?: Duration;
}
