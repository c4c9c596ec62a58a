import { Duration } from 'cdk8s';
import { ExporterPlace, exporterPods, ExporterTargets, portRules, underPolicy } from './exporter-job';
import { isSharded, KubeStateMetricsPlan, METRICS_PORT, TELEMETRY_PORT } from './kube-state-metrics-plan';
import { ScrapeConfig } from '../scrape-config';

const [POD, PORT] = ['__meta_kubernetes_pod_name', '__meta_kubernetes_pod_container_port_number'];

/**
 * How it is scraped: at the port of objects and at its own, both of the job that its alerts ask for. Labels of series win, because `namespace` and `pod` are
 * those of the object; the scraper's own would be of the exporter. `instance` is not its address: a new one after every restart would make every series of
 * the cluster anew.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/config.libsonnet
 */
export function kubeStateMetricsJob(path: string, plan: KubeStateMetricsPlan, { namespace, selector }: ExporterPlace, interval?: Duration): ScrapeConfig {
  const targets: ExporterTargets = { namespace, selector, ports: [METRICS_PORT.name, TELEMETRY_PORT.name] };
  return {
    jobName: 'kube-state-metrics',
    ...underPolicy(path, interval, plan.split?.rest),
    honorLabels: true,
    kubernetes: [exporterPods(targets)],
    relabelConfigs: [
      ...portRules(targets),
      isSharded(plan)
        ? { sourceLabels: [POD, PORT], separator: ':', targetLabel: 'instance' }
        : { sourceLabels: [PORT], targetLabel: 'instance', replacement: `${plan.name}:$1` },
    ],
  };
}
