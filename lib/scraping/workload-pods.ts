import { KubernetesDiscovery, ScrapeConfig } from './scrape-config';
import { selectedPods } from './selected-targets';
import { Workload } from '../workload/workload';

/** Where the pods of a workload of ours are found, and by which labels. */
export function discoveryOf({ namespace, selector }: Pick<Workload, 'namespace' | 'selector'>): Pick<KubernetesDiscovery, 'namespaces' | 'labelSelector'> {
  return {
    namespaces: namespace === undefined ? undefined : [namespace],
    labelSelector: Object.entries(selector).map(([label, value]) => `${label}=${value}`).join(','),
  };
}

/** A job for the pods of a workload of ours, under its name. */
export function podsOfWorkload(workload: Workload, portName: string): ScrapeConfig {
  return selectedPods(workload.name, { jobName: workload.name, ...discoveryOf(workload), portName });
}
