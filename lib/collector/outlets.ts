import { Duration, Size } from 'cdk8s';
import { CoralogixEndpoint, Destination, DestinationProtocol, OtlpEndpoint, RemoteWriteEndpoint, Signal } from '../wiring';
import { Exporter } from './components/component';
import { Compression } from './components/exporters/compression';
import { CoralogixExporter } from './components/exporters/coralogix-exporter';
import { OtlpGrpcExporter } from './components/exporters/otlp-grpc-exporter';
import { OtlpHttpExporter } from './components/exporters/otlp-http-exporter';
import { PrometheusRemoteWriteExporter } from './components/exporters/prometheus-remote-write-exporter';
import { SendingQueueOptions } from './components/exporters/sending-queue';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { Pipeline } from './pipeline';
import { TraceIdDestination, TraceIdExporter } from './tail-sampler/trace-id-destination';

/** The queue of each destination. */
export type QueueFor = (destination: Destination) => SendingQueueOptions;

/** A single record may be larger than a batch; over loopback nothing is gained by refusing it. */
const LARGEST_RELAYED = Size.mebibytes(64);

/** The first port of loopback receivers behind the queues of remote write. */
const FIRST_RELAY_PORT = 14317;

/** The exporters of a collector: one per destination. */
export class Outlets {
  public readonly relayPipelines: Pipeline[] = [];
  private readonly made = new Map<Destination, Exporter>();

  public constructor(private readonly queueFor: QueueFor) {}

  public exporter(destination: Destination): Exporter {
    return this.once(destination, (queue) => {
      switch (destination.protocol) {
        case DestinationProtocol.OTLP_HTTP:
          return new OtlpHttpExporter({ endpoint: destination as OtlpEndpoint, queue });
        case DestinationProtocol.CORALOGIX:
          return new CoralogixExporter({ endpoint: destination as CoralogixEndpoint, queue });
        case DestinationProtocol.OTLP_BY_TRACE_ID:
          return new TraceIdExporter(destination as TraceIdDestination, queue);
        default:
          return new OtlpGrpcExporter({ endpoint: destination as OtlpEndpoint, queue });
      }
    });
  }

  /**
   * Remote write has no queue on disk that outlives every answer of a backend. So metrics that wait on disk do so in the queue of an OTLP
   * exporter, which sends over loopback to a pipeline that writes remotely and keeps nothing: an error goes back to the queue.
   */
  public remoteWrite(destination: Destination): Exporter {
    const endpoint = destination as RemoteWriteEndpoint;
    return this.once(destination, (queue) => (queue.storage === undefined
      ? new PrometheusRemoteWriteExporter({ endpoint, memoryQueue: queue.enabled !== false })
      : this.relay(endpoint, queue)));
  }

  private once(destination: Destination, make: (queue: SendingQueueOptions) => Exporter): Exporter {
    const exporter = this.made.get(destination) ?? make(this.queueFor(destination));
    this.made.set(destination, exporter);
    return exporter;
  }

  private relay(endpoint: RemoteWriteEndpoint, queue: SendingQueueOptions): Exporter {
    const name = `${endpoint.name}-queue`;
    const port = FIRST_RELAY_PORT + this.relayPipelines.length;
    this.relayPipelines.push(new Pipeline({
      signal: Signal.METRICS,
      name: endpoint.name,
      receivers: [new OtlpReceiver({ name, http: false, grpcPort: port, localOnly: true, maxReceiveSize: LARGEST_RELAYED })],
      exporters: [new PrometheusRemoteWriteExporter({ endpoint, memoryQueue: false, retry: { enabled: false } })],
    }));
    return new OtlpGrpcExporter({
      name,
      endpoint: OtlpEndpoint._loopback(port, LARGEST_RELAYED),
      timeout: Duration.seconds(15),
      compression: Compression.NONE,
      queue: {
        ...queue,
        // one at a time: backends refuse samples of a series out of order
        consumers: 1,
      },
    });
  }
}
