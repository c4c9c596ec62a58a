import { ApiObject, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Collector } from './collector';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { CollectorDocument, ConfigurationPlan } from './configuration';
import { diskQueues } from './disk-queue';
import { assemble } from './flows';
import { GatewayAutoscaling, GatewayStatefulSetProps } from './gateway-options';
import { volumeFindings } from './invariants/queues';
import { logRouteFindings } from './log-routes';
import { logVolumeSteps } from './log-volume-processors';
import { OtlpService } from './otlp-service';
import { Outlets } from './outlets';
import { scraping } from './scraping';
import { standardProcessors } from './standard-processors';
import { CollectorWorkload } from './workload';
import { autoscalerFindings, AutoscalerPlan, autoscalerSpec, PROMPT_PACE, ScalingPace } from '../kubernetes/autoscaler';
import { bytesOf } from '../kubernetes/quantities';
import { replicaFindings } from '../kubernetes/replicas';
import { fail, failOnFindings, Finding } from '../validation';
import { OtlpEndpoint, Signal, SIGNALS } from '../wiring';
import { claimFindings } from '../workload/claim-template';
import { statefulPods } from '../workload/stateful-pods';
import { HEADLESS, workloadService } from '../workload/workload-service';

/** The name of the claim template of queues. */
const QUEUE_VOLUME = 'queue';

/** The fullest of the pods that share targets has 1.25 times the mean, and shall have no more than another gateway at its 50 %. */
const SHARED_MEMORY_UTILIZATION = 40;

/** From 10 to 11 collectors, 19.7 % of the targets move: few large steps, and none for a burst. */
const SHARED_PACE: ScalingPace = { scaleUpStabilization: Duration.minutes(5), scaleUpPeriod: Duration.minutes(10), scaleDownPeriod: Duration.minutes(10) };

/**
 * Takes OTLP from the cluster, or scrapes it, and sends on without loss: what cannot be delivered waits on a volume of the pod, survives kill -9 and
 * restarts, and makes senders wait when the volume is full.
 */
export class GatewayStatefulSet extends Collector {
  /** The volume on which data waits. */
  public readonly queueVolume: Size;

  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The Service for clients. */
  public readonly service: ApiObject;
  /** The headless Service, which names every replica. */
  public readonly headlessService: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;
  /** The HorizontalPodAutoscaler; undefined with a fixed number of replicas. */
  public readonly autoscaler?: ApiObject;

  /** @internal */
  protected readonly _workload: CollectorWorkload;
  private readonly props: GatewayStatefulSetProps;
  private readonly otlp: OtlpService;

  public constructor(scope: Construct, id: string, props: GatewayStatefulSetProps) {
    super(scope, id, props);
    this.props = props;
    this.queueVolume = props.queueVolume ?? Size.gibibytes(10);
    failOnFindings(this.node.path, [
      ...claimFindings({ size: this.queueVolume, storageClassName: props.storageClassName }, 'queueVolume'),
      ...props.replicas === undefined ? [] : replicaFindings(props.replicas),
      ...logRouteFindings({ ...props, readsOnly: false }),
    ]);
    const receiver = new OtlpReceiver(props.otlp);
    const scraped = scraping(this, { onOwnNode: [], scrape: props.scrape, cardinality: props.scrape?.cardinality });
    this._flows.receivers.push({ receiver, signals: SIGNALS }, ...scraped.receivers);
    const [limiter, ...others] = standardProcessors(props).map((processor) => ({ processor, signals: SIGNALS }));
    const corrections = scraped.corrections.map((processor) => ({ processor, signals: [Signal.METRICS] }));
    this._flows.processors.push(limiter, ...corrections, ...others, ...logVolumeSteps(props.logVolume));
    this._workload = new CollectorWorkload(this, {
      component: 'gateway',
      cluster: props.cluster,
      options: props,
      defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(2) },
      state: { name: QUEUE_VOLUME },
      placement: 'replicas',
      assemble: () => assemble(this._flows, new Outlets(diskQueues(this._flows, { volume: this.queueVolume, queueSize: props.queueSize }))),
      health: this._health,
    });
    scraped.handOutTo({ kind: 'StatefulSet', peer: this._workload.peer, cluster: props.cluster.name });
    this.otlp = new OtlpService(this, this._workload, receiver);
    this.service = this.otlp.service;
    this.headlessService = workloadService(this, 'headless-service', this._workload, HEADLESS);
    this.statefulSet = this.makeStatefulSet();
    this.autoscaler = props.replicas === undefined || props.autoscaling ? this.makeAutoscaler(props.autoscaling ?? {}) : undefined;
    this.disruptionBudget = this._workload.disruptionBudget!;
    this._connectDestinations(props);
    this._workload.grantAccess();
    this._workload.judge(this.statefulSet, (document, configuration) => this.findings(document, configuration), this.autoscaler);
  }

  /** OTLP over gRPC to this gateway. Fails when its receiver does not take gRPC. */
  public get otlpEndpoint(): OtlpEndpoint {
    return this.otlp.grpc;
  }

  /** OTLP over HTTP to this gateway. Fails when its receiver does not take HTTP. */
  public get otlpHttpEndpoint(): OtlpEndpoint {
    return this.otlp.http;
  }

  private makeStatefulSet(): ApiObject {
    return statefulPods(this, this._workload, {
      replicas: this.props.replicas,
      serviceName: this.headlessService.name,
      volumeName: QUEUE_VOLUME,
      volume: this.queueVolume,
      storageClassName: this.props.storageClassName,
      // what waits on the volume of a replica that was taken away is sent when it comes back
      volumesHold: 'what is nowhere else',
      template: () => this._workload.collectorPods(),
    });
  }

  private makeAutoscaler(autoscaling: GatewayAutoscaling): ApiObject {
    const { queueMetric, queueMetricTarget } = autoscaling;
    if ((queueMetric === undefined) !== (queueMetricTarget === undefined)) {
      fail(this.node.path, {
        what: queueMetric === undefined ? `queueMetricTarget '${queueMetricTarget}' without queueMetric` : `queueMetric '${queueMetric}' without queueMetricTarget`,
        why: 'the autoscaler needs both a metric and what it aims at',
        fix: "autoscaling: { queueMetric: 'otelcol_exporter_queue_size', queueMetricTarget: '500M' }",
      });
    }
    const shared = this.props.scrape?.allocator !== undefined;
    const scaleDownStabilization = autoscaling.scaleDownStabilization ?? Duration.minutes(shared ? 30 : 10);
    const seconds = scaleDownStabilization.toSeconds({ integral: false });
    if (!Number.isInteger(seconds) || seconds > 3600) {
      fail(this.node.path, {
        what: `scaleDownStabilization is ${seconds} seconds`,
        why: 'Kubernetes takes whole seconds, at most 3600, and refuses the autoscaler',
        fix: `scaleDownStabilization: Duration.seconds(${Math.min(3600, Math.ceil(seconds))})`,
      });
    }
    const plan: AutoscalerPlan = {
      kind: 'StatefulSet',
      name: this.statefulSet.name,
      minReplicas: autoscaling.minReplicas ?? 2,
      maxReplicas: autoscaling.maxReplicas ?? 10,
      memoryUtilization: autoscaling.targetMemoryUtilization ?? (shared ? SHARED_MEMORY_UTILIZATION : 50),
      external: queueMetric === undefined ? undefined : { name: queueMetric, averageValue: queueMetricTarget! },
      scaleDownStabilization,
      pace: shared ? SHARED_PACE : PROMPT_PACE,
    };
    failOnFindings(this.node.path, autoscalerFindings(plan));
    return new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', { metadata: this._workload.metadata(), spec: autoscalerSpec(plan) });
  }

  private findings(document: CollectorDocument, configuration: ConfigurationPlan): Finding[] {
    const reserved = this._workload.needs.directories
      .filter(({ size }) => size !== undefined)
      .map(({ holds, size }) => ({ holds, bytes: bytesOf(size!) }));
    const volume = { bytes: bytesOf(this.queueVolume), property: 'queueVolume', alternative: 'a lower queueSize', reserved };
    return [...volumeFindings(document, volume), ...this._flowFindings(document, configuration)];
  }
}
