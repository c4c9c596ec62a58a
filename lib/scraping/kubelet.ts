import { Duration } from 'cdk8s';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeOptions } from './scrape-config';
import { ScrapeTier } from './scrape-tier';
import { RelabelConfig } from '../policy';
import { FileSource, Tls } from '../wiring';

/** How kubelets are asked. */
export interface KubeletScrapingOptions {
  /**
   * How important it is. With `scrapeInterval` it fails.
   *
   * @default - `scrapeInterval` says how often
   */
  readonly tier?: ScrapeTier;

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

/** A job for kubelets: what they do, and how long it takes them. */
export function kubelet(options: KubeletScrapingOptions, ownNodeOnly?: boolean): ScrapeConfig {
  return { jobName: 'kubelet', ...ofKubelet(options, ownNodeOnly), metricsPath: '/metrics' };
}

/** A job for cAdvisor in kubelets. It knows when it measured, which may be before the last scrape: the time of the scrape keeps series in order. */
export function cadvisor(options: KubeletScrapingOptions, ownNodeOnly?: boolean): ScrapeConfig {
  return { jobName: 'cadvisor', ...ofKubelet(options, ownNodeOnly), metricsPath: '/metrics/cadvisor', extra: { honor_timestamps: false } };
}

function ofKubelet(
  { tier, scrapeInterval, metricRelabelConfigs, ca, insecureSkipVerify }: KubeletScrapingOptions, ownNodeOnly?: boolean,
): ScrapeOptions & Pick<ScrapeConfig, 'kubernetes' | 'relabelConfigs'> {
  return {
    tier,
    scrapeInterval,
    serviceAccountToken: true,
    tls: ca && Tls.custom({ ca }),
    clusterCa: ca || insecureSkipVerify ? undefined : true,
    insecureSkipVerify,
    kubernetes: [{ role: KubernetesDiscoveryRole.NODE, ownNodeOnly }],
    relabelConfigs: [{ sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' }],
    metricRelabelConfigs,
  };
}
