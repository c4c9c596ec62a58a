import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { TraceRouterOptions } from './tail-sampler-props';
import { TraceIdDestination } from './trace-id-destination';
import { replicaFindings } from '../../kubernetes/replicas';
import { Signal } from '../../wiring';
import { deployedPods } from '../../workload/deployed-pods';
import { QueueSize } from '../components/exporters/sending-queue';
import { HealthCheckExtension } from '../components/extensions/health-check-extension';
import { MemoryLimiterProcessor } from '../components/processors/memory-limiter-processor';
import { OtlpReceiver } from '../components/receivers/otlp-receiver';
import { receiveSizesOf } from '../configuration';
import { assemble, flowFindings, Flows } from '../flows';
import { receiveSizeFindings } from '../invariants/endpoints';
import { OtlpService } from '../otlp-service';
import { Outlets, QueueFor } from '../outlets';
import { CollectorWorkload } from '../workload';

/** What is known of routers. */
export interface TraceRoutersPlan {
  readonly options: TraceRouterOptions;
  readonly name: string;
  readonly samplers: TraceIdDestination;
}

/** Seconds of a sampler that is away; whoever sends has a queue on disk, and waits when this one is full. */
const MEMORY_QUEUE: ReturnType<QueueFor> = {
  queueSize: QueueSize.bytes(Size.mebibytes(128)),
  // a batch is taken apart into one part for each sampler: small ones would be many small requests
  batchMinSize: QueueSize.bytes(Size.kibibytes(512)),
  batchMaxSize: QueueSize.bytes(Size.mebibytes(3)),
  batchFlushTimeout: Duration.millis(200),
};

/** Pods that take spans from anybody, and send each to the sampler that holds the rest of its trace. */
export class TraceRouters extends Construct {
  public readonly deployment: ApiObject;
  public readonly otlp: OtlpService;
  public readonly workload: CollectorWorkload;
  private readonly replicas: number;

  public constructor(scope: Construct, id: string, { options, name, samplers }: TraceRoutersPlan) {
    super(scope, id);
    this.replicas = options.replicas ?? 2;
    const receiver = new OtlpReceiver(options.otlp);
    const health = new HealthCheckExtension();
    const signals = [Signal.TRACES];
    const flows: Flows = {
      receivers: [{ receiver, signals }],
      processors: [{ processor: new MemoryLimiterProcessor(), signals }],
      destinations: [{ destination: samplers, signal: Signal.TRACES, general: false }],
      exporters: [],
      extensions: [health],
    };
    this.workload = new CollectorWorkload(this, {
      component: 'trace-router',
      options: { ...options, name: options.name ?? name },
      defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(1) },
      placement: 'replicas',
      assemble: () => assemble(flows, new Outlets(() => MEMORY_QUEUE)),
      health,
    });
    this.otlp = new OtlpService(this, this.workload, receiver);
    this.deployment = deployedPods(this, this.workload, { replicas: this.replicas, template: () => this.workload.collectorPods() });
    samplers._connect(this.workload.peer);
    samplers._addRouters({ path: this.node.path, collectorVersion: this.workload.versions.collector });
    this.workload.grantAccess();
    this.workload.judge(this.deployment, (document, configuration) => [
      ...replicaFindings(this.replicas, 'routers.replicas'),
      ...flowFindings(flows),
      ...receiveSizeFindings(document, receiveSizesOf(configuration)),
    ]);
  }
}
