import { prometheusDuration } from '../../../policy/relabel/prometheus-duration';
import { ScrapeScheme } from '../../../scraping';
import { SecretValue } from '../../../wiring';
import { relabelingSpec, seriesRelabelings } from '../relabelings';
import { tlsSpec } from '../remote-write-spec';
import { BasicCredentials, MonitorEndpoint, MonitorOptions, MonitorScrapeOptions } from './monitor-options';

/** An endpoint of a ServiceMonitor or a PodMonitor, but for its port. */
export function endpointSpec(endpoint: MonitorEndpoint, { cardinality }: Pick<MonitorOptions, 'cardinality'>): object {
  const { path, params, honorLabels, metricRelabelings } = endpoint;
  return {
    path,
    scheme: schemeOf(endpoint),
    params,
    honorLabels: honorLabels ? true : undefined,
    ...askingSpec(endpoint),
    relabelings: relabelingSpec(endpoint.relabelings),
    metricRelabelings: relabelingSpec(seriesRelabelings({ metricRelabelings, cardinality })),
  };
}

/** When targets are asked, and what they are shown. */
export function askingSpec({ tier, interval = tier?.interval, timeout = tier?.timeout, ...transport }: MonitorScrapeOptions): object {
  return {
    interval: interval && prometheusDuration(interval.toMilliseconds()),
    scrapeTimeout: timeout && prometheusDuration(timeout.toMilliseconds()),
    ...transportSpec(transport),
  };
}

/** What targets are shown, and how they prove who they are. */
export function transportSpec({ tls, insecureSkipVerify, authorization, basicAuth }: Pick<MonitorScrapeOptions, 'tls' | 'insecureSkipVerify' | 'authorization' | 'basicAuth'>): object {
  const verified = tls && tlsSpec(tls);
  return {
    tlsConfig: insecureSkipVerify ? { ...verified, insecureSkipVerify: true } : verified,
    authorization: authorization && { type: authorization.prefix.trim() || undefined, credentials: keyOf(authorization) },
    basicAuth: basicAuth && basicAuthSpec(basicAuth),
  };
}

/** How targets are asked; undefined for what goes without saying. */
export function schemeOf({ scheme, tls, insecureSkipVerify }: Pick<MonitorEndpoint, 'scheme' | 'tls' | 'insecureSkipVerify'>): ScrapeScheme | undefined {
  return scheme ?? (tls ?? insecureSkipVerify ? ScrapeScheme.HTTPS : undefined);
}

function basicAuthSpec({ username, password }: BasicCredentials): object {
  return { username: keyOf(username), password: keyOf(password) };
}

function keyOf({ secretName, key }: SecretValue): object {
  return { name: secretName, key };
}
