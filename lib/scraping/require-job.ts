import { requireInterval } from './collection-interval';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from './scrape-config';
import { intervalOf, timeoutOf } from './scrape-job';
import { Scraper } from './scraper';
import { requireLabelSelector, requireNamespaces } from '../kubernetes/api-access';
import { requireRelabellings } from '../policy/relabel/relabel-requirements';
import { fail } from '../validation';
import { Needs } from '../wiring';
import { goDuration } from '../wiring/go-duration';

const DEFAULTED = 'Prometheus takes its own default then, and says nothing';

const { NODE, POD, ENDPOINTSLICE } = KubernetesDiscoveryRole;

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

type Refuse = (what: string, why: string, fix: string) => never;

/** Fails on what Prometheus refuses in a job, and on what would be scraped by nobody. */
export function requireJob(job: ScrapeConfig, others: readonly ScrapeConfig[], scraper: Scraper): void {
  const { caller, program } = scraper;
  const refused = `${program} refuses it`;
  const refuse: Refuse = (what, why, fix) => fail(caller, { what: `job '${job.jobName}': ${what}`, why, fix });
  if (job.jobName === '') {
    fail(caller, { what: 'a job has an empty jobName', why: refused, fix: "jobName: 'pods'" });
  }
  if (others.filter(({ jobName }) => jobName === job.jobName).length > 1) {
    fail(caller, { what: `two jobs are called '${job.jobName}'`, why: refused, fix: 'give each job a name of its own' });
  }
  const timed = job.scrapeInterval ? 'scrapeInterval' : job.scrapeTimeout ? 'scrapeTimeout' : undefined;
  if (job.tier && timed) {
    refuse(`${timed} is given, with the tier '${job.tier.name}'`, 'the tier has its own, which nobody would expect to be another', `leave ${timed} or tier out`);
  }
  const [interval, timeout] = [intervalOf(job, scraper), timeoutOf(job, scraper)];
  requireInterval(caller, `job '${job.jobName}': scrapeInterval`, interval, DEFAULTED);
  requireInterval(caller, `job '${job.jobName}': scrapeTimeout`, timeout, DEFAULTED);
  if (timeout.toMilliseconds() > interval.toMilliseconds()) {
    refuse(`scrapeTimeout ${goDuration(timeout)} is longer than scrapeInterval ${goDuration(interval)}`,
      refused, `scrapeTimeout: at most ${goDuration(interval)}`);
  }
  if (job.metricsPath !== undefined && !job.metricsPath.startsWith('/')) {
    refuse(`metricsPath '${job.metricsPath}' does not begin with a slash`, 'no target would have it', `metricsPath: '/${job.metricsPath}'`);
  }
  (['sampleLimit', 'labelLimit'] as const).forEach((limit) => requireLimit(limit, job[limit], refused, refuse));
  requireTargets(job, refused, refuse);
  requireHttps(job, refuse);
  requireExtra(job, refused, refuse);
  (job.kubernetes ?? []).forEach((sd) => requireDiscovery(sd, scraper, refuse));
  requireRelabellings(caller, `job '${job.jobName}': relabelConfigs`, job.relabelConfigs ?? []);
  requireRelabellings(caller, `job '${job.jobName}': metricRelabelConfigs`, job.metricRelabelConfigs ?? []);
}

/** Fails when a job reads the authority of the cluster, and the pod would not have it: without access to the API it has no files of its ServiceAccount. */
export function requireClusterCa(jobs: readonly ScrapeConfig[], needs: Needs, { caller, program }: Scraper): void {
  const { clusterRules = [], namespaceRules = [], nonResourcePaths = [] } = needs;
  const job = jobs.find(({ clusterCa }) => clusterCa);
  if (job && clusterRules.length + namespaceRules.length + nonResourcePaths.length === 0) {
    fail(caller, {
      what: `job '${job.jobName}': clusterCa is on, and nothing needs access to the Kubernetes API`,
      why: `a pod without access gets no files of its ServiceAccount, and the authority is one of them: ${program} would not start`,
      fix: 'serviceAccountToken: true when the target asks who it is, or tls: Tls.custom({ ca: … })',
    });
  }
}

function requireLimit(property: string, limit: number | undefined, refused: string, refuse: Refuse): void {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    refuse(`${property} is ${limit}`, refused, `${property}: a whole number`);
  }
}

function requireTargets(job: ScrapeConfig, refused: string, refuse: Refuse): void {
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
      refuse(`target '${wrong}' is not a host with a port`, `${refused}, or never reaches it`,
        "targets: ['web.shop.svc:8080'], with scheme and metricsPath");
    }
    if (Object.hasOwn(labels ?? {}, '')) {
      refuse('labels of staticTargets have an empty name', refused, "labels: { team: 'shop' }");
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

function requireExtra(job: ScrapeConfig, refused: string, refuse: Refuse): void {
  for (const key of Object.keys(job.extra ?? {})) {
    if (Object.hasOwn(OWN_KEYS, key)) {
      refuse(`extra has '${key}'`, `it is the option ${OWN_KEYS[key]}, which would win`, `${OWN_KEYS[key]}: …`);
    }
    if (job.serviceAccountToken && ['authorization', 'basic_auth', 'oauth2', 'bearer_token', 'bearer_token_file'].includes(key)) {
      refuse(`extra has '${key}', with serviceAccountToken`, `a target is shown one credential: ${refused}`, `leave ${key} or serviceAccountToken out`);
    }
  }
}

function requireDiscovery(sd: KubernetesDiscovery, { caller, program, onOwnNode }: Scraper, refuse: Refuse): void {
  requireNamespaces(caller, sd.namespaces);
  if (sd.ownNamespace && (sd.namespaces || sd.role === NODE)) {
    refuse(`ownNamespace is on, with ${sd.namespaces ? 'namespaces' : 'nodes, which are in none'}`, 'only one of them can be meant', 'leave ownNamespace out');
  }
  if (sd.ownNodeOnly && onOwnNode === undefined) {
    refuse('ownNodeOnly is on', `${program} is not on every node: nobody would scrape the others`, 'leave ownNodeOnly out');
  }
  if (sd.ownNodeOnly && sd.role !== POD && sd.role !== NODE) {
    refuse(`ownNodeOnly is on for role ${sd.role}`, 'the API cannot tell on which node they are: every agent would scrape all of them',
      'role: KubernetesDiscoveryRole.POD');
  }
  if (sd.attachNodeMetadata && sd.role !== POD && sd.role !== ENDPOINTSLICE) {
    refuse(`attachNodeMetadata is on for role ${sd.role}`, 'only pods and endpoint slices are on nodes: it would be ignored', 'leave attachNodeMetadata out');
  }
  requireLabelSelector(caller, sd.labelSelector);
  const wrong = (sd.fieldSelector ?? '').split(',').find((term) => term !== '' && !/^[^=!]+(==?|!=)[^=!]*$/.test(term));
  if (wrong !== undefined) {
    refuse(`fieldSelector has '${wrong}'`, `${program} refuses what is not a comparison`, "fieldSelector: 'status.phase=Running'");
  }
}
