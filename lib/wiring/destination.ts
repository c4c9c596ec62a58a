import { Size } from 'cdk8s';
import { Endpoint, EndpointProps } from './endpoint';
import { SecretValue } from './secret-value';
import { Tls } from './tls';

/** The protocols in which telemetry leaves a component. */
export enum DestinationProtocol {
  /** OTLP over gRPC. */
  OTLP_GRPC = 'otlp-grpc',
  /** OTLP over HTTP, as protobuf. */
  OTLP_HTTP = 'otlp-http',
  /** Prometheus remote write 1.0. */
  REMOTE_WRITE = 'remote-write',
  /** What the Coralogix exporter speaks: OTLP over gRPC, with applications and subsystems. */
  CORALOGIX = 'coralogix',
  /** OTLP over gRPC, to one of several collectors: the spans of a trace go to the same one. */
  OTLP_BY_TRACE_ID = 'otlp-by-trace-id',
}

/** What is known of a destination. */
export interface DestinationProps extends EndpointProps {
  /** What is spoken there. */
  readonly protocol: DestinationProtocol;
  /** A stable name. */
  readonly name: string;
  /** `host:port` for gRPC, the whole URL for HTTP. */
  readonly url: string;
  /** How the connection is protected. */
  readonly tls: Tls;
  /** Headers of every request. */
  readonly headers: { readonly [name: string]: string | SecretValue };
  /**
   * The largest message that the other end takes.
   *
   * @default - unknown
   */
  readonly maxReceiveSize?: Size;
}

/**
 * Where telemetry goes: an endpoint of this program or an outside system, as a value that components hand each other.
 *
 * It knows host, port, protocol, TLS and credentials.
 */
export abstract class Destination extends Endpoint {
  /** What is spoken there. */
  public readonly protocol: DestinationProtocol;
  /**
   * A stable name. It becomes part of the exporter's id and of the file of its queue, so that changing it leaves queued data behind.
   */
  public readonly name: string;
  /** `host:port` for gRPC, the whole URL for HTTP. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** The largest message that the other end takes, when it is known. */
  public readonly maxReceiveSize?: Size;
  /** Headers of every request. */
  public readonly headers: { [name: string]: string | SecretValue };

  protected constructor(props: DestinationProps) {
    super(props);
    this.protocol = props.protocol;
    this.name = props.name;
    this.url = props.url;
    this.tls = props.tls;
    this.headers = { ...props.headers };
    this.maxReceiveSize = props.maxReceiveSize;
  }
}

/** Something that takes metrics. */
export interface IMetricsDestination {
  /** Where metrics go. */
  readonly metricsDestination: Destination;
}

/** Something that takes logs. */
export interface ILogsDestination {
  /** Where logs go. */
  readonly logsDestination: Destination;
}

/** Something that takes traces. */
export interface ITracesDestination {
  /** Where traces go. */
  readonly tracesDestination: Destination;
}

/** Something that takes every signal. */
export interface ITelemetryDestination extends ITracesDestination, IMetricsDestination, ILogsDestination {
}
