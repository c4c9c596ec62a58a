import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CollectorProps } from './collector-options';
import { Extension, IPipelineSink, IPipelineSource, Processor } from './components/component';
import { HealthCheckExtension } from './components/extensions/health-check-extension';
import { PprofExtension } from './components/extensions/pprof-extension';
import { CollectorDocument, ConfigurationPlan, receiveSizesOf } from './configuration';
import { flowFindings, Flows } from './flows';
import { receiveSizeFindings } from './invariants/endpoints';
import { LogRouting, PlannedLogRoute, plannedRoutes } from './log-routes';
import { TraceIdDestination } from './tail-sampler/trace-id-destination';
import { CollectorWorkload } from './workload';
import { Finding } from '../validation';
import { Destination, ILogsDestination, IMetricsDestination, ITracesDestination, Signal, SIGNALS } from '../wiring';

/** What every collector has: pipelines to which the program may add, and the objects around its pods. */
export abstract class Collector extends Construct {
  /** What runs it. @internal */
  protected abstract readonly _workload: CollectorWorkload;
  /** What flows through it. @internal */
  protected readonly _flows: Flows = { receivers: [], processors: [], destinations: [], exporters: [], extensions: [] };
  /** What the probes of its pods ask. @internal */
  protected readonly _health = new HealthCheckExtension();

  protected constructor(scope: Construct, id: string, props: CollectorProps) {
    super(scope, id);
    this._flows.extensions.push(this._health, ...(props.profiling ? [new PprofExtension()] : []));
  }

  /** The namespace of its chart. @internal */
  protected get _namespace(): string | undefined {
    return Chart.of(this).namespace;
  }

  /** The ConfigMap of the collector. */
  public get configMap(): ApiObject {
    return this._workload.configMap;
  }

  /** The NetworkPolicy. */
  public get networkPolicy(): ApiObject {
    return this._workload.networkPolicy;
  }

  /** The ServiceAccount. */
  public get serviceAccount(): ApiObject {
    return this._workload.serviceAccount;
  }

  /**
   * Sends traces to a further destination.
   *
   * @param destination where they go
   */
  public sendTracesTo(destination: ITracesDestination): void {
    this._connect(Signal.TRACES, destination.tracesDestination);
  }

  /**
   * Sends metrics to a further destination.
   *
   * @param destination where they go
   */
  public sendMetricsTo(destination: IMetricsDestination): void {
    this._connect(Signal.METRICS, destination.metricsDestination);
  }

  /**
   * Sends logs to a further destination.
   *
   * @param destination where they go
   */
  public sendLogsTo(destination: ILogsDestination): void {
    this._connect(Signal.LOGS, destination.logsDestination);
  }

  /**
   * Adds a receiver, or the giving end of a connector.
   *
   * @param receiver the receiver or connector
   * @param signals what it gives
   * @param processors what only its data passes, in this order, before it meets that of others; nothing when left out
   */
  public addReceiver(receiver: IPipelineSource, signals: Signal[], processors?: Processor[]): void {
    this._flows.receivers.push({ receiver, signals, processors });
    this._workload.grantAccess();
  }

  /**
   * Adds a processor behind those that are there.
   *
   * @param processor the processor
   * @param signals what passes it; every signal when left out
   */
  public addProcessor(processor: Processor, signals?: Signal[]): void {
    this._flows.processors.push({ processor, signals: signals ?? SIGNALS });
    this._workload.grantAccess();
  }

  /**
   * Adds an exporter that the program made itself, with the queue that the program gave it; or the taking end of a connector.
   *
   * @param exporter the exporter or connector
   * @param signals what goes to it
   */
  public addExporter(exporter: IPipelineSink, signals: Signal[]): void {
    this._flows.exporters.push({ exporter, signals });
    this._workload.grantAccess();
  }

  /**
   * Adds an extension to which no component refers.
   *
   * @param extension the extension
   */
  public addExtension(extension: Extension): void {
    this._flows.extensions.push(extension);
    this._workload.grantAccess();
  }

  /**
   * The collector builder's manifest of exactly what is in use, for a build of one's own.
   *
   * @see https://opentelemetry.io/docs/collector/extend/ocb/
   */
  public collectorBuilderManifest(): string {
    return this._workload.builderManifest();
  }

  /** Connects what the program said where signals go. @internal */
  protected _connectDestinations({ destination, tracesTo, metricsTo, logsTo, logRoutes, logVolume }: CollectorProps & Pick<LogRouting, 'logRoutes' | 'logVolume'>): void {
    const wanted: [Signal, Destination | undefined, Destination | undefined][] = [
      [Signal.TRACES, tracesTo?.tracesDestination, destination?.tracesDestination],
      [Signal.METRICS, metricsTo?.metricsDestination, destination?.metricsDestination],
      [Signal.LOGS, logsTo?.logsDestination, destination?.logsDestination],
    ];
    wanted.forEach(([signal, own, general]) => {
      const target = own ?? general;
      if (target) {
        this._connect(signal, target, { general: own === undefined });
      }
    });
    plannedRoutes(logRoutes, logVolume).forEach(({ route, destination: target }) => this._connect(Signal.LOGS, target, { general: false, route }));
  }

  /** What is wrong with what flows. @internal */
  protected _flowFindings(document: CollectorDocument, configuration: ConfigurationPlan): Finding[] {
    return [...flowFindings(this._flows), ...receiveSizeFindings(document, receiveSizesOf(configuration))];
  }

  private _connect(signal: Signal, destination: Destination, how: { readonly general: boolean; readonly route?: PlannedLogRoute } = { general: false }): void {
    const { destinations } = this._flows;
    if (!destinations.some((known) => known.destination === destination)) {
      destination._connect(this._workload.peer);
      if (destination instanceof TraceIdDestination) {
        destination._addRouters({ path: this.node.path, collectorVersion: this._workload.versions.collector });
      }
    }
    if (!destinations.some((known) => known.destination === destination && known.signal === signal && known.route?.logClass === how.route?.logClass)) {
      destinations.push({ destination, signal, ...how });
    }
    this._workload.grantAccess();
  }
}
