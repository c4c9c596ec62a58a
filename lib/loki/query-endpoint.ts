import { Endpoint, GrafanaDatasource, Tls } from '../wiring';
import { ServedPlace } from '../wiring/endpoint';
import { TENANT_HEADER } from '../wiring/tenant';

/**
 * LogQL over HTTP, as one tenant asks.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/
 */
export class LokiQueryEndpoint extends Endpoint {
  /** The API of pods of this program. @internal */
  public static _served(place: ServedPlace, tenant: string): LokiQueryEndpoint {
    return new LokiQueryEndpoint(place, tenant);
  }

  /** The URL before `/loki/api/v1/query`. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** Whose lines it answers with: the value of the header X-Scope-OrgID. */
  public readonly tenant: string;

  private constructor(place: ServedPlace, tenant: string) {
    super(place);
    this.url = `http://${place.host}:${place.port}`;
    this.tls = Tls.plaintext();
    this.tenant = tenant;
  }

  /**
   * This API as a data source of Grafana, which asks as the tenant.
   *
   * @param name the name of the data source
   */
  public grafanaDatasource(name: string): GrafanaDatasource {
    return {
      name,
      type: 'loki',
      access: 'proxy',
      url: this.url,
      jsonData: { httpHeaderName1: TENANT_HEADER },
      secureJsonData: { httpHeaderValue1: this.tenant },
    };
  }
}
