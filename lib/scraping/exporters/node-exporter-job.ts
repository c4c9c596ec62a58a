import { Duration } from 'cdk8s';
import { ExporterPlace, exporterPods, ExporterTargets, planOf, portRules, underPolicy } from './exporter-job';
import { PORT_NAME } from './node-exporter-plan';
import { CardinalityPolicy, RelabelConfig } from '../../policy';
import { ScrapeConfig } from '../scrape-config';

/** How it is scraped, and how much of it. */
export interface NodeExporterScraping {
  readonly scrapeInterval?: Duration;
  readonly cardinality?: CardinalityPolicy;
}

/**
 * How it is scraped: `instance` and `node` are the name of the node, which survives its pods and is what `kube_…` series say; `namespace` and `pod` are those
 * of the exporter, by which the rules of Kubernetes' own monitoring find the node of a series.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/rules/node.libsonnet
 */
export function nodeExporterJob(path: string, { namespace, selector }: ExporterPlace, scraping: NodeExporterScraping): ScrapeConfig {
  const targets: ExporterTargets = { namespace, selector, ports: [PORT_NAME] };
  return {
    jobName: 'node-exporter',
    ...underPolicy(path, scraping.scrapeInterval, planOf(scraping.cardinality)),
    kubernetes: [exporterPods(targets)],
    relabelConfigs: [
      ...portRules(targets),
      ...LABELS.map(([discovered, targetLabel]): RelabelConfig => ({ sourceLabels: [`__meta_kubernetes_${discovered}`], targetLabel })),
    ],
  };
}

const LABELS = [['pod_node_name', 'instance'], ['pod_node_name', 'node'], ['namespace', 'namespace'], ['pod_name', 'pod']] as const;

/** The same for agents, each of which scrapes the exporter beside it. */
export function onOwnNode(job: ScrapeConfig): ScrapeConfig {
  return { ...job, kubernetes: job.kubernetes?.map((sd) => ({ ...sd, ownNodeOnly: true })) };
}
