import { ApiObject } from 'cdk8s';
import { MonitorEndpoint, MonitorOptions, TargetOptions } from './monitor-options';

/** Options of a ServiceMonitor. */
export interface ServiceMonitorProps extends MonitorOptions, TargetOptions {
  /**
   * A Service of this program: its labels, its namespace and its ports are read at synth. No other Service with the same labels is taken, for example the headless
   * one beside it. Neither and both of `service` and `selector` are problems.
   *
   * @default - those that `selector` takes
   */
  readonly service?: ApiObject;

  /**
   * Labels of Services. A port that none of those in this program has which it takes is a problem, and so are two of them with the same pods: each would be two targets. That it
   * takes none of this program is no problem: others may write Services.
   *
   * @default - `service`
   */
  readonly selector?: { readonly [name: string]: string };

  /**
   * The ports of the Services. None is a problem.
   *
   * @default - the only port of `service`, at `/metrics`; several are a problem
   */
  readonly endpoints?: MonitorEndpoint[];

  /**
   * Labels of the Service that series get.
   *
   * @default - none
   */
  readonly targetLabels?: string[];
}
