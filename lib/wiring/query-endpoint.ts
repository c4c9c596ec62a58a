import { parseUrl } from './address';
import { Endpoint } from './endpoint';
import { PodPeer } from './peer';
import { Tls } from './tls';

/** An API for PromQL by its URL. */
export interface QueryEndpointProps {
  /** The URL before `/api/v1/query`, for example `http://thanos-query.thanos.svc:10902`. Credentials in it fail. */
  readonly url: string;

  /**
   * How the connection is protected. The scheme of the URL decides whether it is encrypted.
   *
   * @default - the roots in the image for https
   */
  readonly tls?: Tls;
}

/**
 * Something that answers PromQL over HTTP: a Prometheus, a Thanos Query, or a frontend before one.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export class QueryEndpoint extends Endpoint {
  /**
   * An API outside this program. Fails on what is no http or https URL, and on credentials in it.
   *
   * @param props its URL
   */
  public static http(props: QueryEndpointProps): QueryEndpoint {
    return new QueryEndpoint(props);
  }

  /** The API of pods of this program. @internal */
  public static _servedBy(servedBy: PodPeer, props: QueryEndpointProps): QueryEndpoint {
    return new QueryEndpoint(props, servedBy);
  }

  /** The URL before `/api/v1/query`. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;

  private constructor(props: QueryEndpointProps, servedBy?: PodPeer) {
    const { host, port, encrypted } = parseUrl('QueryEndpoint.http', props.url);
    super({ host, port, servedBy });
    this.url = props.url.replace(/\/+$/, '');
    this.tls = props.tls ?? (encrypted ? Tls.system() : Tls.plaintext());
  }
}
