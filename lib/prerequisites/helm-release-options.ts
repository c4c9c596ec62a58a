import { Duration } from 'cdk8s';
import type { HelmRelease } from './helm-release';

/** How any chart is installed. */
export interface HelmReleaseOptions {
  /**
   * The name of the release. One that Helm refuses fails: at most 53 lower-case letters, digits, `-` and `.`.
   *
   * @default - the id of the construct
   */
  readonly releaseName?: string;

  /**
   * Whether the namespace is made when it is not there.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * Whether Terraform waits until everything in the release is ready, so that what comes after it finds it at work.
   *
   * @default true
   */
  readonly wait?: boolean;

  /**
   * Whether a release that does not become ready is rolled back, and one that was never ready removed. Helm has to wait for that: with
   * `wait: false` it fails.
   *
   * @default - the value of `wait`
   */
  readonly atomic?: boolean;

  /**
   * For how long Helm waits. Whole seconds, one at least: anything else fails.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * Values of the chart, as data. They win over the values of the construct, key by key as in Helm: maps are merged, everything else is replaced.
   *
   * Text may hold references of Terraform (`role.arn`); a `${` that is none fails, since Terraform would not take it: write `$${`. A
   * `SecretValue`, and everything else that is neither text, number, boolean, list nor map, fails: values stand in the state and in
   * the release, for everybody to read.
   *
   * @default - the values of the construct alone
   */
  readonly values?: { readonly [key: string]: unknown };

  /**
   * Releases of the same stack that have to be ready first. One of another stack fails.
   *
   * @default - Terraform decides
   */
  readonly after?: HelmRelease[];
}

/** Which chart is installed, and how. */
export interface HelmReleaseProps extends HelmReleaseOptions {
  /** The name of the chart, for example `cert-manager`. An empty one fails. */
  readonly chart: string;

  /** Where the chart is published: `https://…` or `oci://…`. Anything else fails, and so does a password in it. */
  readonly repository: string;

  /**
   * The version of the chart, exactly. A range fails.
   *
   * @see https://helm.sh/docs/topics/charts/#charts-and-versioning
   */
  readonly version: string;

  /** The namespace of the release. A name that Kubernetes refuses fails. */
  readonly namespace: string;
}

/** How a chart is installed that this library knows. */
export interface KnownChartProps extends HelmReleaseOptions {
  /**
   * The version of the chart, exactly. A range fails. The values of this library are tested with the default.
   *
   * @default - the version that this library is tested with
   */
  readonly version?: string;

  /**
   * Where the chart is published: a mirror, for example. Neither `https://` nor `oci://`, or a password in it, fails.
   *
   * @default - where its project publishes it
   */
  readonly repository?: string;

  /**
   * The namespace of the release. A name that Kubernetes refuses fails.
   *
   * @default - the one that the documentation of its project uses
   */
  readonly namespace?: string;
}
