import { WorkloadOptions } from '../workload';

/** How much Thanos says of itself. */
export enum ThanosLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may go wrong. */
  WARN = 'warn',
  /** What went wrong. */
  ERROR = 'error',
}

/** What every component of Thanos has. */
export interface ThanosOptions extends WorkloadOptions {
  /**
   * How much it says of itself.
   *
   * @default ThanosLogLevel.INFO
   */
  readonly logLevel?: ThanosLogLevel;

  /**
   * Further arguments, each like `--query.timeout=5m`, `--flag` or `--no-flag`. A flag that this version of Thanos does not have, a value that
   * it does not take, and a flag that the library sets itself are problems; so are they in arguments that a patch has changed.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
