import { exporterScraping } from './exporter-job';
import { PORT_NAME } from './node-exporter-plan';
import { NodeExporterProps } from './node-exporter-props';
import { Workload } from '../../workload/workload';
import { ScrapeConfig } from '../scrape-config';
import { selectedPods } from '../selected-targets';
import { discoveryOf } from '../workload-pods';

/**
 * How it is scraped: `instance` and `node` are the name of the node, which survives its pods and is what `kube_…` series say; `namespace` and `pod` are those
 * of the exporter, by which the rules of Kubernetes' own monitoring find the node of a series.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/rules/node.libsonnet
 */
export function nodeExporterJob(path: string, pods: Workload, props: NodeExporterProps): ScrapeConfig {
  return selectedPods(path, {
    jobName: 'node-exporter',
    ...exporterScraping(path, props, props.cardinality?._plan),
    ...discoveryOf(pods),
    portName: PORT_NAME,
    relabelConfigs: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' }],
  });
}

/** The same for agents, each of which scrapes the exporter beside it. */
export function onOwnNode(job: ScrapeConfig): ScrapeConfig {
  return { ...job, kubernetes: job.kubernetes?.map((sd) => ({ ...sd, ownNodeOnly: true })) };
}
