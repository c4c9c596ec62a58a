import { exporterScraping } from './exporter-job';
import { ExporterOptions } from './exporter-options';
import { isSharded, KubeStateMetricsPlan, METRICS_PORT, TELEMETRY_PORT } from './kube-state-metrics-plan';
import { RelabelAction } from '../../policy';
import { Workload } from '../../workload/workload';
import { ENDED } from '../pod-rules';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../scrape-config';
import { discoveryOf } from '../workload-pods';

const [POD, PORT] = ['__meta_kubernetes_pod_name', '__meta_kubernetes_pod_container_port_number'];

/**
 * How it is scraped: at the port of objects and at its own, both of the job that its alerts ask for. Labels of series win, because `namespace` and `pod` are
 * those of the object; the scraper's own would be of the exporter. `instance` is not its address: a new one after every restart would make every series of
 * the cluster anew.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/config.libsonnet
 */
export function kubeStateMetricsJob(path: string, plan: KubeStateMetricsPlan, pods: Workload, options: ExporterOptions): ScrapeConfig {
  return {
    jobName: 'kube-state-metrics',
    ...exporterScraping(path, options, plan.split?.rest),
    honorLabels: true,
    kubernetes: [{ role: KubernetesDiscoveryRole.POD, ...discoveryOf(pods) }],
    relabelConfigs: [
      { sourceLabels: ['__meta_kubernetes_pod_container_port_name'], regex: `${METRICS_PORT.name}|${TELEMETRY_PORT.name}`, action: RelabelAction.KEEP },
      ENDED,
      isSharded(plan)
        ? { sourceLabels: [POD, PORT], separator: ':', targetLabel: 'instance' }
        : { sourceLabels: [PORT], targetLabel: 'instance', replacement: `${plan.name}:$1` },
    ],
  };
}
