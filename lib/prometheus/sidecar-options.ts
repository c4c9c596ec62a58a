import { Size } from 'cdk8s';
import { ThanosLogLevel } from '../thanos/thanos-options';

/**
 * The Thanos sidecar of a Prometheus. It answers Thanos Query with the series of its Prometheus, and uploads blocks when there is an object store.
 *
 * @see https://thanos.io/tip/components/sidecar.md/
 */
export interface ThanosSidecarOptions {
  /**
   * Memory that it gets, and its limit. GOMEMLIMIT follows from it.
   *
   * @default Size.mebibytes(512)
   */
  readonly memoryLimit?: Size;

  /**
   * Cores that are set aside.
   *
   * @default 0.1
   */
  readonly cpu?: number;

  /**
   * Cores that it may use at most. Less than `cpu` fails.
   *
   * @default 1
   */
  readonly cpuLimit?: number;

  /**
   * The most series that one request may touch. A request for more fails.
   *
   * @default - no limit
   */
  readonly requestSeriesLimit?: number;

  /**
   * The most samples that one request may read. A request for more fails.
   *
   * @default - no limit
   */
  readonly requestSamplesLimit?: number;

  /**
   * How much it says of itself.
   *
   * @default ThanosLogLevel.INFO
   */
  readonly logLevel?: ThanosLogLevel;

  /**
   * Further arguments, each like `--min-time=-6w`, `--flag` or `--no-flag`. A flag that this version of Thanos does not have, a value that it does
   * not take, and a flag that the library sets itself are problems.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
