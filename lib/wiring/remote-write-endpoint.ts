import { nameOfHost, parseUrl, requireName } from './address';
import { requireNoLiteralCredential } from './credentials';
import { Destination, DestinationProps, DestinationProtocol, IMetricsDestination } from './destination';
import { ServedPlace } from './endpoint';
import { SecretValue } from './secret-value';
import { Tls } from './tls';

/** A Prometheus remote-write endpoint. */
export interface RemoteWriteEndpointProps {
  /** The complete URL, for example `http://thanos-receive.thanos.svc:19291/api/v1/receive`. Credentials in it fail. */
  readonly url: string;

  /**
   * A stable name: part of the exporter's id and of the folder of its queue.
   *
   * @default - made of the host: `thanos-receive.thanos.svc` becomes `thanos-receive-thanos-svc`
   */
  readonly name?: string;

  /**
   * Headers of every request, for example a tenant. Credentials are `SecretValue`s; one that is given as text fails.
   *
   * @default - no headers
   */
  readonly headers?: { readonly [name: string]: string | SecretValue };

  /**
   * How the connection is protected. The scheme of the URL decides whether it is encrypted.
   *
   * @default - the roots in the image for https
   */
  readonly tls?: Tls;
}

/**
 * Something that takes Prometheus remote write: metrics only.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
export class RemoteWriteEndpoint extends Destination implements IMetricsDestination {
  /**
   * An endpoint by its URL.
   *
   * @param props URL, TLS and headers
   */
  public static http(props: RemoteWriteEndpointProps): RemoteWriteEndpoint {
    const caller = 'RemoteWriteEndpoint.http';
    const { encrypted, ...place } = parseUrl(caller, props.url);
    const headers = { ...props.headers };
    requireNoLiteralCredential(caller, headers);
    return new RemoteWriteEndpoint({
      ...place,
      protocol: DestinationProtocol.REMOTE_WRITE,
      name: requireName(caller, props.name ?? nameOfHost(place.host)),
      url: props.url,
      headers,
      tls: props.tls ?? Tls._ofScheme(encrypted),
    });
  }

  /** A path of pods of this program. @internal */
  public static _served(place: ServedPlace, path: string, name: string): RemoteWriteEndpoint {
    return new RemoteWriteEndpoint({
      ...place, protocol: DestinationProtocol.REMOTE_WRITE, name, url: `http://${place.host}:${place.port}${path}`, headers: {}, tls: Tls.plaintext(),
    });
  }

  /** Where metrics go. */
  public readonly metricsDestination: Destination;

  private constructor(props: DestinationProps) {
    super(props);
    this.metricsDestination = this;
  }
}
