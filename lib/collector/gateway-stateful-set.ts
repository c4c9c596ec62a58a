import { ApiObject, Duration, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Extension, IPipelineSink, IPipelineSource, Processor } from './components/component';
import { HealthCheckExtension } from './components/extensions/health-check-extension';
import { PprofExtension } from './components/extensions/pprof-extension';
import { AttributeAction } from './components/processors/attribute-action';
import { K8sAttributesProcessor } from './components/processors/k8s-attributes-processor';
import { MemoryLimiterProcessor } from './components/processors/memory-limiter-processor';
import { ResourceProcessor } from './components/processors/resource-processor';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { CollectorDocument } from './configuration';
import { GatewayAutoscaling, GatewayStatefulSetProps } from './gateway-options';
import { assembleGateway, GatewayPlan } from './gateway-plan';
import { receiveSizeFindings } from './invariants/endpoints';
import { volumeFindings } from './invariants/queues';
import { STATE_VOLUME } from './pod-template';
import { CollectorWorkload } from './workload';
import { autoscalerSpec } from '../kubernetes/autoscaler';
import { bytesOf, quantity, sizeQuantity } from '../kubernetes/quantities';
import { fail, Finding } from '../validation';
import {
  Destination, ILogsDestination, IMetricsDestination, ITracesDestination, OtlpEndpoint, PortExposure, PortNeed, Signal, SIGNALS, Tls,
} from '../wiring';

/**
 * Takes OTLP from the cluster and sends it on without loss: what cannot be delivered waits on a volume of the pod, survives kill -9 and
 * restarts, and makes senders wait when the volume is full.
 */
export class GatewayStatefulSet extends Construct {
  /** The volume on which data waits. */
  public readonly queueVolume: Size;

  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The ConfigMap of the collector. */
  public readonly configMap: ApiObject;
  /** The Service for clients. */
  public readonly service: ApiObject;
  /** The headless Service, which names every replica. */
  public readonly headlessService: ApiObject;
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;
  /** The ServiceAccount. */
  public readonly serviceAccount: ApiObject;
  /** The HorizontalPodAutoscaler; undefined with a fixed number of replicas. */
  public readonly autoscaler?: ApiObject;

  private readonly grpcEndpoint?: OtlpEndpoint;
  private readonly httpEndpoint?: OtlpEndpoint;
  private readonly props: GatewayStatefulSetProps;
  private readonly workload: CollectorWorkload;
  private readonly otlp: OtlpReceiver;
  private readonly health = new HealthCheckExtension();
  private readonly extensions: Extension[];
  private readonly destinations: { destination: Destination; signal: Signal }[] = [];
  private readonly receivers: { receiver: IPipelineSource; signals: readonly Signal[] }[] = [];
  private readonly processors: { processor: Processor; signals: readonly Signal[] }[];
  private readonly exporters: { exporter: IPipelineSink; signals: readonly Signal[] }[] = [];

  public constructor(scope: Construct, id: string, props: GatewayStatefulSetProps) {
    super(scope, id);
    this.props = props;
    this.queueVolume = props.queueVolume ?? Size.gibibytes(10);
    this.otlp = props.otlp ?? new OtlpReceiver();
    this.extensions = [this.health, ...(props.profiling ? [new PprofExtension()] : [])];
    this.processors = standardProcessors(props).map((processor) => ({ processor, signals: SIGNALS }));
    this.workload = new CollectorWorkload(this, {
      component: 'gateway',
      options: props,
      assemble: () => assembleGateway(this.plan),
      health: this.health,
    });
    this.service = this.makeService('service', '', {});
    this.headlessService = this.makeService('headless-service', '-headless', { clusterIp: 'None' });
    this.statefulSet = this.makeStatefulSet();
    this.autoscaler = props.replicas === undefined || props.autoscaling ? this.makeAutoscaler(props.autoscaling ?? {}) : undefined;
    this.configMap = this.workload.configMap;
    this.networkPolicy = this.workload.networkPolicy;
    this.disruptionBudget = this.workload.disruptionBudget;
    this.serviceAccount = this.workload.serviceAccount;
    this.grpcEndpoint = this.otlp.grpcPort === undefined ? undefined : this.serveGrpc(this.otlp.grpcPort);
    this.httpEndpoint = this.otlp.httpPort === undefined ? undefined : this.serveHttp(this.otlp.httpPort);
    this.connectDestinations();
    this.workload.judge(this.statefulSet, (document) => this.findings(document), this.autoscaler);
  }

  /** OTLP over gRPC to this gateway. Fails when its receiver does not take gRPC. */
  public get otlpEndpoint(): OtlpEndpoint {
    return this.grpcEndpoint ?? fail(this.node.path, {
      what: 'otlpEndpoint of a gateway that takes no gRPC',
      why: 'nobody could connect to it',
      fix: 'otlpHttpEndpoint, or new OtlpReceiver({ grpc: true })',
    });
  }

  /** OTLP over HTTP to this gateway. Fails when its receiver does not take HTTP. */
  public get otlpHttpEndpoint(): OtlpEndpoint {
    return this.httpEndpoint ?? fail(this.node.path, {
      what: 'otlpHttpEndpoint of a gateway that takes no HTTP',
      why: 'nobody could connect to it',
      fix: 'otlpEndpoint, or new OtlpReceiver({ http: true })',
    });
  }

  /**
   * Sends traces to a further destination. Every destination has a queue of its own: one that is down does not hold up the others.
   *
   * @param destination where they go
   */
  public sendTracesTo(destination: ITracesDestination): void {
    this.connect(Signal.TRACES, destination.tracesDestination);
  }

  /**
   * Sends metrics to a further destination.
   *
   * @param destination where they go
   */
  public sendMetricsTo(destination: IMetricsDestination): void {
    this.connect(Signal.METRICS, destination.metricsDestination);
  }

  /**
   * Sends logs to a further destination.
   *
   * @param destination where they go
   */
  public sendLogsTo(destination: ILogsDestination): void {
    this.connect(Signal.LOGS, destination.logsDestination);
  }

  /**
   * Adds a receiver beside OTLP, or the giving end of a connector.
   *
   * @param receiver the receiver or connector
   * @param signals what it gives
   */
  public addReceiver(receiver: IPipelineSource, signals: Signal[]): void {
    this.receivers.push({ receiver, signals });
    this.workload.grantAccess();
  }

  /**
   * Adds a processor behind those that are there.
   *
   * @param processor the processor
   * @param signals what passes it; every signal when left out
   */
  public addProcessor(processor: Processor, signals?: Signal[]): void {
    this.processors.push({ processor, signals: signals ?? SIGNALS });
    this.workload.grantAccess();
  }

  /**
   * Adds an exporter that the program made itself, with the queue that the program gave it; or the taking end of a connector.
   *
   * @param exporter the exporter or connector
   * @param signals what goes to it
   */
  public addExporter(exporter: IPipelineSink, signals: Signal[]): void {
    this.exporters.push({ exporter, signals });
    this.workload.grantAccess();
  }

  /**
   * Adds an extension to which no component refers.
   *
   * @param extension the extension
   */
  public addExtension(extension: Extension): void {
    this.extensions.push(extension);
    this.workload.grantAccess();
  }

  /**
   * The collector builder's manifest of exactly what is in use, for a build of one's own.
   *
   * @see https://opentelemetry.io/docs/collector/extend/ocb/
   */
  public collectorBuilderManifest(): string {
    return this.workload.builderManifest();
  }

  private get plan(): GatewayPlan {
    return {
      otlp: this.otlp,
      receivers: this.receivers,
      processors: this.processors,
      destinations: this.destinations,
      exporters: this.exporters,
      extensions: this.extensions,
      volume: this.queueVolume,
      queueSize: this.props.queueSize,
    };
  }

  private connectDestinations(): void {
    const { destination, tracesTo, metricsTo, logsTo } = this.props;
    const wanted: [Signal, Destination | undefined][] = [
      [Signal.TRACES, tracesTo?.tracesDestination ?? destination],
      [Signal.METRICS, metricsTo?.metricsDestination ?? destination],
      [Signal.LOGS, logsTo?.logsDestination ?? destination],
    ];
    wanted.forEach(([signal, target]) => target && this.connect(signal, target));
  }

  private connect(signal: Signal, destination: Destination): void {
    if (!this.destinations.some((known) => known.destination === destination)) {
      destination._connect(this.workload.peer);
    }
    if (!this.destinations.some((known) => known.destination === destination && known.signal === signal)) {
      this.destinations.push({ destination, signal });
    }
    this.workload.grantAccess();
  }

  private serveGrpc(port: number): OtlpEndpoint {
    const { name, peer } = this.workload;
    const props = { name, tls: Tls.plaintext(), maxReceiveSize: this.otlp.maxReceiveSize, address: `${this.serviceHost}:${port}` };
    return this.serve(OtlpEndpoint._grpc(props, peer));
  }

  private serveHttp(port: number): OtlpEndpoint {
    const { name, peer } = this.workload;
    return this.serve(OtlpEndpoint._http({ name, url: `http://${this.serviceHost}:${port}` }, peer));
  }

  private serve(endpoint: OtlpEndpoint): OtlpEndpoint {
    this.workload.served.push(endpoint);
    return endpoint;
  }

  private get serviceHost(): string {
    const { namespace } = this.workload;
    return namespace === undefined ? this.service.name : `${this.service.name}.${namespace}.svc`;
  }

  private makeService(id: string, suffix: string, more: k8s.ServiceSpec): ApiObject {
    const exposed = (port: PortNeed) => {
      const exposure = port.exposure ?? PortExposure.SERVICE;
      return exposure === PortExposure.SERVICE || (exposure === PortExposure.SCRAPE && suffix !== '');
    };
    return new k8s.KubeService(this, id, {
      metadata: this.workload.metadata(suffix),
      spec: Lazy.any({
        produce: (): k8s.ServiceSpec => ({
          ...more,
          selector: this.workload.selector,
          ports: this.workload.needs.ports.filter(exposed).map(({ name, port, protocol, appProtocol }) => ({
            name,
            port,
            targetPort: k8s.IntOrString.fromString(name),
            protocol: protocol ?? 'TCP',
            ...(appProtocol ? { appProtocol } : {}),
          })),
        }),
      }) as k8s.ServiceSpec,
    });
  }

  private makeStatefulSet(): ApiObject {
    return new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: this.workload.metadata(),
      spec: Lazy.any({
        produce: (): k8s.StatefulSetSpec => ({
          ...(this.props.replicas === undefined ? {} : { replicas: this.props.replicas }),
          serviceName: this.headlessService.name,
          selector: { matchLabels: this.workload.selector },
          // replicas do not wait for each other: they share nothing
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: 'RollingUpdate' },
          // what waits on the volume of a replica that was taken away is sent when it comes back
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
          template: this.workload.podTemplate(),
          volumeClaimTemplates: [{
            metadata: { name: STATE_VOLUME, labels: this.workload.selector },
            spec: {
              accessModes: ['ReadWriteOnce'],
              ...(this.props.storageClassName === undefined ? {} : { storageClassName: this.props.storageClassName }),
              resources: { requests: { storage: quantity(sizeQuantity(this.queueVolume)) } },
            },
          }],
        }),
      }) as k8s.StatefulSetSpec,
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
    const seconds = (autoscaling.scaleDownStabilization ?? Duration.minutes(10)).toSeconds({ integral: false });
    if (!Number.isInteger(seconds) || seconds > 3600) {
      fail(this.node.path, {
        what: `scaleDownStabilization is ${seconds} seconds`,
        why: 'Kubernetes takes whole seconds, at most 3600, and refuses the autoscaler',
        fix: `scaleDownStabilization: Duration.seconds(${Math.min(3600, Math.ceil(seconds))})`,
      });
    }
    return new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: this.workload.metadata(),
      spec: autoscalerSpec({
        kind: 'StatefulSet',
        name: this.statefulSet.name,
        minReplicas: autoscaling.minReplicas ?? 2,
        maxReplicas: autoscaling.maxReplicas ?? 10,
        memoryUtilization: autoscaling.targetMemoryUtilization ?? 50,
        external: queueMetric === undefined ? undefined : { name: queueMetric, averageValue: queueMetricTarget! },
        scaleDownStabilization: autoscaling.scaleDownStabilization ?? Duration.minutes(10),
      }),
    });
  }

  private findings(document: CollectorDocument): Finding[] {
    const reserved = this.workload.needs.directories
      .filter(({ size }) => size !== undefined)
      .map(({ holds, size }) => ({ holds, bytes: bytesOf(size!) }));
    const configuration = this.workload.configuration;
    const limits = this.workload.components.flatMap((component) => {
      const size = component._destination?.maxReceiveSize;
      return size ? [[component._id(configuration), bytesOf(size)] as const] : [];
    });
    return [
      ...volumeFindings(document, { bytes: bytesOf(this.queueVolume), reserved }),
      ...receiveSizeFindings(document, Object.fromEntries(limits)),
    ];
  }
}

function standardProcessors(props: GatewayStatefulSetProps): Processor[] {
  const { name, region, environment } = props.cluster;
  return [
    props.memoryLimiter ?? new MemoryLimiterProcessor(),
    ...(props.kubernetesMetadata ? [new K8sAttributesProcessor(props.kubernetesMetadata)] : []),
    new ResourceProcessor({
      name: 'cluster',
      attributes: [
        AttributeAction.insert('k8s.cluster.name', name),
        ...(region ? [AttributeAction.insert('cloud.region', region)] : []),
        ...(environment ? [AttributeAction.insert('deployment.environment.name', environment)] : []),
      ],
    }),
    ...(props.processors ?? []),
  ];
}
