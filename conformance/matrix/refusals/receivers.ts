/** What receivers refuse. */
import { Duration, Size } from 'cdk8s';
import {
  FileLogReceiver, HostMetricsReceiver, HostMetricsScraper, K8sClusterReceiver, K8sObjectsMode, K8sObjectsReceiver, K8sWatchType, KubeletMetadataLabel,
  KubeletStatsReceiver, OtlpReceiver, PrometheusReceiver,
} from '../../../lib/collector/components';
import { RelabelAction } from '../../../lib/policy';
import { ScrapeConfig } from '../../../lib/scraping';
import { Refusal, refusedReceiver } from '../refusal';

const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };

const job = (more: Partial<ScrapeConfig>) => () => new PrometheusReceiver({
  scrapeConfigs: [{ jobName: 'web', staticTargets: [{ targets: ['web:80'] }], ...more }],
});

const OTLP_AND_NODE: readonly Refusal[] = [
  refusedReceiver(() => new OtlpReceiver({ grpc: false, http: false }), 'otlp: { protocols: {} }', 'must specify at least one protocol'),
  refusedReceiver(() => new HostMetricsReceiver({ scrapers: [] }), 'host_metrics: { scrapers: {} }', 'must specify at least one scraper'),
  refusedReceiver(() => new HostMetricsReceiver({ rootPath: 'hostfs' }), 'host_metrics: { root_path: hostfs, scrapers: { cpu: {} } }', 'invalid root_path'),
  refusedReceiver(() => new HostMetricsReceiver({ metrics: { 'system.nonsense': true } }),
    'host_metrics: { scrapers: { cpu: { metrics: { system.nonsense: { enabled: true } } } } }', 'invalid keys: system.nonsense'),
  refusedReceiver(() => new HostMetricsReceiver({ collectionInterval: Duration.seconds(0) }),
    'host_metrics: { collection_interval: 0s, scrapers: { cpu: {} } }', 'collection_interval'),
  refusedReceiver(() => new HostMetricsReceiver({ scrapers: [HostMetricsScraper.DISK], excludeDevices: ['('] }),
    'host_metrics: { scrapers: { disk: { exclude: { devices: ["("], match_type: regexp } } } }', 'error parsing regexp'),
  refusedReceiver(() => new K8sClusterReceiver({ collectionInterval: Duration.seconds(0) }), 'k8s_cluster: { collection_interval: 0s }', 'non-positive interval for NewTicker',
    { onlyAtStart: true, rules: new K8sClusterReceiver()._needs().clusterRules }),
  refusedReceiver(() => new K8sObjectsReceiver({ objects: [{ resource: 'pods', mode: K8sObjectsMode.PULL, excludeWatchTypes: [K8sWatchType.ADDED] }] }),
    'k8s_objects: { auth_type: serviceAccount, objects: [{ name: pods, mode: pull, exclude_watch_type: [ADDED] }] }', 'the Exclude config can only be used with watch mode',
    { rules: [PODS] }),
  refusedReceiver(() => new KubeletStatsReceiver({ extraMetadataLabels: [KubeletMetadataLabel.CONTAINER_ID, KubeletMetadataLabel.CONTAINER_ID] }),
    'kubelet_stats: { auth_type: none, endpoint: "http://10.0.0.1:10255", extra_metadata_labels: [container.id, container.id] }',
    'duplicate metadata label: "container.id"'),
];

const FILES: readonly Refusal[] = [
  refusedReceiver(() => new FileLogReceiver({ include: [] }), 'file_log: { include: [] }', "'include' must be specified"),
  refusedReceiver(() => new FileLogReceiver({ include: ['/var/log/[a'] }), 'file_log: { include: ["/var/log/[a"] }',
    'include: parse glob: syntax error in pattern'),
  refusedReceiver(() => new FileLogReceiver({ maxLogSize: Size.kibibytes(0) }), 'file_log: { include: [/a], max_log_size: 0 }',
    "'max_log_size' must be positive"),
  refusedReceiver(() => new FileLogReceiver({ maxConcurrentFiles: 0 }), 'file_log: { include: [/a], max_concurrent_files: 0 }',
    "'max_concurrent_files' must be positive"),
  refusedReceiver(() => new FileLogReceiver({ pollInterval: Duration.seconds(0) }), 'file_log: { include: [/a], poll_interval: 0s }', 'time.NewTicker',
    { onlyAtStart: true }),
  refusedReceiver(() => new FileLogReceiver({ multiline: {} }), 'file_log: { include: [/a], operators: [{ type: recombine, combine_field: body }] }',
    'one of is_first_entry and is_last_entry must be set'),
  refusedReceiver(() => new FileLogReceiver({ multiline: { firstLine: 'a', lastLine: 'b' } }),
    'file_log: { include: [/a], operators: [{ type: recombine, combine_field: body, is_first_entry: "true", is_last_entry: "true" }] }',
    'only one of is_first_entry and is_last_entry can be set'),
  refusedReceiver(() => new FileLogReceiver({ multiline: { firstLine: '(' } }),
    'file_log: { include: [/a], operators: [{ type: recombine, combine_field: body, is_first_entry: \'body matches "("\' }] }',
    'error parsing regexp: missing closing ): `(` (1:6)'),
  refusedReceiver(() => new FileLogReceiver({ json: { parseTo: 'nowhere' } }),
    'file_log: { include: [/a], operators: [{ type: json_parser, parse_to: nowhere }] }',
    "'parse_to' unrecognized prefix"),
  refusedReceiver(() => new FileLogReceiver({ json: { timeField: 'time', timeLayout: '%Q' } }),
    'file_log: { include: [/a], operators: [{ type: json_parser, timestamp: { parse_from: attributes.time, layout: "%Q" } }] }',
    '[unsupported ctimefmt.toNative() directive: %Q]'),
  refusedReceiver(() => new FileLogReceiver({ json: { timeField: 'time' } }),
    'file_log: { include: [/a], operators: [{ type: json_parser, timestamp: { parse_from: attributes.time } }] }',
    'missing required configuration parameter `layout`'),
];

const scrape = (more: string) => `prometheus: { config: { scrape_configs: [{ job_name: web, static_configs: [{ targets: ["web:80"] }], ${more} }] } }`;

const PROMETHEUS: readonly Refusal[] = [
  refusedReceiver(() => new PrometheusReceiver({}), 'prometheus: {}', 'no Prometheus scrape_configs or target_allocator set'),
  refusedReceiver(job({ jobName: '' }), 'prometheus: { config: { scrape_configs: [{ job_name: "" }] } }', 'job_name is empty'),
  refusedReceiver(() => new PrometheusReceiver({ scrapeConfigs: ['web', 'web'].map((jobName) => ({ jobName, staticTargets: [{ targets: ['web:80'] }] })) }),
    'prometheus: { config: { scrape_configs: [{ job_name: web }, { job_name: web }] } }', 'found multiple scrape configs with job name "web"'),
  refusedReceiver(job({ scrapeInterval: Duration.seconds(5), scrapeTimeout: Duration.seconds(10) }), scrape('scrape_interval: 5s, scrape_timeout: 10s'),
    'scrape timeout greater than scrape interval for scrape config with job name "web"'),
  refusedReceiver(job({ sampleLimit: -1 }), scrape('sample_limit: -1'), 'cannot unmarshal !!int `-1` into uint'),
  refusedReceiver(job({ staticTargets: [{ targets: ['http://web/metrics'] }] }),
    'prometheus: { config: { scrape_configs: [{ job_name: web, static_configs: [{ targets: ["http://web/metrics"] }] }] } }',
    '"http://web/metrics" is not a valid hostname'),
  refusedReceiver(job({ relabelConfigs: [{ action: RelabelAction.HASHMOD, targetLabel: 'shard' }] }),
    scrape('relabel_configs: [{ action: hashmod, target_label: shard }]'), 'relabel configuration for hashmod requires non-zero modulus'),
  refusedReceiver(job({ relabelConfigs: [{ regex: '(?!x)', targetLabel: 'a' }] }), scrape('relabel_configs: [{ regex: "(?!x)", target_label: a }]'),
    'error parsing regexp: invalid or unsupported Perl syntax: `(?!`'),
  refusedReceiver(job({ relabelConfigs: [{ action: RelabelAction.LABELDROP, regex: 'a', targetLabel: 'b' }] }),
    scrape('relabel_configs: [{ action: labeldrop, regex: a, target_label: b }]'), "labeldrop action requires only 'regex', and no other fields"),
  refusedReceiver(job({ relabelConfigs: [{}] }), scrape('relabel_configs: [{ action: replace }]'),
    "relabel configuration for replace action requires 'target_label' value"),
  refusedReceiver(job({ relabelConfigs: [{ action: RelabelAction.KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b', regex: 'c' }] }),
    scrape('relabel_configs: [{ action: keepequal, source_labels: [a], target_label: b, regex: c }]'),
    "keepequal action requires only 'source_labels' and `target_label`, and no other fields"),
  refusedReceiver(job({ serviceAccountToken: true, clusterCa: true, extra: { basic_auth: { username: 'a' } } }),
    scrape('authorization: { credentials: a }, basic_auth: { username: a }'), 'at most one of basic_auth, oauth2 & authorization must be configured'),
  refusedReceiver(() => new PrometheusReceiver({ targetAllocator: { endpoint: 'http://allocator', collectorId: '' } }),
    'prometheus: { target_allocator: { endpoint: "http://allocator", interval: 30s, collector_id: "" } }', 'CollectorID is not a valid ID'),
  refusedReceiver(() => new PrometheusReceiver({ targetAllocator: { endpoint: 'http://allocator', interval: Duration.seconds(0) } }),
    'prometheus: { target_allocator: { endpoint: "http://allocator", interval: 0s, collector_id: a } }', 'interval must be a positive duration, got 0s'),
];

export const REFUSED_RECEIVERS: readonly Refusal[] = [...OTLP_AND_NODE, ...FILES, ...PROMETHEUS];
