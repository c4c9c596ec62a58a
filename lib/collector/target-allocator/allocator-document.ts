import { Duration } from 'cdk8s';
import { MonitorPlan, WatchedKind } from './monitor-watching';
import { AllocationStrategy } from './target-allocator-props';
import { Labels } from '../../kubernetes/labels';
import { prometheusDocument } from '../../prometheus/document-values';
import { ScrapeConfig } from '../../scraping/scrape-config';
import { scrapeJob } from '../../scraping/scrape-job';
import { Scraper } from '../../scraping/scraper';
import { ServerTls } from '../../wiring';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';

/** The port of the server without encryption: probes and the allocator's own metrics, and collectors where there is no other. */
export const HTTP_PORT = 8080;

/** The port of the server that asks for certificates. */
export const HTTPS_PORT = 8443;

/** How the Target Allocator takes scrape jobs. */
export const ALLOCATOR_SCRAPER: Scraper = {
  caller: 'TargetAllocator',
  program: 'the Target Allocator',
  interval: Duration.minutes(1),
  timeout: Duration.seconds(10),
};

/** What is known of an allocator. */
export interface AllocatorPlan {
  /** The namespace of the collectors, which is its own. */
  readonly namespace?: string;
  /** Labels of the pods of the collectors. */
  readonly collectors: Labels;
  readonly strategy: AllocationStrategy;
  readonly collectorGracePeriod: Duration;
  readonly jobs: readonly ScrapeConfig[];
  readonly monitors?: MonitorPlan;
  readonly tls?: ServerTls;
}

/** A selector of labels; `{}` selects everything, and where none is written nothing is selected. */
export interface LabelSelectorDocument {
  readonly matchLabels?: { readonly [name: string]: string };
}

/**
 * What the Target Allocator reads. It ignores keys that it does not know, without a word: so there are no others here.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/v0.158.0/cmd/otel-allocator/internal/config/config.go
 */
export interface AllocatorDocument {
  readonly collector_namespace?: string;
  readonly collector_selector: LabelSelectorDocument;
  readonly allocation_strategy: AllocationStrategy;
  readonly allocation_fallback_strategy?: AllocationStrategy;
  readonly filter_strategy: 'relabel-config';
  readonly collector_not_ready_grace_period: string;
  readonly allow_insecure_auth_secrets: false;
  readonly config?: { readonly scrape_configs: readonly object[] };
  readonly https?: {
    readonly enabled: true;
    readonly listen_addr: string;
    readonly ca_file_path?: string;
    readonly tls_cert_file_path: string;
    readonly tls_key_file_path: string;
  };
  readonly prometheus_cr?: MonitorDocument;
}

/** What is watched of the Prometheus operator. */
export interface MonitorDocument {
  readonly enabled: true;
  readonly deny_fs_access_through_sms: true;
  readonly scrape_interval: string;
  readonly allow_namespaces?: readonly string[];
  readonly deny_namespaces?: readonly string[];
  readonly secret_namespaces?: readonly string[];
  readonly service_monitor_selector?: LabelSelectorDocument;
  readonly service_monitor_namespace_selector?: LabelSelectorDocument;
  readonly pod_monitor_selector?: LabelSelectorDocument;
  readonly pod_monitor_namespace_selector?: LabelSelectorDocument;
  readonly probe_selector?: LabelSelectorDocument;
  readonly probe_namespace_selector?: LabelSelectorDocument;
  readonly scrape_config_selector?: LabelSelectorDocument;
  readonly scrape_config_namespace_selector?: LabelSelectorDocument;
}

/** The document of the Target Allocator. It expands no variables: a dollar sign is one, and all it knows of secrets are their files. */
export function allocatorDocument(plan: AllocatorPlan): AllocatorDocument {
  const { namespace, collectors, strategy, collectorGracePeriod, jobs, monitors, tls } = plan;
  return decided<AllocatorDocument>({
    collector_namespace: namespace,
    collector_selector: labelSelector(collectors),
    allocation_strategy: strategy,
    // targets without a node would be given to nobody
    allocation_fallback_strategy: strategy === AllocationStrategy.PER_NODE ? AllocationStrategy.CONSISTENT_HASHING : undefined,
    filter_strategy: 'relabel-config',
    collector_not_ready_grace_period: goDuration(collectorGracePeriod),
    allow_insecure_auth_secrets: false,
    config: jobs.length > 0 ? { scrape_configs: prometheusDocument(jobs.map((job) => scrapeJob(job, ALLOCATOR_SCRAPER))) as object[] } : undefined,
    https: tls && {
      enabled: true,
      listen_addr: `:${HTTPS_PORT}`,
      ca_file_path: tls.clientCa?.path,
      tls_cert_file_path: tls.certificate.path,
      tls_key_file_path: tls.key.path,
    },
    prometheus_cr: monitors && monitorDocument(monitors, namespace),
  });
}

function monitorDocument({ kinds, namespaces, deniedNamespaces, secretNamespaces, scrapeInterval }: MonitorPlan, own?: string): MonitorDocument {
  return decided<MonitorDocument>({
    enabled: true,
    // whoever makes a ServiceMonitor could have the token of the collector sent to themselves
    deny_fs_access_through_sms: true,
    scrape_interval: goDuration(scrapeInterval),
    allow_namespaces: listed(namespaces),
    deny_namespaces: listed(deniedNamespaces),
    secret_namespaces: listed(secretNamespaces),
    ...Object.assign({}, ...kinds.map((kind) => selectors(kind, own))) as object,
  });
}

/** A kind of which nothing is written is not taken; a selector of namespaces that is not written takes every namespace. */
function selectors({ kind, selector: { labels, namespaceLabels } }: WatchedKind, own?: string): object {
  return labels === undefined ? {} : {
    [`${kind}_selector`]: labelSelector(labels),
    [`${kind}_namespace_selector`]: labelSelector(namespaceLabels ?? (own === undefined ? {} : { 'kubernetes.io/metadata.name': own })),
  };
}

function labelSelector(labels: { readonly [name: string]: string }): LabelSelectorDocument {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}

function listed(names: readonly string[]): readonly string[] | undefined {
  return names.length > 0 ? names : undefined;
}
