import { parseBaseUrl } from './address';
import { Endpoint } from './endpoint';
import { Tls } from './tls';

/** An Alertmanager by its URL. */
export interface AlertmanagerEndpointProps {
  /**
   * The URL before `/api/v2/alerts`, for example `http://alertmanager-0.alertmanager.monitoring.svc:9093`. Credentials and a query in it fail.
   */
  readonly url: string;

  /**
   * How the connection is protected. The scheme of the URL decides whether it is encrypted.
   *
   * @default - the roots in the image for https
   */
  readonly tls?: Tls;
}

/**
 * Alertmanagers to which alerts are sent. Every replica has to get every alert: replicas tell each other what they have notified, not what they
 * were told, so a load balancer before them loses alerts.
 *
 * @see https://prometheus.io/docs/alerting/latest/alertmanager/#high-availability
 */
export class AlertmanagerEndpoint extends Endpoint {
  /**
   * One replica. Fails on what is no http or https URL, and on credentials in it.
   *
   * @param props its URL
   */
  public static http(props: AlertmanagerEndpointProps): AlertmanagerEndpoint {
    return new AlertmanagerEndpoint('AlertmanagerEndpoint.http', props, 'the address');
  }

  /**
   * Every replica behind a headless Service: each address that its name has gets every alert.
   *
   * @param props its URL, for example `http://alertmanager-operated.monitoring.svc:9093`
   */
  public static headless(props: AlertmanagerEndpointProps): AlertmanagerEndpoint {
    return new AlertmanagerEndpoint('AlertmanagerEndpoint.headless', props, 'every address');
  }

  /** The URL before `/api/v2/alerts`. */
  public readonly url: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** Whether every address behind the name is a replica. */
  public readonly everyAddress: boolean;
  /** The path of the URL; `/` when it has none. */
  public readonly pathPrefix: string;

  private constructor(caller: string, props: AlertmanagerEndpointProps, replicas: 'the address' | 'every address') {
    const { host, port, encrypted } = parseBaseUrl(caller, props.url, '/api/v2/alerts is appended');
    super({ host, port });
    this.url = props.url.replace(/\/+$/, '');
    this.tls = props.tls ?? Tls._ofScheme(encrypted);
    this.everyAddress = replicas === 'every address';
    this.pathPrefix = this.url.replace(/^https?:\/\/[^/]+/, '') || '/';
  }
}
