import { Duration } from 'cdk8s';
import { requireInterval } from './collection-interval';
import { requireLabelSelector, requireNamespaces, watching } from '../kubernetes-access';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from './scrape-config';
import { requireRelabellings } from '../../../policy/relabel/relabel-requirements';
import { prometheusRule } from '../../../policy/relabel/relabel-writers';
import { fail } from '../../../validation';
import { AccessRule } from '../../../wiring';
import { goDuration } from '../../../wiring/go-duration';
import { tlsConfig } from '../client-connection';
import { env } from '../expansion';

/** Where a pod finds the credentials of its ServiceAccount. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const CALLER = 'PrometheusReceiver';

const DEFAULTED = 'Prometheus takes its own default then, and says nothing';

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;

/** What the API is asked for, by role: recorded with collector 0.161 on a real API server. */
const READS: { readonly [role in KubernetesDiscoveryRole]: readonly (readonly [apiGroup: string, resource: string])[] } = {
  [NODE]: [['', 'nodes']],
  [POD]: [['', 'pods']],
  [SERVICE]: [['', 'services']],
  [ENDPOINTSLICE]: [['discovery.k8s.io', 'endpointslices'], ['', 'services'], ['', 'pods']],
  [INGRESS]: [['networking.k8s.io', 'ingresses']],
};

/** Options by the keys that they write. */
const OWN_KEYS: { readonly [key: string]: keyof ScrapeConfig } = {
  job_name: 'jobName',
  scrape_interval: 'scrapeInterval',
  scrape_timeout: 'scrapeTimeout',
  metrics_path: 'metricsPath',
  scheme: 'scheme',
  static_configs: 'staticTargets',
  kubernetes_sd_configs: 'kubernetes',
  relabel_configs: 'relabelConfigs',
  metric_relabel_configs: 'metricRelabelConfigs',
  honor_labels: 'honorLabels',
  sample_limit: 'sampleLimit',
  label_limit: 'labelLimit',
  tls_config: 'tls',
};

/** A scrape job in the words of Prometheus. */
export function scrapeJob(job: ScrapeConfig): object {
  return {
    ...job.extra,
    job_name: job.jobName,
    scrape_interval: job.scrapeInterval ?? Duration.minutes(1),
    scrape_timeout: timeoutOf(job),
    metrics_path: job.metricsPath ?? '/metrics',
    scheme: schemeOf(job),
    honor_labels: job.honorLabels ? true : undefined,
    sample_limit: job.sampleLimit,
    label_limit: job.labelLimit,
    authorization: job.serviceAccountToken ? { type: 'Bearer', credentials_file: `${SERVICE_ACCOUNT}/token` } : job.extra?.authorization,
    tls_config: tlsOf(job),
    static_configs: job.staticTargets?.map(({ targets, labels }) => ({ targets, labels })),
    kubernetes_sd_configs: job.kubernetes?.map(discovery),
    relabel_configs: job.relabelConfigs?.map(prometheusRule),
    metric_relabel_configs: job.metricRelabelConfigs?.map(prometheusRule),
  };
}

/** What a job reads in every namespace. */
export function clusterAccess(job: ScrapeConfig): AccessRule[] {
  const kubelets = job.serviceAccountToken && job.kubernetes?.some(({ role }) => role === NODE);
  return [
    ...(job.kubernetes ?? []).filter(({ ownNamespace }) => !ownNamespace).flatMap(({ role }) => reads(role)),
    ...(job.kubernetes?.some(({ attachNodeMetadata }) => attachNodeMetadata) ? reads(NODE) : []),
    ...(kubelets ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : []),
  ];
}

/** What a job reads in its own namespace. */
export function namespaceAccess(job: ScrapeConfig): AccessRule[] {
  return (job.kubernetes ?? []).filter(({ ownNamespace }) => ownNamespace).flatMap(({ role }) => reads(role));
}

/** Fails on what Prometheus refuses in a job, and on what would be scraped by nobody. */
export function requireJob(job: ScrapeConfig, others: readonly ScrapeConfig[]): void {
  const refuse = (what: string, why: string, fix: string): never => fail(CALLER, { what: `job '${job.jobName}': ${what}`, why, fix });
  if (job.jobName === '') {
    fail(CALLER, { what: 'a job has an empty jobName', why: 'the collector refuses it', fix: "jobName: 'pods'" });
  }
  if (others.filter(({ jobName }) => jobName === job.jobName).length > 1) {
    fail(CALLER, { what: `two jobs are called '${job.jobName}'`, why: 'the collector refuses it', fix: 'give each job a name of its own' });
  }
  requireInterval(CALLER, `job '${job.jobName}': scrapeInterval`, job.scrapeInterval ?? Duration.minutes(1), DEFAULTED);
  requireInterval(CALLER, `job '${job.jobName}': scrapeTimeout`, timeoutOf(job), DEFAULTED);
  const interval = job.scrapeInterval ?? Duration.minutes(1);
  if (timeoutOf(job).toMilliseconds() > interval.toMilliseconds()) {
    refuse(`scrapeTimeout ${goDuration(timeoutOf(job))} is longer than scrapeInterval ${goDuration(interval)}`,
      'the collector refuses it', `scrapeTimeout: at most ${goDuration(interval)}`);
  }
  if (job.metricsPath !== undefined && !job.metricsPath.startsWith('/')) {
    refuse(`metricsPath '${job.metricsPath}' does not begin with a slash`, 'no target would have it', `metricsPath: '/${job.metricsPath}'`);
  }
  requireLimit(job, 'sampleLimit');
  requireLimit(job, 'labelLimit');
  requireTargets(job, refuse);
  requireHttps(job, refuse);
  requireExtra(job, refuse);
  (job.kubernetes ?? []).forEach((sd) => requireDiscovery(sd, refuse));
  requireRelabellings(CALLER, `job '${job.jobName}': relabelConfigs`, job.relabelConfigs ?? []);
  requireRelabellings(CALLER, `job '${job.jobName}': metricRelabelConfigs`, job.metricRelabelConfigs ?? []);
}

type Refuse = (what: string, why: string, fix: string) => never;

function requireLimit(job: ScrapeConfig, property: 'sampleLimit' | 'labelLimit'): void {
  const limit = job[property];
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    fail(CALLER, { what: `job '${job.jobName}': ${property} is ${limit}`, why: 'the collector refuses it', fix: `${property}: a whole number` });
  }
}

function requireTargets(job: ScrapeConfig, refuse: Refuse): void {
  const discovered = Object.keys(job.extra ?? {}).some((key) => key.endsWith('_sd_configs'));
  if ((job.staticTargets ?? []).length + (job.kubernetes ?? []).length === 0 && !discovered) {
    refuse('it has neither staticTargets nor kubernetes', 'nothing would be scraped', "staticTargets: [{ targets: ['web.shop.svc:8080'] }]");
  }
  for (const { targets, labels } of job.staticTargets ?? []) {
    if (targets.length === 0) {
      refuse('staticTargets has no targets', 'nothing would be scraped', "targets: ['web.shop.svc:8080']");
    }
    const wrong = targets.find((target) => target === '' || /[/\s]/.test(target) || Number(/:(\d+)$/.exec(target)?.[1] ?? 1) > 65535);
    if (wrong !== undefined) {
      refuse(`target '${wrong}' is not a host with a port`, 'the collector refuses it, or never reaches it',
        "targets: ['web.shop.svc:8080'], with scheme and metricsPath");
    }
    if (Object.hasOwn(labels ?? {}, '')) {
      refuse('labels of staticTargets have an empty name', 'the collector refuses it', "labels: { team: 'shop' }");
    }
  }
}

function requireHttps(job: ScrapeConfig, refuse: Refuse): void {
  const given = job.tls ? 'tls' : job.clusterCa ? 'clusterCa' : job.insecureSkipVerify ? 'insecureSkipVerify' : undefined;
  if (job.tls && !job.tls.enabled) {
    refuse('tls is Tls.plaintext()', 'a scheme says that, and certificates would be asked for nevertheless', 'scheme: ScrapeScheme.HTTP');
  }
  const schemeOfTargets = job.relabelConfigs?.some(({ targetLabel }) => targetLabel === '__scheme__');
  if (given && job.scheme === ScrapeScheme.HTTP && !schemeOfTargets) {
    refuse(`${given} is given, and scheme is http`, 'nothing would be verified, and a token would cross the network in clear text', 'scheme: ScrapeScheme.HTTPS');
  }
  if (job.tls && job.clusterCa) {
    refuse('tls and clusterCa are both given', 'one authority would be forgotten', 'leave clusterCa out');
  }
  if (job.insecureSkipVerify && (job.clusterCa || job.tls?.ca)) {
    refuse('insecureSkipVerify is on, with an authority to ask', 'it would never be asked', 'leave insecureSkipVerify out');
  }
}

function requireExtra(job: ScrapeConfig, refuse: Refuse): void {
  for (const key of Object.keys(job.extra ?? {})) {
    if (Object.hasOwn(OWN_KEYS, key)) {
      refuse(`extra has '${key}'`, `it is the option ${OWN_KEYS[key]}, which would win`, `${OWN_KEYS[key]}: …`);
    }
    if (job.serviceAccountToken && ['authorization', 'basic_auth', 'oauth2', 'bearer_token', 'bearer_token_file'].includes(key)) {
      refuse(`extra has '${key}', with serviceAccountToken`, 'a target is shown one credential: the collector refuses two', `leave ${key} or serviceAccountToken out`);
    }
  }
}

function requireDiscovery(sd: KubernetesDiscovery, refuse: Refuse): void {
  requireNamespaces(CALLER, sd.namespaces);
  if (sd.ownNamespace && (sd.namespaces || sd.role === NODE)) {
    refuse(`ownNamespace is on, with ${sd.namespaces ? 'namespaces' : 'nodes, which are in none'}`, 'only one of them can be meant', 'leave ownNamespace out');
  }
  if (sd.ownNodeOnly && sd.role !== POD && sd.role !== NODE) {
    refuse(`ownNodeOnly is on for role ${sd.role}`, 'the API cannot tell on which node they are: every agent would scrape all of them',
      'role: KubernetesDiscoveryRole.POD');
  }
  if (sd.attachNodeMetadata && sd.role !== POD && sd.role !== ENDPOINTSLICE) {
    refuse(`attachNodeMetadata is on for role ${sd.role}`, 'only pods and endpoint slices are on nodes: it would be ignored', 'leave attachNodeMetadata out');
  }
  requireLabelSelector(CALLER, sd.labelSelector);
  const wrong = (sd.fieldSelector ?? '').split(',').find((term) => term !== '' && !/^[^=!]+(==?|!=)[^=!]*$/.test(term));
  if (wrong !== undefined) {
    refuse(`fieldSelector has '${wrong}'`, 'the collector refuses what is not a comparison', "fieldSelector: 'status.phase=Running'");
  }
}

function discovery(sd: KubernetesDiscovery): object {
  return {
    role: sd.role,
    namespaces: sd.ownNamespace ? { own_namespace: true } : sd.namespaces && { names: sd.namespaces },
    selectors: sd.labelSelector ?? sd.fieldSelector ?? sd.ownNodeOnly
      ? [{ role: sd.role, label: sd.labelSelector, field: fieldsOf(sd) }]
      : undefined,
    attach_metadata: sd.attachNodeMetadata ? { node: true } : undefined,
  };
}

function fieldsOf({ role, fieldSelector, ownNodeOnly }: KubernetesDiscovery): unknown {
  return ownNodeOnly
    ? env('NODE_NAME', `${fieldSelector === undefined ? '' : `${fieldSelector},`}${role === NODE ? 'metadata.name' : 'spec.nodeName'}=`)
    : fieldSelector;
}

function reads(role: KubernetesDiscoveryRole): AccessRule[] {
  return READS[role].map(([apiGroup, resource]) => watching(apiGroup, resource));
}

function timeoutOf({ scrapeInterval, scrapeTimeout }: ScrapeConfig): Duration {
  return scrapeTimeout ?? Duration.millis(Math.min(10_000, (scrapeInterval ?? Duration.minutes(1)).toMilliseconds()));
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
  const { server_name_override: server_name, insecure: _, ...files } = tlsConfig(job.tls) as { server_name_override?: string; insecure: boolean };
  return { ...files, server_name, ...skip };
}
