import { CollectorDaemonSetProps } from './agent-options';
import { Receiver } from './components/component';
import { HostMetricsReceiver } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiver } from './components/receivers/kubelet-stats-receiver';
import { PrometheusReceiver } from './components/receivers/prometheus-receiver';
import { containerLogsReceiver, OwnPods } from './container-logs';
import { Flows } from './flows';
import { underPolicy } from './scraping-under-policy';
import { annotatedPods } from '../scraping/annotated-pods';
import { cadvisor } from '../scraping/kubelet';
import { Signal } from '../wiring';

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
  const jobs = [...(podScraping ? annotatedPods('podScraping', podScraping, true) : []), ...(cadvisorMetrics ? [cadvisor(cadvisorMetrics, true)] : [])];
  if (jobs.length === 0) {
    return [];
  }
  const { scrapeConfigs, processors } = cardinality ? underPolicy(path, jobs, cardinality) : { scrapeConfigs: jobs, processors: [] };
  return [{ receiver: new PrometheusReceiver({ scrapeConfigs }), signals: [Signal.METRICS], processors }];
}
