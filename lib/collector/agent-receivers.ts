import { RelabelAction } from '../policy';
import { CadvisorMetricsOptions, CollectorDaemonSetProps } from './agent-options';
import { Component, Receiver } from './components/component';
import { HostMetricsReceiver } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiver } from './components/receivers/kubelet-stats-receiver';
import { PrometheusReceiver } from './components/receivers/prometheus-receiver';
import { KubernetesDiscoveryRole, ScrapeConfig } from './components/receivers/scrape-config';
import { containerLogsReceiver, OwnPods } from './container-logs';
import { annotatedPods } from './pod-scraping';
import { Signal, Tls } from '../wiring';

/** What an agent collects of its node, by what it gives. */
export function agentReceivers(props: CollectorDaemonSetProps, own: OwnPods): { receiver: Receiver; signals: Signal[] }[] {
  const metrics: (Receiver | undefined)[] = [
    scraping(props),
    props.hostMetrics && new HostMetricsReceiver(props.hostMetrics),
    props.kubeletMetrics && new KubeletStatsReceiver(props.kubeletMetrics),
  ];
  return [
    ...(props.containerLogs ? [{ receiver: containerLogsReceiver(props.containerLogs, own), signals: [Signal.LOGS] }] : []),
    ...metrics.filter((receiver) => receiver instanceof Component).map((receiver) => ({ receiver, signals: [Signal.METRICS] })),
  ];
}

function scraping({ podScraping, cadvisorMetrics }: CollectorDaemonSetProps): PrometheusReceiver | undefined {
  const scrapeConfigs = [...(podScraping ? [annotatedPods(podScraping)] : []), ...(cadvisorMetrics ? [cadvisor(cadvisorMetrics)] : [])];
  return scrapeConfigs.length === 0 ? undefined : new PrometheusReceiver({ scrapeConfigs });
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
