import { CollectorDaemonSetProps } from './agent-options';
import { cadvisor } from './cadvisor-metrics';
import { Receiver } from './components/component';
import { HostMetricsReceiver } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiver } from './components/receivers/kubelet-stats-receiver';
import { containerLogsReceiver, OwnPods } from './container-logs';
import { Flows } from './flows';
import { annotatedPods } from './pod-scraping';
import { Scraping, scraping } from './scraping';
import { Signal } from '../wiring';

/** What an agent scrapes: its node, and what it was told to. */
export function agentScraping(path: string, { podScraping, cadvisorMetrics, scrape, cardinality }: CollectorDaemonSetProps): Scraping {
  const onOwnNode = [...(podScraping ? [annotatedPods(podScraping)] : []), ...(cadvisorMetrics ? [cadvisor(cadvisorMetrics)] : [])];
  return scraping(path, { onOwnNode, scrape, cardinality });
}

/** What an agent collects of its node, by what it gives. */
export function agentReceivers(props: CollectorDaemonSetProps, own: OwnPods, scraped: Flows['receivers']): Flows['receivers'] {
  const { containerLogs, hostMetrics, kubeletMetrics } = props;
  const ofMetrics = (receiver: Receiver) => ({ receiver, signals: [Signal.METRICS] });
  return [
    ...(containerLogs ? [{ receiver: containerLogsReceiver(containerLogs, own), signals: [Signal.LOGS] }] : []),
    ...scraped,
    ...(hostMetrics ? [ofMetrics(new HostMetricsReceiver(hostMetrics))] : []),
    ...(kubeletMetrics ? [ofMetrics(new KubeletStatsReceiver(kubeletMetrics))] : []),
  ];
}
