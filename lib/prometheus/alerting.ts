import { tlsConfig } from './document-values';
import { quoted } from '../policy/patterns';
import { AlertmanagerEndpoint } from '../wiring';

/**
 * Where alerts go. The label of replicas is taken away, so that those of a pair are one alert.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
export function alertingConfig(alertmanagers: readonly AlertmanagerEndpoint[], replicaLabel: string): object | undefined {
  return alertmanagers.length === 0 ? undefined : {
    alert_relabel_configs: [{ action: 'labeldrop', regex: quoted(replicaLabel) }],
    alertmanagers: alertmanagers.map(alertmanagerConfig),
  };
}

function alertmanagerConfig({ host, port, tls, url, pathPrefix, everyAddress }: AlertmanagerEndpoint): object {
  return {
    scheme: url.startsWith('https:') ? 'https' : 'http',
    path_prefix: pathPrefix === '/' ? undefined : pathPrefix,
    tls_config: tlsConfig(tls),
    ...everyAddress ? { dns_sd_configs: [{ names: [host], type: 'A', port }] } : { static_configs: [{ targets: [`${host}:${port}`] }] },
  };
}
