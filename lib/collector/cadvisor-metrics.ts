import { Duration } from 'cdk8s';
import { RelabelAction, RelabelConfig } from '../policy';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../scraping/scrape-config';
import { FileSource, Tls } from '../wiring';

/** How the kubelet is asked for what cAdvisor knows of containers. */
export interface CadvisorMetricsOptions {
  /**
   * How often. Zero fails.
   *
   * @default Duration.minutes(1)
   */
  readonly scrapeInterval?: Duration;

  /**
   * What happens to series after they were scraped.
   *
   * @default - nothing
   */
  readonly metricRelabelConfigs?: RelabelConfig[];

  /**
   * Who signed the certificate of the kubelet. With `insecureSkipVerify` it fails.
   *
   * @default - the authority of the cluster
   */
  readonly ca?: FileSource;

  /**
   * Whether any certificate will do: kubelets whose certificates nobody signed (kubeadm without `serverTLSBootstrap`) can be reached in no
   * other way, and whoever is between may read the token.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** A job for cAdvisor of the node. The kubelet knows when it measured, which may be before the last scrape: the time of the scrape keeps series in order. */
export function cadvisor({ scrapeInterval, metricRelabelConfigs, ca, insecureSkipVerify }: CadvisorMetricsOptions): ScrapeConfig {
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
