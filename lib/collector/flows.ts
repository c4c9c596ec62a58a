import { Exporter, Extension, IPipelineSink, IPipelineSource, Processor } from './components/component';
import { ForwardConnector } from './components/connectors/forward-connector';
import { DeltaToCumulativeProcessor } from './components/processors/delta-to-cumulative-processor';
import { MemoryLimiterProcessor } from './components/processors/memory-limiter-processor';
import { Assembly } from './configuration';
import { PlannedLogRoute, routedLogs } from './log-routes';
import { Outlets } from './outlets';
import { Pipeline } from './pipeline';
import { seriesIdentity } from './series-identity';
import { Finding } from '../validation';
import { Destination, DestinationProtocol, Signal, SIGNALS } from '../wiring';

/** Where one signal goes. */
export interface FlowDestination {
  readonly destination: Destination;
  readonly signal: Signal;
  /** Whether it takes what has no destination of its own: nobody said that there is any. */
  readonly general: boolean;
  /** The class of logs that goes there alone. */
  readonly route?: PlannedLogRoute;
}

/** What flows where, as the program has said so far. */
export interface Flows {
  /** Receivers and the giving ends of connectors, by what they give; and what only their own data passes. */
  readonly receivers: { readonly receiver: IPipelineSource; readonly signals: readonly Signal[]; readonly processors?: readonly Processor[] }[];
  /** Processors in order, by what passes them. */
  readonly processors: { readonly processor: Processor; readonly signals: readonly Signal[] }[];
  readonly destinations: FlowDestination[];
  /** Exporters and the taking ends of connectors that the program made itself. */
  readonly exporters: { readonly exporter: IPipelineSink; readonly signals: readonly Signal[] }[];
  readonly extensions: Extension[];
}

/** Pipelines and extensions of what flows. */
export function assemble(flows: Flows, outlets: Outlets): Assembly {
  const forSeries = [seriesIdentity(), new DeltaToCumulativeProcessor()];
  const { joined, pipelines: inlets } = joinReceivers(flows);
  const pipelines = SIGNALS.flatMap((signal) => signalPipelines(joined, outlets, signal, forSeries));
  return { pipelines: [...inlets, ...pipelines, ...outlets.relayPipelines], extensions: flows.extensions };
}

/** The destinations to which anything flows. */
export function destinationsInUse(flows: Flows): FlowDestination[] {
  return flows.destinations.filter(({ signal }) => flows.receivers.some(carries(signal)));
}

/** What collects a signal, for those who have asked for none of it. */
const COLLECTED_BY: { readonly [signal in Signal]: string } = {
  [Signal.TRACES]: 'otlp: {}',
  [Signal.METRICS]: 'podScraping: {} in a CollectorDaemonSet, clusterMetrics: {} in a ClusterCollector, otlp: {}',
  [Signal.LOGS]: 'containerLogs: {} in a CollectorDaemonSet, events: {} in a ClusterCollector, otlp: {}',
};

/** Ends that do not meet. */
export function flowFindings(flows: Flows): Finding[] {
  return [
    ...flows.destinations.filter(({ signal, general }) => !general && !flows.receivers.some(carries(signal))).map(({ signal, destination }) => ({
      what: `${signal} go to ${destination.url}, and nothing gives ${signal}`,
      why: 'there would be no pipeline, and the destination would wait for ever',
      fix: `${COLLECTED_BY[signal]}, or addReceiver(…, [Signal.${signal.toUpperCase()}])`,
    })),
    ...flows.receivers.filter(({ signals }) => !signals.some((signal) => hasSink(flows, signal))).map(({ receiver, signals }) => ({
      what: `${receiver.sourceComponent.type} gives ${signals.join(', ')}, which go nowhere`,
      why: 'it would not run: what it collects has no pipeline',
      fix: `${signals[0]}To: … or destination: …`,
    })),
  ];
}

function hasSink(flows: Flows, signal: Signal): boolean {
  return flows.destinations.some((wanted) => wanted.signal === signal) || flows.exporters.some(carries(signal));
}

/** Receivers with processors of their own have pipelines of their own, which end where those of all begin. */
function joinReceivers(flows: Flows): { readonly joined: Flows; readonly pipelines: Pipeline[] } {
  const pipelines: Pipeline[] = [];
  const receivers = flows.receivers.map(({ receiver, signals, processors = [] }) => {
    if (processors.length === 0) {
      return { receiver, signals };
    }
    const { type, name: itsName } = receiver.sourceComponent;
    const name = itsName === undefined ? type : `${type}-${itsName}`;
    const forward = new ForwardConnector({ name });
    pipelines.push(...signals.filter((signal) => hasSink(flows, signal)).map((signal) => new Pipeline({
      signal, name, receivers: [receiver], processors: [...limiters(flows, signal), ...processors], exporters: [forward],
    })));
    return { receiver: forward, signals };
  });
  return { joined: { ...flows, receivers }, pipelines };
}

/** A burst is refused where it comes in. */
function limiters(flows: Flows, signal: Signal): Processor[] {
  return flows.processors.filter(carries(signal)).map(({ processor }) => processor).filter((processor) => processor instanceof MemoryLimiterProcessor);
}

/** @param forSeries what metrics pass that become series of Prometheus */
function signalPipelines(flows: Flows, outlets: Outlets, signal: Signal, forSeries: readonly Processor[]): Pipeline[] {
  const receivers = flows.receivers.filter(carries(signal)).map(({ receiver }) => receiver);
  if (receivers.length === 0) {
    return [];
  }
  const processors = flows.processors.filter(carries(signal)).map(({ processor }) => processor);
  const wanted = flows.destinations.filter((one) => one.signal === signal);
  const destinations = wanted.filter(({ route }) => route === undefined).map(({ destination }) => destination);
  const whole = destinations.filter((destination) => !writesRemotely(destination)).map((destination) => outlets.exporter(destination));
  const routes = wanted.flatMap(({ route, destination }) => route ? [{ route, exporter: outlets.exporter(destination) }] : []);
  const routed = routes.length > 0 ? routedLogs(routes, whole) : undefined;
  const direct: IPipelineSink[] = [
    ...routed ? [routed.connector] : whole,
    ...flows.exporters.filter(carries(signal)).map(({ exporter }) => exporter),
  ];
  const cumulative: Exporter[] = destinations.filter(writesRemotely).map((destination) => outlets.remoteWrite(destination));
  return [
    ...(direct.length > 0 ? [new Pipeline({ signal, receivers, processors, exporters: direct })] : []),
    ...routed?.pipelines ?? [],
    ...(cumulative.length > 0
      ? [new Pipeline({ signal, name: 'cumulative', receivers, processors: [...processors, ...forSeries], exporters: cumulative })]
      : []),
  ];
}

function carries(signal: Signal): (part: { readonly signals: readonly Signal[] }) => boolean {
  return ({ signals }) => signals.includes(signal);
}

function writesRemotely({ protocol }: Destination): boolean {
  return protocol === DestinationProtocol.REMOTE_WRITE;
}
