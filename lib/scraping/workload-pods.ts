import { ScrapeConfig } from './scrape-config';
import { selectedPods } from './selected-targets';
import { Workload } from '../workload/workload';

/** A job for the pods of a workload of ours, under its name. */
export function podsOfWorkload({ name, namespace, selector }: Workload, portName: string): ScrapeConfig {
  return selectedPods(name, {
    jobName: name,
    namespaces: namespace === undefined ? undefined : [namespace],
    labelSelector: Object.entries(selector).map(([label, value]) => `${label}=${value}`).join(','),
    portName,
  });
}
