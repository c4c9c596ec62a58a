import { ApiObject } from 'cdk8s';
import { MonitorEndpoint, MonitorOptions, TargetOptions } from './monitor-options';

/** Options of a PodMonitor. */
export interface PodMonitorProps extends MonitorOptions, TargetOptions {
  /**
   * A Deployment, StatefulSet, DaemonSet, ReplicaSet or Job of this program: its selector, its namespace and the ports of its containers are read at synth. Neither
   * and both of `workload` and `selector` are problems.
   *
   * @default - those that `selector` takes
   */
  readonly workload?: ApiObject;

  /**
   * Labels of pods. That none in this program has them is no problem: others may write pods.
   *
   * @default - `workload`
   */
  readonly selector?: { readonly [name: string]: string };

  /**
   * The ports of the pods. None is a problem.
   *
   * @default - the only port of `workload`, at `/metrics`; several are a problem
   */
  readonly endpoints?: MonitorEndpoint[];
}
