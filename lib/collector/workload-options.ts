import { CollectorDistribution } from '../versions';
import { WorkloadOptions } from '../workload';

/** How much the collector says of itself. */
export enum CollectorLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may go wrong. */
  WARN = 'warn',
  /** What went wrong. */
  ERROR = 'error',
}

/**
 * What every collector workload has.
 *
 * By default a gateway gets 2 GiB of memory and from 0.5 to 2 cores, an agent and a cluster collector 512 MiB and from 0.1 to 1 core.
 */
export interface CollectorWorkloadOptions extends WorkloadOptions {
  /**
   * The build of the collector. One that lacks a component in use is a problem that names what has it.
   *
   * @default - the smallest that has every component in use
   */
  readonly distribution?: CollectorDistribution;

  /**
   * How much the collector says of itself.
   *
   * @default CollectorLogLevel.INFO
   */
  readonly logLevel?: CollectorLogLevel;
}
