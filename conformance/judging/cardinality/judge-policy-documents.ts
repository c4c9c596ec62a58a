/** What policies are written as, read by the programs for which it is written: Prometheus, Thanos and Loki. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { AggregationFunction, CardinalityPolicies, CardinalityPolicy, Relabeling, RuleGroup } from '../../../lib/policy';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';
import { Finding, Verdict } from '../verdict';

export const POLICY_DOCUMENTS = 'policy documents';

/** Everything that a policy can be written as. */
const POLICY = CardinalityPolicies.cadvisor().and(CardinalityPolicies.kubeStateMetrics()).and(new CardinalityPolicy({
  unique: true,
  dropLabels: ['pod_ip', 'tmp_.*'],
  renameLabels: { status: 'code' },
  mapLabels: [{ label: 'path', match: '(/api/[^/]+)/.*', replacement: '$1/*' }, { label: 'path', match: '/api/.*', replacement: '${1}' }],
  keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 1, 1e6] }],
  forSeries: [{ metrics: 'http_.*', labels: { 'namespace': 'shop|bank', 'service.name': '.+' }, dropLabels: ['user'] }],
  aggregate: [
    { metric: 'http_requests_total', by: ['namespace', 'service.name'], window: Duration.minutes(5), interval: Duration.minutes(1) },
    { metric: 'queue_length', without: ['pod'], function: AggregationFunction.MAX },
    { metric: 'http_request_duration_seconds_bucket', by: ['le'], window: Duration.days(1) },
  ],
  limits: { samples: 1000, labels: 30, labelNameLength: 100, labelValueLength: 200, bodySize: Size.kibibytes(1.5), targets: 50 },
  budget: { seriesPerTarget: 2000, seriesPerJob: 50_000, series: 1_000_000 },
}));

interface Subject {
  readonly name: string;
  readonly document: object;
  /** something that the program must refuse, or it does not look */
  readonly broken: object;
  readonly ask: (file: string) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
}

function prometheus(rules: readonly object[], limits: object = POLICY.limitsForPrometheus()): object {
  return {
    scrape_configs: [{ job_name: 'pods', static_configs: [{ targets: ['localhost:1'] }], metric_relabel_configs: rules, ...limits }],
    remote_write: [{ url: 'http://localhost:2/write', write_relabel_configs: Relabeling.of(POLICY.writeRelabelConfigs()).toPrometheus() }],
  };
}

function loki(otlp: object): object {
  return {
    auth_enabled: false,
    common: { path_prefix: '/tmp/loki', replication_factor: 1, ring: { kvstore: { store: 'inmemory' } } },
    schema_config: { configs: [{ from: '2026-01-01', store: 'tsdb', object_store: 'filesystem', schema: 'v13', index: { prefix: 'index_', period: '24h' } }] },
    storage_config: { filesystem: { directory: '/tmp/loki/chunks' } },
    limits_config: { otlp_config: otlp },
  };
}

const groups = RuleGroup.toFile(POLICY.ruleGroups());
const brokenGroups = { groups: [{ name: 'a', rules: [{ record: 'a:b:c', expr: 'sum by (a (b)' }] }] };

const SUBJECTS: readonly Subject[] = [
  {
    name: 'a configuration of Prometheus',
    document: prometheus(Relabeling.of(POLICY.metricRelabelConfigs()).toPrometheus()),
    broken: prometheus([{ action: 'labeldrop', regex: '(?=a)' }]),
    ask: (file) => run(judge('promtool'), ['check', 'config', file]),
  },
  {
    name: 'limits of Prometheus', document: prometheus([]), broken: prometheus([], { sample_limits: 1 }), ask: (file) => run(judge('promtool'), ['check', 'config', file]),
  },
  { name: 'rules of Prometheus', document: groups, broken: brokenGroups, ask: (file) => run(judge('promtool'), ['check', 'rules', '--lint=all', '--lint-fatal', file]) },
  { name: 'rules of Thanos', document: groups, broken: brokenGroups, ask: (file) => run(judge('thanos'), ['tools', 'rules-check', `--rules=${file}`]) },
  {
    name: 'labels of streams of Loki',
    document: loki(POLICY.lokiOtlpConfig()),
    broken: loki({ resource_attributes: { ignore_defaults: true, attributes_config: [{ action: 'label', attributes: ['a'] }] } }),
    ask: (file) => run(judge('loki'), ['-verify-config', `-config.file=${file}`]),
  },
];

/** One verdict on what each program reads, and one on whether it looks. */
export async function judgeDocumentsOfPolicies(): Promise<Verdict[]> {
  const folder = temporaryFolder('policy-documents');
  const verdicts = await Promise.all(SUBJECTS.map(async ({ name, document, broken, ask }, index) => {
    const [good, bad] = [join(folder, `${index}.yaml`), join(folder, `${index}-broken.yaml`)];
    writeFileSync(good, stringify(document));
    writeFileSync(bad, stringify(broken));
    const [accepted, refused] = [await ask(good), await ask(bad)];
    return [
      verdictOn(name, accepted.code === 0 ? [] : [{ check: 'read', message: `${accepted.stdout}${accepted.stderr}`.slice(0, 2_000) }]),
      verdictOn(`${name}, broken`, refused.code !== 0 ? [] : [{ check: 'refused', message: 'a broken document was taken for right' }]),
    ];
  }));
  return verdicts.flat();
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: POLICY_DOCUMENTS, example: 'lib', file: 'policy/cardinality', object, findings };
}
