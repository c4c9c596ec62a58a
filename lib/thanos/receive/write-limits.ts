import { Size } from 'cdk8s';
import { bytesOf } from '../../kubernetes/quantities';
import { EndpointProps } from '../../wiring';
import { decided, decidedOrNothing } from '../../wiring/mapping';

/** What one request of a tenant may hold. A request that holds more is refused (413), and its sender throws it away. */
export interface ThanosWriteRequestLimits {
  /**
   * Bytes of the body, uncompressed. 0 is no limit.
   *
   * @default - that of every tenant; of every tenant: no limit
   */
  readonly size?: Size;

  /**
   * Series of a request. 0 is no limit; a negative number fails.
   *
   * @default - that of every tenant; of every tenant: no limit
   */
  readonly series?: number;

  /**
   * Samples of a request. 0 is no limit; a negative number fails.
   *
   * @default - that of every tenant; of every tenant: no limit
   */
  readonly samples?: number;
}

/** What a tenant may write. */
export interface ThanosTenantWriteLimits {
  /**
   * What one request may hold.
   *
   * @default - that of every tenant; of every tenant: no limit
   */
  readonly request?: ThanosWriteRequestLimits;

  /**
   * Active series of the tenant in all ingestors, counted every 15 seconds by a query to `metaMonitoringUrl`, without which it fails. 0 is no limit.
   *
   * @default - that of every tenant; of every tenant: no limit
   */
  readonly headSeries?: number;
}

/**
 * What may be written to Receive. Limits work in the routers.
 *
 * @see https://thanos.io/tip/components/receive.md/#limits--gates-experimental
 */
export interface ThanosWriteLimits {
  /**
   * Requests that a router works on at the same time; others wait.
   *
   * @default - no limit
   */
  readonly maxConcurrency?: number;

  /**
   * Who knows how many series each tenant has: a Prometheus or a Thanos Query that has the metrics of the ingestors, as
   * `http://thanos-query.thanos.svc:10902`. Routers are let out to it. A URL without scheme or host fails.
   *
   * @default - series are not counted
   */
  readonly metaMonitoringUrl?: string;

  /**
   * The query for the series of each tenant, in a label `tenant`.
   *
   * @default 'sum(prometheus_tsdb_head_series) by (tenant)'
   */
  readonly metaMonitoringLimitQuery?: string;

  /**
   * What every tenant may write.
   *
   * @default - no limit
   */
  readonly everyTenant?: ThanosTenantWriteLimits;

  /**
   * What single tenants may write, by their name. What is not said is as for every tenant.
   *
   * @default - as every tenant
   */
  readonly tenants?: { readonly [tenant: string]: ThanosTenantWriteLimits };
}

/** The document of `--receive.limits-config-file`. */
export function writeLimitsDocument({ maxConcurrency, metaMonitoringUrl, metaMonitoringLimitQuery, everyTenant, tenants }: ThanosWriteLimits): object {
  return {
    write: decided({
      global: decidedOrNothing({
        max_concurrency: maxConcurrency,
        meta_monitoring_url: metaMonitoringUrl,
        meta_monitoring_limit_query: metaMonitoringLimitQuery,
      }),
      default: everyTenant && tenantDocument(everyTenant),
      tenants: tenants && Object.fromEntries(Object.entries(tenants).map(([tenant, limits]) => [tenant, tenantDocument(limits)])),
    }),
  };
}

/** Where it is asked how many series a tenant has. What is no URL is nowhere. */
export function metaMonitoringOf({ metaMonitoringUrl = '' }: ThanosWriteLimits): EndpointProps[] {
  const { scheme, host, port } = /^(?<scheme>https?):\/\/(?<host>\[[^\]]*\]|[^/:]+)(?::(?<port>\d+))?/.exec(metaMonitoringUrl)?.groups ?? {};
  return host === undefined ? [] : [{ host, port: Number(port ?? (scheme === 'https' ? 443 : 80)) }];
}

function tenantDocument({ request = {}, headSeries }: ThanosTenantWriteLimits): object {
  return decided({
    request: decidedOrNothing({
      size_bytes_limit: request.size && bytesOf(request.size),
      series_limit: request.series,
      samples_limit: request.samples,
    }),
    head_series_limit: headSeries,
  });
}
