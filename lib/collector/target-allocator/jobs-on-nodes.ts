import { IConstruct } from 'constructs';
import { ANNOTATED_PODS } from '../../scraping/annotated-pods';
import { KubernetesDiscovery, ScrapeConfig } from '../../scraping/scrape-config';
import { TreeList } from '../../validation';

/** What every agent of a DaemonSet scrapes on its own node. */
export interface JobsOnNodes {
  /** The path of the DaemonSet. */
  readonly path: string;
  /** The name of the cluster. */
  readonly cluster: string;
  readonly jobs: readonly ScrapeConfig[];
}

/** Who scrapes its own node. */
const ON_NODES = new TreeList<JobsOnNodes>();

/** Makes known what is scraped on every node: an allocator must not hand it out too. */
export function registerJobsOnNodes(root: IConstruct, onNodes: JobsOnNodes): void {
  ON_NODES.add(root, onNodes);
}

/** What agents of a cluster scrape on their own nodes. */
export function jobsOnNodes(root: IConstruct, cluster: string | undefined): readonly JobsOnNodes[] {
  return ON_NODES.of(root).filter((each) => each.cluster === cluster);
}

/** Whether a job is for annotated pods: the one, or that of a tier. */
export function isForAnnotatedPods({ jobName }: Pick<ScrapeConfig, 'jobName'>): boolean {
  return jobName === ANNOTATED_PODS || jobName.startsWith(`${ANNOTATED_PODS}-`);
}

/**
 * Whether two jobs for annotated pods find the same ones: they ask for the same annotation in a namespace that both look into. Of two different
 * selectors of labels nobody knows whether a pod has both.
 */
export function findTheSamePods(one: ScrapeConfig, other: ScrapeConfig): boolean {
  const asked = (job: ScrapeConfig) => job.relabelConfigs?.[0]?.sourceLabels?.[0];
  return isForAnnotatedPods(one) && isForAnnotatedPods(other) && asked(one) === asked(other)
    && (one.kubernetes ?? []).some((each) => (other.kubernetes ?? []).some((another) => overlap(each, another)));
}

function overlap(one: KubernetesDiscovery, other: KubernetesDiscovery): boolean {
  const namespaces = !one.namespaces?.length || !other.namespaces?.length || one.namespaces.some((namespace) => other.namespaces?.includes(namespace));
  const labels = one.labelSelector === undefined || other.labelSelector === undefined || one.labelSelector === other.labelSelector;
  return namespaces && labels;
}
