import { Duration, Size } from 'cdk8s';
import { Exporter, Extension, IPipelineSink, IPipelineSource, Processor } from './components/component';
import { Compression } from './components/exporters/otlp-exporter';
import { OtlpGrpcExporter } from './components/exporters/otlp-grpc-exporter';
import { OtlpHttpExporter } from './components/exporters/otlp-http-exporter';
import { PrometheusRemoteWriteExporter } from './components/exporters/prometheus-remote-write-exporter';
import { QueueSize, SendingQueueOptions } from './components/exporters/sending-queue';
import { FileStorageExtension } from './components/extensions/file-storage-extension';
import { DeltaToCumulativeProcessor } from './components/processors/delta-to-cumulative-processor';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { VOLUME_HEADROOM_PERCENT } from './invariants/queues';
import { Pipeline } from './pipeline';
import { STATE_MOUNT_PATH } from './pod-template';
import { Assembly } from './workload';
import { bytesOf } from '../kubernetes/quantities';
import { Destination, DestinationProtocol, OtlpEndpoint, RemoteWriteEndpoint, Signal, SIGNALS } from '../wiring';

/** What flows where, as the program said so far. */
export interface GatewayPlan {
  readonly otlp: OtlpReceiver;
  /** Further receivers, by what they give. */
  readonly receivers: readonly { readonly receiver: IPipelineSource; readonly signals: readonly Signal[] }[];
  /** Processors in order, by what passes them. */
  readonly processors: readonly { readonly processor: Processor; readonly signals: readonly Signal[] }[];
  readonly destinations: readonly { readonly destination: Destination; readonly signal: Signal }[];
  /** Exporters and connectors that the program made itself. */
  readonly exporters: readonly { readonly exporter: IPipelineSink; readonly signals: readonly Signal[] }[];
  readonly extensions: readonly Extension[];
  readonly volume: Size;
  /** What each queue may hold; derived from the volume when undefined. */
  readonly queueSize?: Size;
}

/** What a file needs beyond the data in it: pages that are half full, and the free list. */
const FILE_OVERHEAD = 1.25;

/** The largest batch: below the 4 MiB that every gRPC server takes by default. */
const LARGEST_BATCH = Size.mebibytes(3);
const SMALLEST_BATCH = Size.kibibytes(512);
const BATCH_FLUSH = Duration.seconds(1);

/** A single record may be larger than a batch; over loopback nothing is gained by refusing it. */
const LARGEST_RELAYED = Size.mebibytes(64);

/** The first port of loopback receivers behind the queues of remote write. */
const FIRST_RELAY_PORT = 14317;

/** How much waits in memory when one queue may hold no more than this. */
const SMALLEST_QUEUE = Size.mebibytes(16);

/** The queues of a plan: each destination has one per signal. */
function queueCount(plan: GatewayPlan): number {
  return Math.max(1, new Set(plan.destinations.map(({ destination, signal }) => `${destination.protocol}/${destination.name}/${signal}`)).size);
}

/** How large the file of one queue may become, so that all of them fit the volume. */
export function queueFileSize(plan: GatewayPlan): Size {
  if (plan.queueSize !== undefined) {
    return Size.kibibytes(Math.ceil((bytesOf(plan.queueSize) * FILE_OVERHEAD) / 1024));
  }
  const share = bytesOf(plan.volume) / (1 + VOLUME_HEADROOM_PERCENT / 100) / queueCount(plan);
  // whole mebibytes: figures that people recognise in the manifest
  return Size.mebibytes(Math.max(SMALLEST_QUEUE.toMebibytes(), Math.floor(share / 1024 ** 2)));
}

/** Pipelines and extensions of a gateway. */
export function assembleGateway(plan: GatewayPlan): Assembly {
  const outlets = new Outlets(plan);
  const pipelines = SIGNALS.flatMap((signal) => signalPipelines(plan, outlets, signal));
  return { pipelines: [...pipelines, ...outlets.relayPipelines], extensions: plan.extensions };
}

function signalPipelines(plan: GatewayPlan, outlets: Outlets, signal: Signal): Pipeline[] {
  const carries = ({ signals }: { readonly signals: readonly Signal[] }) => signals.includes(signal);
  const receivers: IPipelineSource[] = [plan.otlp, ...plan.receivers.filter(carries).map(({ receiver }) => receiver)];
  const processors = plan.processors.filter(carries).map(({ processor }) => processor);
  const destinations = plan.destinations.filter((wanted) => wanted.signal === signal).map(({ destination }) => destination);
  const direct: IPipelineSink[] = [
    ...destinations.filter(({ protocol }) => protocol !== DestinationProtocol.REMOTE_WRITE).map((destination) => outlets.exporter(destination)),
    ...plan.exporters.filter(carries).map(({ exporter }) => exporter),
  ];
  const cumulative = destinations.filter(({ protocol }) => protocol === DestinationProtocol.REMOTE_WRITE).map((destination) => outlets.relay(destination));
  return [
    ...(direct.length > 0 ? [new Pipeline({ signal, receivers, processors, exporters: direct })] : []),
    ...(cumulative.length > 0
      ? [new Pipeline({ signal, name: 'cumulative', receivers, processors: [...processors, outlets.deltaToCumulative], exporters: cumulative })]
      : []),
  ];
}

/** The exporters of a gateway: one per destination, each with a queue on disk in a folder of its own. */
class Outlets {
  public readonly relayPipelines: Pipeline[] = [];
  public readonly deltaToCumulative = new DeltaToCumulativeProcessor();
  private readonly made = new Map<Destination, Exporter>();
  private readonly fileSize: Size;

  public constructor(plan: GatewayPlan) {
    this.fileSize = queueFileSize(plan);
  }

  public exporter(destination: Destination): Exporter {
    const known = this.made.get(destination);
    if (known) {
      return known;
    }
    const props = { endpoint: destination as OtlpEndpoint, queue: this.queue(destination) };
    const exporter = destination.protocol === DestinationProtocol.OTLP_GRPC ? new OtlpGrpcExporter(props) : new OtlpHttpExporter(props);
    this.made.set(destination, exporter);
    return exporter;
  }

  /**
   * Remote write has no queue on disk that outlives every answer of a backend. So metrics wait in the queue of an OTLP exporter, which sends
   * over loopback to a pipeline that writes remotely and keeps nothing: an error goes back to the queue.
   */
  public relay(destination: Destination): Exporter {
    const known = this.made.get(destination);
    if (known) {
      return known;
    }
    const name = `${destination.name}-queue`;
    const port = FIRST_RELAY_PORT + this.relayPipelines.length;
    const relay = new OtlpGrpcExporter({
      name,
      endpoint: OtlpEndpoint._loopback(port, LARGEST_RELAYED),
      timeout: Duration.seconds(15),
      compression: Compression.NONE,
      queue: {
        ...this.queue(destination),
        // one at a time: backends refuse samples of a series out of order
        consumers: 1,
      },
    });
    this.relayPipelines.push(new Pipeline({
      signal: Signal.METRICS,
      name: destination.name,
      receivers: [new OtlpReceiver({ name, http: false, grpcPort: port, localOnly: true, maxReceiveSize: LARGEST_RELAYED })],
      exporters: [new PrometheusRemoteWriteExporter({
        endpoint: destination as RemoteWriteEndpoint,
        memoryQueue: false,
        retry: { enabled: false },
      })],
    }));
    this.made.set(destination, relay);
    return relay;
  }

  private queue(destination: Destination): SendingQueueOptions {
    const storage = new FileStorageExtension({
      name: destination.name,
      directory: `${STATE_MOUNT_PATH}/queue/${destination.name}`,
      maxSize: this.fileSize,
    });
    const queueBytes = Size.kibibytes(Math.floor(bytesOf(this.fileSize) / FILE_OVERHEAD / 1024));
    return {
      storage,
      queueSize: QueueSize.bytes(queueBytes),
      batchMinSize: QueueSize.bytes(SMALLEST_BATCH),
      batchMaxSize: QueueSize.bytes(LARGEST_BATCH),
      batchFlushTimeout: BATCH_FLUSH,
      blockOnOverflow: true,
    };
  }
}
