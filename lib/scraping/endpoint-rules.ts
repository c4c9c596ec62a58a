import { ENDED } from './pod-rules';
import { RelabelAction, RelabelConfig } from '../policy';

const SLICE = '__meta_kubernetes_endpointslice';
const POD = '__meta_kubernetes_pod';

/**
 * Of what discovery sees behind Services, each port of each address once, and the labels that everybody looks for. Of a Service of two address
 * families discovery itself gives only the first.
 *
 * @param chosenPort a label that says another port than that of the Service: which container listens there is not known
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpointslice
 */
export function behindServices(chosenPort?: string): RelabelConfig[] {
  return [
    // ports of the pods that are no ports of the Service are listed too
    { sourceLabels: [`${SLICE}_port`], regex: '', action: RelabelAction.DROP },
    { sourceLabels: [`${SLICE}_port_protocol`], regex: 'UDP|SCTP', action: RelabelAction.DROP },
    ENDED,
    { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
    { sourceLabels: ['__meta_kubernetes_service_name'], targetLabel: 'service' },
    { sourceLabels: [`${POD}_name`], targetLabel: 'pod' },
    { sourceLabels: [`${SLICE}_endpoint_node_name`], regex: '(.+)', targetLabel: 'node' },
    { sourceLabels: [`${POD}_node_name`], regex: '(.+)', targetLabel: 'node' },
    chosenPort === undefined
      ? { sourceLabels: [`${POD}_container_name`], targetLabel: 'container' }
      : { sourceLabels: [chosenPort, `${POD}_container_name`], regex: ';(.+)', targetLabel: 'container' },
  ];
}
