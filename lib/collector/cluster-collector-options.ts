import { CollectorProps } from './collector-options';
import { K8sClusterReceiverProps } from './components/receivers/k8s-cluster-receiver';
import { K8sEventsReceiverProps } from './components/receivers/k8s-events-receiver';

/** Options of a cluster collector. A `leaderElector` of its receivers fails: it has one of its own. */
export interface ClusterCollectorProps extends CollectorProps {
  /**
   * Metrics of what there is in the cluster: desired, ready and failed pods, phases, restarts, conditions of nodes, quotas. Given without
   * a destination for metrics they are a problem.
   *
   * @default - `{}` with a destination for metrics; otherwise they are not collected
   */
  readonly clusterMetrics?: K8sClusterReceiverProps;

  /**
   * Whether its metrics have to show how pods fail: crash loops, killed for memory, evicted, without an image, pending. What the receiver does not say by
   * itself is switched on, nine series for each container among it, and to switch any of it off is a problem. Off, when kube-state-metrics shows it.
   *
   * @default true
   */
  readonly podLifecycle?: boolean;

  /**
   * Kubernetes events as log records. Given without a destination for logs they are a problem.
   *
   * @default - `{}` with a destination for logs; otherwise they are not collected
   */
  readonly events?: K8sEventsReceiverProps;

  /**
   * How many replicas there are: one collects, the others wait for it to fail. Less than one fails.
   *
   * @default 2
   */
  readonly replicas?: number;
}
