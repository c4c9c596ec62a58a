import { BasicCredentials, MonitorOptions } from './monitor-options';
import { ScrapeConfig } from '../../../scraping';
import { SecretValue } from '../../../wiring';

/** Options of a ScrapeConfigMonitor. */
export interface ScrapeConfigMonitorProps extends MonitorOptions {
  /**
   * The job, as a `PrometheusStatefulSet` and a collector take it: it may move from one to the other. What Prometheus refuses fails. What the resource has no words for is a
   * problem: `extra`, and `serviceAccountToken` without a `scrapeClass` that has it.
   */
  readonly scrapeConfig: ScrapeConfig;

  /**
   * Parameters of the request, for example `{ module: ['http_2xx'] }`.
   *
   * @default - none
   */
  readonly params?: { readonly [name: string]: string[] };

  /**
   * What targets are shown, a key of a Secret in the namespace of the monitor. Its prefix is the scheme, `Bearer` without one; `Basic`, and a connection without TLS, are
   * problems.
   *
   * @default - as the scrape class says
   */
  readonly authorization?: SecretValue;

  /**
   * The name and the password that targets are shown, keys of Secrets in the namespace of the monitor. With `authorization`, with a
   * scrape class that has one, and without TLS, it is a problem.
   *
   * @default - nothing
   */
  readonly basicAuth?: BasicCredentials;
}
