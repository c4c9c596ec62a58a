import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { loadFindings, TraceLoad } from './load-invariants';
import { RedMetrics, redMetrics } from './red-metrics';
import { SamplingPlan } from './sampling-plan';
import { TailSamplerProps } from './tail-sampler-props';
import { bytesOf } from '../../kubernetes/quantities';
import { spanCountersBehind } from '../../tempo/span-counters';
import { Finding } from '../../validation';
import { Destination, Signal } from '../../wiring';
import { statefulPods } from '../../workload/stateful-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { COLLECTOR_CONTAINER } from '../collector-container';
import { ForwardConnector } from '../components/connectors/forward-connector';
import { HealthCheckExtension } from '../components/extensions/health-check-extension';
import { MemoryLimiterProcessor } from '../components/processors/memory-limiter-processor';
import { TailSamplingProcessor } from '../components/processors/tail-sampling-processor';
import { OtlpReceiver } from '../components/receivers/otlp-receiver';
import { Assembly, CollectorDocument, ConfigurationPlan, receiveSizesOf } from '../configuration';
import { diskQueues } from '../disk-queue';
import { assemble, flowFindings, Flows } from '../flows';
import { receiveSizeFindings } from '../invariants/endpoints';
import { volumeFindings } from '../invariants/queues';
import { Outlets } from '../outlets';
import { Pipeline } from '../pipeline';
import { clusterProcessor } from '../standard-processors';
import { CollectorWorkload } from '../workload';

/** What is known of samplers. */
export interface SamplersPlan {
  readonly props: TailSamplerProps;
  readonly name: string;
  readonly load: TraceLoad;
  readonly size: SamplingPlan;
  readonly decisionWait: Duration;
  readonly queueVolume: Size;
  readonly sampling: TailSamplingProcessor;
}

/** The name of the claim template of queues. */
const QUEUE_VOLUME = 'queue';

/** Batches of routers are far below; a collector of somebody else may send larger ones. */
const LARGEST_MESSAGE = Size.mebibytes(16);

/** Pods that hold traces, count them and decide about them. */
export class Samplers extends Construct {
  public readonly statefulSet: ApiObject;
  public readonly headlessService: ApiObject;
  public readonly workload: CollectorWorkload;
  /** What takes spans from routers. */
  public readonly receiver = new OtlpReceiver({ http: false, maxReceiveSize: LARGEST_MESSAGE });
  private readonly red?: RedMetrics;
  private readonly undecided = new ForwardConnector({ name: 'undecided' });
  private readonly health = new HealthCheckExtension();
  private readonly flows: Flows;

  public constructor(scope: Construct, id: string, private readonly plan: SamplersPlan) {
    super(scope, id);
    const { props } = plan;
    this.red = redMetrics(props);
    this.flows = this.makeFlows();
    this.workload = new CollectorWorkload(this, {
      component: 'tail-sampler',
      cluster: props.cluster,
      options: { ...props, name: plan.name },
      defaults: { cpu: 1, cpuLimit: 2, memory: plan.size.memoryLimit },
      state: { name: QUEUE_VOLUME },
      placement: 'replicas',
      assemble: () => this.assemble(),
      health: this.health,
      routedByTraceId: true,
    });
    this.headlessService = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.statefulSet = this.makeStatefulSet();
    this.send(Signal.TRACES, props.destination.tracesDestination);
    if (props.metricsTo) {
      this.send(Signal.METRICS, props.metricsTo.metricsDestination);
    }
    this.workload.grantAccess();
    this.workload.judge(this.statefulSet, (document, configuration) => this.findings(document, configuration));
  }

  /** Sends what is kept, or what is counted, to a further destination. */
  public send(signal: Signal, destination: Destination): void {
    const { destinations } = this.flows;
    if (!destinations.some((known) => known.destination === destination)) {
      destination._connect(this.workload.peer);
    }
    if (!destinations.some((known) => known.destination === destination && known.signal === signal)) {
      destinations.push({ destination, signal, general: false });
    }
    this.workload.grantAccess();
  }

  private makeFlows(): Flows {
    const { undecided, red, plan: { sampling } } = this;
    return {
      receivers: [
        { receiver: undecided, signals: [Signal.TRACES] },
        ...(red?.connectors ?? []).map((receiver) => ({ receiver, signals: [Signal.METRICS] })),
      ],
      processors: [
        { processor: sampling, signals: [Signal.TRACES] },
        ...(red?.processors ?? []).map((processor) => ({ processor, signals: [Signal.METRICS] })),
      ],
      destinations: [],
      exporters: [],
      extensions: [this.health],
    };
  }

  /** All spans are counted, and then decided about. */
  private assemble(): Assembly {
    const { flows, plan: { queueVolume, props }, red, undecided } = this;
    const { pipelines, extensions } = assemble(flows, new Outlets(diskQueues(flows, { volume: queueVolume, queueSize: props.queueSize })));
    const undecidedTraces = new Pipeline({
      signal: Signal.TRACES,
      name: undecided.name,
      receivers: [this.receiver],
      processors: [
        new MemoryLimiterProcessor(props.memoryLimiter),
        ...props.cluster === undefined ? [] : [clusterProcessor(props.cluster)],
        ...props.processors ?? [],
      ],
      exporters: [undecided, ...red?.connectors ?? []],
    });
    return { pipelines: [undecidedTraces, ...pipelines], extensions };
  }

  private makeStatefulSet(): ApiObject {
    const { size, decisionWait, queueVolume, props } = this.plan;
    // pods that wait for each other to start would split the traces of those before them, one after the other
    return statefulPods(this, this.workload, {
      replicas: size.replicas,
      serviceName: this.headlessService.name,
      volumeName: QUEUE_VOLUME,
      volume: queueVolume,
      storageClassName: props.storageClassName,
      // what waits on the volume of a replica that was taken away is sent when it comes back
      volumesHold: 'what is nowhere else',
      template: () => this.workload.collectorPods(),
      // what the last restart has split is decided about before the next one: no trace is split twice
      more: { minReadySeconds: Math.ceil(decisionWait.toSeconds({ integral: false })) },
    });
  }

  private findings(document: CollectorDocument, configuration: ConfigurationPlan): Finding[] {
    const { plan: { load, queueVolume } } = this;
    const volume = { bytes: bytesOf(queueVolume), property: 'queueVolume', alternative: 'a lower queueSize', reserved: [] };
    const workload = this.statefulSet.toJson() as unknown;
    return [
      ...loadFindings(document, { workload, container: COLLECTOR_CONTAINER }, load),
      ...volumeFindings(document, volume),
      ...flowFindings(this.flows),
      ...this.countedFindings(),
      ...receiveSizeFindings(document, receiveSizesOf(configuration)),
    ];
  }

  /** What counts spans behind the samplers has never seen those that they drop. */
  private countedFindings(): Finding[] {
    const kept = this.flows.destinations.filter(({ signal }) => signal === Signal.TRACES);
    return kept.flatMap(({ destination }) => spanCountersBehind(this, destination)).map(({ path }) => ({
      what: `the traces that are kept go to ${path}, which makes TempoProcessor.SPAN_METRICS of them`,
      why: `requests, errors and durations would be those of the share that is kept${this.red === undefined ? '' : ', beside those of all spans'}`,
      fix: `${this.red === undefined ? 'metricsTo here, and ' : ''}metricsGenerator: { processors: [TempoProcessor.SERVICE_GRAPHS] } of ${path}, or no metricsGenerator`,
    }));
  }
}
