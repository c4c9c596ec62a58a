import { behindServices } from './endpoint-rules';
import { ENDED, PREPARING } from './pod-rules';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeOptions } from './scrape-config';
import { requireLabelSelector } from '../kubernetes/api-access';
import { RelabelAction, RelabelConfig } from '../policy';
import { quoted } from '../policy/patterns';
import { fail } from '../validation';

/** Pods, or what is behind Services, by their labels. */
export interface TargetSelection extends ScrapeOptions {
  /** The name of the job, the label `job` of its series. An empty one fails. */
  readonly jobName: string;

  /**
   * Labels that they must have, for example `app.kubernetes.io/name=web`. What is no label selector fails.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * The namespaces in which they are. A name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * The name of the port: of the container for pods, of the Service for what is behind it. An empty one fails.
   *
   * @default - every TCP port is a target
   */
  readonly portName?: string;

  /**
   * Whether they are looked for on the node of the scraper only, for agents. For pods; behind Services it fails.
   *
   * @default false
   */
  readonly ownNodeOnly?: boolean;

  /**
   * What happens to the labels of targets before they are scraped, behind the rules that choose them.
   *
   * @default - nothing
   */
  readonly relabelConfigs?: RelabelConfig[];
}

const POD = '__meta_kubernetes_pod';

/** A job for pods by their labels. */
export function selectedPods(caller: string, selection: TargetSelection): ScrapeConfig {
  return job(caller, selection, KubernetesDiscoveryRole.POD, [
    ENDED,
    PREPARING,
    { sourceLabels: [`${POD}_container_port_protocol`], regex: 'TCP', action: RelabelAction.KEEP },
    ...onPort(`${POD}_container_port_name`, selection.portName),
    { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
    { sourceLabels: [`${POD}_name`], targetLabel: 'pod' },
    { sourceLabels: [`${POD}_node_name`], targetLabel: 'node' },
    { sourceLabels: [`${POD}_container_name`], targetLabel: 'container' },
  ]);
}

/** A job for what is behind Services by their labels, which their slices have too. */
export function selectedEndpoints(caller: string, selection: TargetSelection): ScrapeConfig {
  return job(caller, selection, KubernetesDiscoveryRole.ENDPOINTSLICE, [
    ...behindServices(),
    ...onPort('__meta_kubernetes_endpointslice_port_name', selection.portName),
  ]);
}

function job(caller: string, selection: TargetSelection, role: KubernetesDiscoveryRole, rules: readonly RelabelConfig[]): ScrapeConfig {
  const { labelSelector, namespaces, portName, ownNodeOnly, relabelConfigs = [], ...options } = selection;
  if (portName === '') {
    fail(caller, { what: `job '${selection.jobName}': portName is empty`, why: 'no target would be left', fix: "portName: 'metrics', or leave it out for every port" });
  }
  requireLabelSelector(caller, labelSelector);
  return { ...options, kubernetes: [{ role, labelSelector, namespaces, ownNodeOnly }], relabelConfigs: [...rules, ...relabelConfigs] };
}

function onPort(label: string, portName?: string): RelabelConfig[] {
  return portName === undefined ? [] : [{ sourceLabels: [label], regex: quoted(portName), action: RelabelAction.KEEP }];
}
