import { parseUrl } from './address';
import { Endpoint, EndpointProps, ServedPlace } from './endpoint';
import { GrafanaDatasource } from './grafana-datasource';
import { Tls } from './tls';

/** What Grafana calls those who speak the API of Prometheus, each with additions of its own. */
type PrometheusFlavour = 'Prometheus' | 'Thanos';

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
    const { encrypted, ...place } = parseUrl('QueryEndpoint.http', props.url);
    return new QueryEndpoint(place, props.url.replace(/\/+$/, ''), props.tls ?? Tls._ofScheme(encrypted), 'Prometheus');
  }

  /** The API of pods of this program. @internal */
  public static _served(place: ServedPlace, flavour: PrometheusFlavour): QueryEndpoint {
    return new QueryEndpoint(place, `http://${place.host}:${place.port}`, Tls.plaintext(), flavour);
  }

  /** The URL before `/api/v1/query`. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;

  private readonly flavour: PrometheusFlavour;

  private constructor(place: EndpointProps, url: string, tls: Tls, flavour: PrometheusFlavour) {
    super(place);
    this.url = url;
    this.tls = tls;
    this.flavour = flavour;
  }

  /**
   * This API as a data source of Grafana.
   *
   * @param name the name of the data source
   */
  public grafanaDatasource(name: string): GrafanaDatasource {
    // the selectors of a large dashboard do not fit into a URL
    return { name, type: 'prometheus', access: 'proxy', url: this.url, jsonData: { httpMethod: 'POST', prometheusType: this.flavour } };
  }
}
