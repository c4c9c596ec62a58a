import { CardinalityPolicy, RelabelConfig } from '../../policy';
import { SecretValue, Tls } from '../../wiring';

/**
 * How Prometheus reads the answers of targets that do not say in which format they are.
 *
 * @see https://prometheus.io/docs/instrumenting/content_negotiation/
 */
export enum ScrapeProtocol {
  /** Protocol buffers. */
  PROMETHEUS_PROTO = 'PrometheusProto',
  /** OpenMetrics 0.0.1. */
  OPEN_METRICS_TEXT_0_0_1 = 'OpenMetricsText0.0.1',
  /** OpenMetrics 1.0.0. */
  OPEN_METRICS_TEXT_1_0_0 = 'OpenMetricsText1.0.0',
  /** The text format that most exporters write. */
  PROMETHEUS_TEXT_0_0_4 = 'PrometheusText0.0.4',
  /** The text format with names in UTF-8. */
  PROMETHEUS_TEXT_1_0_0 = 'PrometheusText1.0.0',
}

/** Options of a scrape class. */
export interface ScrapeClassProps {
  /**
   * How HTTPS is verified. Files are of the namespace of the Prometheus, which gets them into its pods. `Tls.plaintext()` and both this and `clusterCa` fail.
   *
   * @default - as the monitor says
   */
  readonly tls?: Tls;

  /**
   * Whether certificates of targets are signed by the authority of the cluster.
   *
   * @default false
   */
  readonly clusterCa?: boolean;

  /**
   * Whether any certificate will do: whoever is between may answer, and read the token. With `clusterCa`, or an authority in `tls`, it fails.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * What targets are shown, a key of a Secret in the namespace of the Prometheus, which reads it as a file. Its prefix is the scheme, `Bearer` without one; `Basic` fails.
   *
   * @default - as the monitor says
   */
  readonly authorization?: SecretValue;

  /**
   * Whether targets are shown the token of the ServiceAccount, as the kubelet wants it. Only to targets that you trust: whoever has the token may do what the
   * Prometheus may. With `authorization` it fails.
   *
   * @default false
   */
  readonly serviceAccountToken?: boolean;

  /**
   * What happens to the labels of targets, before what a monitor says. What Prometheus refuses fails.
   *
   * @default - nothing
   */
  readonly relabelings?: RelabelConfig[];

  /**
   * What happens to series, before what a monitor says. What Prometheus refuses fails.
   *
   * @default - nothing
   */
  readonly metricRelabelings?: RelabelConfig[];

  /**
   * Which series there may be, after `metricRelabelings`. What relabel rules have no words for fails, and so do limits: a class has none.
   *
   * @default - all of them
   */
  readonly cardinality?: CardinalityPolicy;

  /**
   * Whether labels and annotations of nodes are known in relabelling, for monitors that do not say. The Prometheus may then read nodes.
   *
   * @default false
   */
  readonly attachNodeMetadata?: boolean;

  /**
   * How answers are read that do not say in which format they are, for monitors that do not say.
   *
   * @default - the scrape of such a target fails
   */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
}
