import { Prometheus } from './prometheus';

/** What every object is told that a Prometheus of the operator takes: monitors, and rules. */
export interface MonitoringObjectOptions {
  /**
   * Its name. What Kubernetes takes for none is a problem.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Labels of the object. A Prometheus of the operator takes objects by them. What Kubernetes takes for none is a problem.
   *
   * @default - those by which `prometheus` takes it; none without
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * The Prometheus that takes it: the labels by which it does are written. One that does not take it all the same, because it takes none of the kind, another value of a
   * label, or other namespaces, is a problem.
   *
   * @default - any that takes it by `labels`; when there are some in this program, and none does, it is a problem
   */
  readonly prometheus?: Prometheus;
}
