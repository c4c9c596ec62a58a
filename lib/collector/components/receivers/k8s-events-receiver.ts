import { requireNamespaces, watching } from '../../../kubernetes/api-access';
import { Needs } from '../../../wiring';
import { Extension, Receiver, RenderContext } from '../component';
import { K8sLeaderElectorExtension } from '../extensions/k8s-leader-elector-extension';

/** Options of the events receiver. */
export interface K8sEventsReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The namespaces whose events are collected. A name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Who decides which replica collects. Without it every replica does, and every event is there as often as there are replicas.
   *
   * @default - every replica collects
   */
  readonly leaderElector?: K8sLeaderElectorExtension;
}

/**
 * Collects Kubernetes events as log records, as they happen: pods that cannot be scheduled, images that cannot be pulled, probes that fail.
 * One replica collects for the whole cluster.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/k8seventsreceiver/README.md
 */
export class K8sEventsReceiver extends Receiver {
  private readonly props: K8sEventsReceiverProps;

  public constructor(props: K8sEventsReceiverProps = {}) {
    super('k8s_events', props.name);
    this.props = props;
    requireNamespaces('K8sEventsReceiver', props.namespaces);
  }

  /** @internal */
  public _needs(): Needs {
    return { clusterRules: [watching('', 'events')] };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.leaderElector ? [this.props.leaderElector] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      auth_type: 'serviceAccount',
      namespaces: this.props.namespaces,
      k8s_leader_elector: this.props.leaderElector?._id(context),
    };
  }
}
