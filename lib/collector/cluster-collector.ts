import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterCollectorProps } from './cluster-collector-options';
import { Collector } from './collector';
import { QueueSize } from './components/exporters/sending-queue';
import { K8sLeaderElectorExtension } from './components/extensions/k8s-leader-elector-extension';
import { K8sClusterReceiver } from './components/receivers/k8s-cluster-receiver';
import { K8sEventsReceiver } from './components/receivers/k8s-events-receiver';
import { assemble, Flows } from './flows';
import { Outlets, QueueFor } from './outlets';
import { podLifecycleFindings, withPodLifecycle } from './pod-lifecycle';
import { standardProcessors } from './standard-processors';
import { CollectorWorkload } from './workload';
import { fail } from '../validation';
import { Signal, SIGNALS } from '../wiring';
import { deployedPods, rollingUpdate } from '../workload/deployed-pods';

/** What nobody can be asked for again waits in memory: enough for hours of events. */
const MEMORY_QUEUE = Size.mebibytes(64);
const LARGEST_BATCH = Size.mebibytes(3);

/**
 * Collects what there is once per cluster: metrics of its objects, and events. One replica does, the others take over when it fails.
 *
 * It has no disk: while its destination is down, what it collects waits in memory. Send it to a gateway, which has one.
 */
export class ClusterCollector extends Collector {
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;

  /** @internal */
  protected readonly _workload: CollectorWorkload;
  private readonly replicas: number;

  public constructor(scope: Construct, id: string, props: ClusterCollectorProps) {
    super(scope, id, props);
    this.replicas = props.replicas ?? 2;
    requireSensible(this.node.path, this.replicas, props);
    this._flows.receivers.push(...this.receivers(props));
    this._flows.processors.push(...standardProcessors(props).map((processor) => ({ processor, signals: SIGNALS })));
    this._workload = new CollectorWorkload(this, {
      component: 'cluster-collector',
      cluster: props.cluster,
      options: props,
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(512) },
      placement: 'replicas',
      assemble: () => assemble(this._flows, new Outlets(memoryQueue)),
      health: this._health,
    });
    this.deployment = this.makeDeployment();
    this.disruptionBudget = this._workload.disruptionBudget!;
    this._connectDestinations(props);
    this._workload.grantAccess();
    this._workload.judge(this.deployment, (document, configuration) => [
      ...props.podLifecycle === false ? [] : podLifecycleFindings(props.clusterMetrics),
      ...this._flowFindings(document, configuration),
    ]);
  }

  private receivers(props: ClusterCollectorProps): Flows['receivers'] {
    const { destination, metricsTo, logsTo } = props;
    const leaderElector = new K8sLeaderElectorExtension({ leaseName: props.name ?? this.node.id });
    const wanted: Flows['receivers'] = [];
    if (metricsTo ?? destination ?? props.clusterMetrics) {
      const clusterMetrics = props.podLifecycle === false ? props.clusterMetrics : withPodLifecycle(props.clusterMetrics);
      wanted.push({ receiver: new K8sClusterReceiver({ metricsOnly: true, ...clusterMetrics, leaderElector }), signals: [Signal.METRICS] });
    }
    if (logsTo ?? destination ?? props.events) {
      wanted.push({ receiver: new K8sEventsReceiver({ ...props.events, leaderElector }), signals: [Signal.LOGS] });
    }
    return wanted;
  }

  private makeDeployment(): ApiObject {
    return deployedPods(this, this._workload, {
      replicas: this.replicas,
      template: () => this._workload.collectorPods(),
      // the new one waits for the lease that the old one holds
      strategy: rollingUpdate({ maxUnavailable: 1 }),
    });
  }
}

const memoryQueue: QueueFor = () => ({
  queueSize: QueueSize.bytes(MEMORY_QUEUE),
  batchMaxSize: QueueSize.bytes(LARGEST_BATCH),
});

function requireSensible(path: string, replicas: number, { clusterMetrics, events }: ClusterCollectorProps): void {
  if (!Number.isInteger(replicas) || replicas < 1) {
    fail(path, { what: `replicas is ${replicas}`, why: 'nothing would be collected', fix: 'replicas: 2' });
  }
  const elected = clusterMetrics?.leaderElector ? 'clusterMetrics' : events?.leaderElector ? 'events' : undefined;
  if (elected) {
    fail(path, {
      what: `${elected} has a leaderElector`,
      why: 'both receivers follow one election, which the collector brings itself',
      fix: 'leave leaderElector out',
    });
  }
}
