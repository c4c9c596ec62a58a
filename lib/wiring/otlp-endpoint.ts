import { Size } from 'cdk8s';
import { nameOfHost, parseBaseUrl, parseHostPort, requireName } from './address';
import { requireNoLiteralCredential } from './credentials';
import { Destination, DestinationProps, DestinationProtocol, ITelemetryDestination } from './destination';
import { ServedPlace } from './endpoint';
import { SecretValue } from './secret-value';
import { Tls } from './tls';

/** What every OTLP endpoint has. */
export interface OtlpEndpointOptions {
  /**
   * A stable name: part of the exporter's id and of the file of its queue.
   *
   * @default - made of the host: `api.honeycomb.io` becomes `api-honeycomb-io`
   */
  readonly name?: string;

  /**
   * Headers of every request. Credentials are `SecretValue`s; one that is given as text fails.
   *
   * @default - no headers
   */
  readonly headers?: { readonly [name: string]: string | SecretValue };

  /**
   * The largest message that the other end takes. Batches are checked against it.
   *
   * @default - 4 MiB for gRPC (the default of every gRPC server), unknown for HTTP
   */
  readonly maxReceiveSize?: Size;
}

/** An OTLP endpoint over gRPC. */
export interface OtlpGrpcEndpointProps extends OtlpEndpointOptions {
  /** `host:port`, without a scheme: a scheme fails, because gRPC ignores it or lets it override the TLS settings. */
  readonly address: string;

  /**
   * How the connection is protected.
   *
   * @default Tls.system()
   */
  readonly tls?: Tls;
}

/** An OTLP endpoint over HTTP. */
export interface OtlpHttpEndpointProps extends OtlpEndpointOptions {
  /** The base URL. The exporter appends `/v1/traces`, `/v1/metrics` and `/v1/logs`. Credentials in it fail. */
  readonly url: string;

  /**
   * How the connection is protected. The scheme of the URL decides whether it is encrypted.
   *
   * @default - the roots in the image for https
   */
  readonly tls?: Tls;
}

/** What requests to pods of this program have beside their place. */
interface ServedHttp {
  readonly path?: string;
  readonly headers?: { readonly [name: string]: string };
}

/**
 * Something that takes OTLP: traces, metrics and logs.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/
 */
export class OtlpEndpoint extends Destination implements ITelemetryDestination {
  /**
   * OTLP over gRPC.
   *
   * @param props address, TLS and headers
   */
  public static grpc(props: OtlpGrpcEndpointProps): OtlpEndpoint {
    const caller = 'OtlpEndpoint.grpc';
    const place = parseHostPort(caller, props.address);
    return new OtlpEndpoint({
      ...place,
      ...shared(caller, place.host, props),
      protocol: DestinationProtocol.OTLP_GRPC,
      url: props.address,
      tls: props.tls ?? Tls.system(),
      maxReceiveSize: props.maxReceiveSize ?? Size.mebibytes(4),
    });
  }

  /** OTLP over gRPC to pods of this program, with headers that they ask for. @internal */
  public static _servedGrpc(place: ServedPlace, name: string, maxReceiveSize: Size, headers: { readonly [name: string]: string } = {}): OtlpEndpoint {
    const { host, port } = place;
    return new OtlpEndpoint({ ...place, protocol: DestinationProtocol.OTLP_GRPC, name, url: `${host}:${port}`, tls: Tls.plaintext(), headers, maxReceiveSize });
  }

  /** OTLP over gRPC to another pipeline of the same collector. @internal */
  public static _loopback(port: number, maxReceiveSize: Size): OtlpEndpoint {
    return new OtlpEndpoint({
      host: '127.0.0.1', port, protocol: DestinationProtocol.OTLP_GRPC, name: 'loopback', url: `127.0.0.1:${port}`, tls: Tls.plaintext(), headers: {}, maxReceiveSize,
    });
  }

  /**
   * OTLP over HTTP.
   *
   * @param props URL, TLS and headers
   */
  public static http(props: OtlpHttpEndpointProps): OtlpEndpoint {
    const caller = 'OtlpEndpoint.http';
    const { encrypted, ...place } = parseBaseUrl(caller, props.url, 'the exporter appends /v1/traces, /v1/metrics or /v1/logs');
    return new OtlpEndpoint({
      ...place,
      ...shared(caller, place.host, props),
      protocol: DestinationProtocol.OTLP_HTTP,
      url: props.url,
      tls: props.tls ?? Tls._ofScheme(encrypted),
      maxReceiveSize: props.maxReceiveSize,
    });
  }

  /** OTLP over HTTP to pods of this program, below a path and with headers that they ask for. @internal */
  public static _servedHttp(place: ServedPlace, name: string, { path = '', headers = {} }: ServedHttp = {}): OtlpEndpoint {
    return new OtlpEndpoint({ ...place, protocol: DestinationProtocol.OTLP_HTTP, name, url: `http://${place.host}:${place.port}${path}`, tls: Tls.plaintext(), headers });
  }

  /** Where metrics go. */
  public readonly metricsDestination: Destination;
  /** Where logs go. */
  public readonly logsDestination: Destination;
  /** Where traces go. */
  public readonly tracesDestination: Destination;

  private constructor(props: DestinationProps) {
    super(props);
    this.metricsDestination = this;
    this.logsDestination = this;
    this.tracesDestination = this;
  }
}

function shared(caller: string, host: string, props: OtlpEndpointOptions): Pick<DestinationProps, 'name' | 'headers'> {
  const headers = { ...props.headers };
  requireNoLiteralCredential(caller, headers);
  return { name: requireName(caller, props.name ?? nameOfHost(host)), headers };
}
