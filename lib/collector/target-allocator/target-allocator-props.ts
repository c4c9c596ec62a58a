import { Duration } from 'cdk8s';
import { MonitorWatching } from './monitor-watching';
import { CertificateIssuer, ServerTls } from '../../wiring';
import { WorkloadOptions } from '../../workload';

/**
 * Who gets which target.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/main/cmd/otel-allocator/README.md#allocation-strategies
 */
export enum AllocationStrategy {
  /**
   * By the URL of a target, evenly but for a quarter more at the fullest. Every replica of the allocator gives the same answer. For a `GatewayStatefulSet`, whose
   * pods keep their names.
   */
  CONSISTENT_HASHING = 'consistent-hashing',
  /** To whoever has fewest. What was given once stays where it is, so that new collectors get new targets only. For a `GatewayStatefulSet`, by one replica of the allocator. */
  LEAST_WEIGHTED = 'least-weighted',
  /** To the collector of its node; by hash where a target is on none. For a `CollectorDaemonSet`. */
  PER_NODE = 'per-node',
}

/**
 * Options of a Target Allocator.
 *
 * By default each replica gets 512 MiB of memory and from 0.1 to 1 core, which is enough for several ten thousand targets.
 */
export interface TargetAllocatorProps extends WorkloadOptions {
  /**
   * How many replicas there are. Less than one is a problem, and so is more than one that count targets.
   *
   * @default - 2; 1 for `AllocationStrategy.LEAST_WEIGHTED`
   */
  readonly replicas?: number;

  /**
   * Who gets which target. One that does not fit the collectors is a problem.
   *
   * @default AllocationStrategy.CONSISTENT_HASHING
   */
  readonly strategy?: AllocationStrategy;

  /**
   * Objects of the Prometheus operator whose targets it hands out too. Their definitions must be in the cluster, for example by `PrometheusOperatorCrds`.
   *
   * @default - none
   */
  readonly monitors?: MonitorWatching;

  /**
   * The certificate of the allocator, and the authority of those of collectors: without a `clientCa` it fails. Collectors are shown credentials of targets
   * by such a connection only. Beside `certificateIssuer` it fails.
   *
   * @default - plain text, in which no credential is shown; or what `certificateIssuer` signs
   */
  readonly tls?: ServerTls;

  /**
   * Who signs a certificate for the allocator and one for its collectors, and renews them: two `Certificate`s of cert-manager, which has to be in the
   * cluster, for example by `CertManager`. In the place of `tls`, with nothing to rotate by hand.
   *
   * @default - the certificates of `tls`
   */
  readonly certificateIssuer?: CertificateIssuer;

  /**
   * How long a collector may be not ready before its targets are given to others. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly collectorGracePeriod?: Duration;
}
