import { IConstruct } from 'constructs';
import { CollectorDaemonSetProps } from './agent-options';
import { Receiver } from './components/component';
import { HostMetricsReceiver } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiver } from './components/receivers/kubelet-stats-receiver';
import { containerLogsReceiver, OwnPods } from './container-logs';
import { Flows } from './flows';
import { Scraping, scraping } from './scraping';
import { annotatedPods } from '../scraping/annotated-pods';
import { cadvisor } from '../scraping/kubelet';
import { Signal } from '../wiring';

/** What an agent scrapes: its node, and what it was told to. */
export function agentScraping(scope: IConstruct, { podScraping, cadvisorMetrics, scrape, cardinality }: CollectorDaemonSetProps): Scraping {
  const onOwnNode = [...(podScraping ? annotatedPods('podScraping', podScraping, true) : []), ...(cadvisorMetrics ? [cadvisor(cadvisorMetrics, true)] : [])];
  return scraping(scope, { onOwnNode, scrape, cardinality });
}

/** What an agent collects of its node, by what it gives. */
export function agentReceivers(props: CollectorDaemonSetProps, own: OwnPods, scraped: Flows['receivers']): Flows['receivers'] {
  const { containerLogs, hostMetrics, kubeletMetrics, logVolume } = props;
  const ofMetrics = (receiver: Receiver) => ({ receiver, signals: [Signal.METRICS] });
  return [
    ...(containerLogs ? [{ receiver: containerLogsReceiver(containerLogs, own, logVolume !== undefined), signals: [Signal.LOGS] }] : []),
    ...scraped,
    ...(hostMetrics ? [ofMetrics(new HostMetricsReceiver(hostMetrics))] : []),
    ...(kubeletMetrics ? [ofMetrics(new KubeletStatsReceiver(kubeletMetrics))] : []),
  ];
}
