import { RelabelAction } from '../policy';
import { CadvisorMetricsOptions, CollectorDaemonSetProps } from './agent-options';
import { Receiver } from './components/component';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../scraping/scrape-config';
import { HostMetricsReceiver } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiver } from './components/receivers/kubelet-stats-receiver';
import { PrometheusReceiver } from './components/receivers/prometheus-receiver';
import { containerLogsReceiver, OwnPods } from './container-logs';
import { Flows } from './flows';
import { annotatedPods } from './pod-scraping';
import { underPolicy } from './scraping-under-policy';
import { Signal, Tls } from '../wiring';

/** What an agent collects of its node, by what it gives. */
export function agentReceivers(path: string, props: CollectorDaemonSetProps, own: OwnPods): Flows['receivers'] {
  const { containerLogs, hostMetrics, kubeletMetrics } = props;
  const ofMetrics = (receiver: Receiver) => ({ receiver, signals: [Signal.METRICS] });
  return [
    ...(containerLogs ? [{ receiver: containerLogsReceiver(containerLogs, own), signals: [Signal.LOGS] }] : []),
    ...scraping(path, props),
    ...(hostMetrics ? [ofMetrics(new HostMetricsReceiver(hostMetrics))] : []),
    ...(kubeletMetrics ? [ofMetrics(new KubeletStatsReceiver(kubeletMetrics))] : []),
  ];
}

function scraping(path: string, { podScraping, cadvisorMetrics, cardinality }: CollectorDaemonSetProps): Flows['receivers'] {
  const jobs = [...(podScraping ? [annotatedPods(podScraping)] : []), ...(cadvisorMetrics ? [cadvisor(cadvisorMetrics)] : [])];
  if (jobs.length === 0) {
    return [];
  }
  const { scrapeConfigs, processors } = cardinality ? underPolicy(path, jobs, cardinality) : { scrapeConfigs: jobs, processors: [] };
  return [{ receiver: new PrometheusReceiver({ scrapeConfigs }), signals: [Signal.METRICS], processors }];
}

/** The kubelet knows when it measured, which may be before the last scrape: the time of the scrape keeps series in order. */
function cadvisor({ scrapeInterval, metricRelabelConfigs, ca, insecureSkipVerify }: CadvisorMetricsOptions): ScrapeConfig {
  return {
    jobName: 'cadvisor',
    scrapeInterval,
    metricsPath: '/metrics/cadvisor',
    serviceAccountToken: true,
    tls: ca && Tls.custom({ ca }),
    clusterCa: ca || insecureSkipVerify ? undefined : true,
    insecureSkipVerify,
    kubernetes: [{ role: KubernetesDiscoveryRole.NODE, ownNodeOnly: true }],
    relabelConfigs: [{ sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node', action: RelabelAction.REPLACE }],
    metricRelabelConfigs,
    extra: { honor_timestamps: false },
  };
}
