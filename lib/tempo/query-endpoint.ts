import { Endpoint, GrafanaDatasource, Tls } from '../wiring';
import { ServedPlace } from '../wiring/endpoint';
import { TENANT_HEADER } from '../wiring/tenant';

/**
 * TraceQL and traces by their id over HTTP, as one tenant asks.
 *
 * @see https://grafana.com/docs/tempo/latest/api_docs/
 */
export class TempoQueryEndpoint extends Endpoint {
  /** The API of pods of this program. @internal */
  public static _served(place: ServedPlace, tenant?: string): TempoQueryEndpoint {
    return new TempoQueryEndpoint(place, tenant);
  }

  /** The URL before `/api/v2/traces` and `/api/search`. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** Whose traces it answers with: the value of the header X-Scope-OrgID. Nobody is told apart when undefined. */
  public readonly tenant?: string;

  private constructor(place: ServedPlace, tenant: string | undefined) {
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
    const source = { name, type: 'tempo', access: 'proxy', url: this.url };
    return this.tenant === undefined
      ? { ...source, jsonData: {} }
      : { ...source, jsonData: { httpHeaderName1: TENANT_HEADER }, secureJsonData: { httpHeaderValue1: this.tenant } };
  }
}
