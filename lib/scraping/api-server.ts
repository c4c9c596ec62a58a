import { behindServices } from './endpoint-rules';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeOptions, ScrapeScheme } from './scrape-config';
import { RelabelAction, RelabelConfig } from '../policy';

/**
 * A job for the API servers, which are behind the Service `kubernetes` of the namespace `default`. They know callers by their tokens, and ask
 * for the right to read `/metrics`.
 */
export function apiServers(options: ScrapeOptions): ScrapeConfig {
  return {
    ...options,
    jobName: 'kube-apiserver',
    scheme: ScrapeScheme.HTTPS,
    serviceAccountToken: true,
    clusterCa: true,
    kubernetes: [{ role: KubernetesDiscoveryRole.ENDPOINTSLICE, namespaces: ['default'] }],
    relabelConfigs: [...behindServices(), ...theService('kubernetes', 'https')],
  };
}

function theService(name: string, portName: string): RelabelConfig[] {
  return [{
    sourceLabels: ['__meta_kubernetes_service_name', '__meta_kubernetes_endpointslice_port_name'], regex: `${name};${portName}`, action: RelabelAction.KEEP,
  }];
}
