import { Duration } from 'cdk8s';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from './scrape-config';
import { Scraper } from './scraper';
import { prometheusRule } from '../policy/relabel/relabel-writers';

/** Where a pod finds the credentials of its ServiceAccount. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const { NODE } = KubernetesDiscoveryRole;

/** A scrape job in the words of Prometheus. */
export function scrapeJob(job: ScrapeConfig, scraper: Scraper): object {
  return {
    ...job.extra,
    job_name: job.jobName,
    scrape_interval: intervalOf(job, scraper),
    scrape_timeout: timeoutOf(job, scraper),
    metrics_path: job.metricsPath ?? '/metrics',
    scheme: schemeOf(job),
    honor_labels: job.honorLabels ? true : undefined,
    sample_limit: job.sampleLimit,
    label_limit: job.labelLimit,
    authorization: job.serviceAccountToken ? { type: 'Bearer', credentials_file: `${SERVICE_ACCOUNT}/token` } : job.extra?.authorization,
    tls_config: tlsOf(job),
    static_configs: job.staticTargets?.map(({ targets, labels }) => ({ targets, labels })),
    kubernetes_sd_configs: job.kubernetes?.map((sd) => discovery(sd, scraper)),
    relabel_configs: job.relabelConfigs?.map(prometheusRule),
    metric_relabel_configs: job.metricRelabelConfigs?.map(prometheusRule),
  };
}

/** How often a job is scraped. */
export function intervalOf({ scrapeInterval, tier }: ScrapeConfig, { interval }: Scraper): Duration {
  return scrapeInterval ?? tier?.interval ?? interval;
}

/** How long a target of a job may take. */
export function timeoutOf(job: ScrapeConfig, scraper: Scraper): Duration {
  return job.scrapeTimeout ?? job.tier?.timeout ?? Duration.millis(Math.min(scraper.timeout.toMilliseconds(), intervalOf(job, scraper).toMilliseconds()));
}

function discovery(sd: KubernetesDiscovery, scraper: Scraper): object {
  return {
    role: sd.role,
    namespaces: sd.ownNamespace ? { own_namespace: true } : sd.namespaces && { names: sd.namespaces },
    selectors: sd.labelSelector ?? sd.fieldSelector ?? sd.ownNodeOnly
      ? [{ role: sd.role, label: sd.labelSelector, field: fieldsOf(sd, scraper) }]
      : undefined,
    attach_metadata: sd.attachNodeMetadata ? { node: true } : undefined,
  };
}

function fieldsOf({ role, fieldSelector, ownNodeOnly }: KubernetesDiscovery, { onOwnNode }: Scraper): unknown {
  return ownNodeOnly && onOwnNode
    ? onOwnNode(`${fieldSelector === undefined ? '' : `${fieldSelector},`}${role === NODE ? 'metadata.name' : 'spec.nodeName'}=`)
    : fieldSelector;
}

function schemeOf(job: ScrapeConfig): ScrapeScheme {
  return job.scheme ?? (job.tls ?? job.clusterCa ?? job.insecureSkipVerify ? ScrapeScheme.HTTPS : ScrapeScheme.HTTP);
}

function tlsOf(job: ScrapeConfig): object | undefined {
  const ca = job.clusterCa ? { ca_file: `${SERVICE_ACCOUNT}/ca.crt` } : undefined;
  const skip = job.insecureSkipVerify ? { insecure_skip_verify: true } : undefined;
  if (!job.tls) {
    return ca ?? skip;
  }
  const { ca: ca_file, certificate: cert_file, key: key_file, serverName: server_name } = job.tls;
  return { ca_file, cert_file, key_file, server_name, ...skip };
}
