import { Size } from 'cdk8s';
import { PodPeer } from './peer';
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
}

/** What is known of a destination. */
export interface DestinationProps {
  /** What is spoken there. */
  readonly protocol: DestinationProtocol;
  /** A stable name. */
  readonly name: string;
  /** `host:port` for gRPC, the whole URL for HTTP. */
  readonly url: string;
  /** The host alone. */
  readonly host: string;
  /** The port alone. */
  readonly port: number;
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
  /**
   * The pods that serve it, when they belong to this program.
   *
   * @default - an outside system
   */
  readonly servedBy?: PodPeer;
}

/**
 * Where telemetry goes: an endpoint of this program or an outside system, as a value that components hand each other.
 *
 * It knows host, port, protocol, TLS and credentials, and it records who connects, so that NetworkPolicies follow from the wiring.
 */
export abstract class Destination {
  /** What is spoken there. */
  public readonly protocol: DestinationProtocol;
  /**
   * A stable name. It becomes part of the exporter's id and of the file of its queue, so that changing it leaves queued data behind.
   */
  public readonly name: string;
  /** `host:port` for gRPC, the whole URL for HTTP. */
  public readonly url: string;
  /** The host alone. */
  public readonly host: string;
  /** The port alone. */
  public readonly port: number;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** The largest message that the other end takes, when it is known. */
  public readonly maxReceiveSize?: Size;
  /** Headers of every request. */
  public readonly headers: { [name: string]: string | SecretValue };

  /** The pods that serve this destination, when they belong to this program. */
  public readonly servedBy?: PodPeer;
  private readonly connected: PodPeer[] = [];

  protected constructor(props: DestinationProps) {
    this.protocol = props.protocol;
    this.name = props.name;
    this.url = props.url;
    this.host = props.host;
    this.port = props.port;
    this.tls = props.tls;
    this.headers = { ...props.headers };
    this.maxReceiveSize = props.maxReceiveSize;
    this.servedBy = props.servedBy;
  }

  /** Records pods that connect to this destination. @internal */
  public _connect(consumer: PodPeer): void {
    this.connected.push(consumer);
  }

  /** The pods that connect to this destination. @internal */
  public get _consumers(): readonly PodPeer[] {
    return this.connected;
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
