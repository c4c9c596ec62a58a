import { tlsSpec } from './remote-write-spec';
import { Finding } from '../../validation';
import { AlertmanagerEndpoint } from '../../wiring';

/** A Service in the name of a host: the operator asks the Kubernetes API for the addresses behind it, ready or not a name of its own. */
const SERVICE = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(\.|$)/;

/**
 * Alertmanagers of the resource. The operator finds every replica by the Service before them, headless or not.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerEndpoints
 */
export function alertingSpec(alertmanagers: readonly AlertmanagerEndpoint[]): object | undefined {
  return alertmanagers.length === 0 ? undefined : {
    alertmanagers: alertmanagers.map(({ host, port, url, pathPrefix, tls }) => {
      const [, name, namespace] = SERVICE.exec(host) ?? [];
      return {
        name,
        namespace,
        port,
        scheme: url.startsWith('https:') ? 'https' : 'http',
        pathPrefix: pathPrefix === '/' ? undefined : pathPrefix,
        tlsConfig: tlsSpec(tls),
        apiVersion: 'v2',
      };
    }),
  };
}

/** What the resource has no words for: Alertmanagers that are behind no Service of the cluster. */
export function alertmanagerFindings(alertmanagers: readonly AlertmanagerEndpoint[]): Finding[] {
  return alertmanagers.filter(({ host }) => !SERVICE.test(host)).map(({ url }) => ({
    what: `the Alertmanager '${url}' is no Service of the cluster`,
    why: 'the operator finds Alertmanagers by Services; others would have to stand in a Secret',
    fix: "AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093' }), or a PrometheusStatefulSet, which takes any address",
  }));
}
