import { GaugeMerge } from '../cardinality-policy-props';
import { API_SERVER } from './api-server';
import { CADVISOR } from './cadvisor';
import { GO_RUNTIME } from './go-runtime';
import { KUBE_STATE_METRICS } from './kube-state-metrics';
import { KUBELET } from './kubelet';
import { NODE_EXPORTER } from './node-exporter';
import { ReadyMadePolicy } from './ready-made-policy';
import { UNBOUNDED_LABELS } from './unbounded-labels';

/** How series without unbounded labels become one. */
export interface UnboundedLabelsOptions {
  /**
   * What becomes of gauges whose series become one.
   *
   * @default - nothing that merges gauges can be compiled
   */
  readonly mergeGauges?: GaugeMerge;

  /**
   * Whether you know that no two series become one.
   *
   * @default false
   */
  readonly unique?: boolean;
}

/**
 * Policies for what every cluster has: what goes has no reader in the rules and dashboards that come with Kubernetes, and says why in `reasons`. Look at
 * what yours ask for with `breaks`.
 */
export class CardinalityPolicies {
  /** Containers, as cAdvisor in the kubelet sees them (`/metrics/cadvisor`). */
  public static cadvisor(): ReadyMadePolicy {
    return ReadyMadePolicy._of(CADVISOR);
  }

  /** The kubelet about itself (`/metrics`). */
  public static kubelet(): ReadyMadePolicy {
    return ReadyMadePolicy._of(KUBELET);
  }

  /** The API server. */
  public static apiServer(): ReadyMadePolicy {
    return ReadyMadePolicy._of(API_SERVER);
  }

  /** kube-state-metrics. */
  public static kubeStateMetrics(): ReadyMadePolicy {
    return ReadyMadePolicy._of(KUBE_STATE_METRICS);
  }

  /** node_exporter. */
  public static nodeExporter(): ReadyMadePolicy {
    return ReadyMadePolicy._of(NODE_EXPORTER);
  }

  /** The runtime of programs in Go: a few hundred series of every process. */
  public static goRuntime(): ReadyMadePolicy {
    return ReadyMadePolicy._of(GO_RUNTIME);
  }

  /** Labels whose values never come to an end, of any metric. Series become one without them. */
  public static unboundedLabels(options: UnboundedLabelsOptions = {}): ReadyMadePolicy {
    return ReadyMadePolicy._of(UNBOUNDED_LABELS, options);
  }

  private constructor() {}
}
