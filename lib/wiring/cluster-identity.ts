import type { Identity } from './identity';

/**
 * Which cluster telemetry comes from: written on every record, and the external labels of every metrics backend.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/k8s/
 */
export interface ClusterIdentity {
  /** The name of the cluster, unique in the organisation (`k8s.cluster.name`). */
  readonly name: string;

  /**
   * The region in which the cluster runs (`cloud.region`).
   *
   * @default - the attribute is not set
   */
  readonly region?: string;

  /**
   * The deployment environment (`deployment.environment.name`), for example `production`.
   *
   * @default - the attribute is not set
   */
  readonly environment?: string;

  /**
   * How its pods prove to AWS who they are.
   *
   * @default Identity.podIdentity()
   */
  readonly identity?: Identity;
}
