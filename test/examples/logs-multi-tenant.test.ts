import * as YAML from 'yaml';
import { at, find, Manifest } from '../manifests';
import { collectorIn, manifestsIn, stackIn } from './written';

const manifests: Manifest[] = manifestsIn('logs-multi-tenant');
const terraform = stackIn('logs-multi-tenant', 'storage');
const agent = collectorIn(manifests, 'agent-config');

/** Where records of a pipeline go, and as whom. */
function sentBy(pipeline: string): readonly [tenant: string, host: string] {
  const [exporter] = (at(agent, 'service.pipelines') as Record<string, { exporters: string[] }>)[pipeline]!.exporters;
  const { endpoint, headers } = (at(agent, 'exporters') as Record<string, { endpoint: string; headers: Record<string, string> }>)[exporter!]!;
  return [headers['X-Scope-OrgID']!, new URL(endpoint).hostname];
}

const processors = Object.values(at(agent, 'processors') as Record<string, { log_conditions?: string[]; log_statements?: string[] }>);
const dropped = processors.flatMap(({ log_conditions: conditions = [] }) => conditions);
const changed = processors.flatMap(({ log_statements: statements = [] }) => statements);

test('one agent writes as each tenant, for the auditors into a Loki of their own', () => {
  expect(manifests.filter(({ kind }) => kind === 'DaemonSet')).toHaveLength(1);
  expect(['logs/class-payments', 'logs/of-no-class', 'logs/class-audit'].map(sentBy)).toEqual([
    ['payments', 'loki-gateway.loki.svc'], ['platform', 'loki-gateway.loki.svc'], ['audit', 'audit-loki-headless.audit.svc'],
  ]);
});

test('what the auditors are shown lost its secrets and nothing else', () => {
  const notOfAuditors = 'not ((resource.attributes["k8s.namespace.name"] == "audit-log"))';
  const cuts = changed.filter((statement) => statement.startsWith('truncate_all'));

  expect(dropped).toHaveLength(2);
  expect(dropped.filter((condition) => !condition.includes(notOfAuditors))).toEqual([]);
  expect(cuts).toHaveLength(2);
  expect(cuts.filter((cut) => !cut.includes('where log.cache["rule-3"] == true'))).toEqual([]);
  expect(changed).toContain(`set(log.cache["rule-3"], true) where ${notOfAuditors}`);
  expect(changed.some((statement) => statement.startsWith('delete'))).toBe(false);
});

test('teams lose nine of ten DEBUG lines, and no error', () => {
  const debug = dropped.find((condition) => condition.includes('SEVERITY_NUMBER_INFO'));

  expect(debug).toMatch(/log\.severity_number < SEVERITY_NUMBER_INFO.* and log\.severity_number < SEVERITY_NUMBER_ERROR and .*IsString\(log\.body\) and SHA256.* >= "19999999"/);
});

test('each tenant keeps its logs as long as it wants', () => {
  const retentionOf = (loki: string, tenant: string) => {
    const file = (find(manifests, 'ConfigMap', `${loki}-overrides`).data as Record<string, string>)['overrides.yaml'];
    return at(YAML.parse(file), `overrides.${tenant}.retention_period`);
  };
  const days = (count: number) => `${count * 86_400}s`;

  expect([retentionOf('loki', 'payments'), retentionOf('loki', 'platform'), retentionOf('audit-loki', 'audit')]).toEqual([days(30), days(90), days(365)]);
});

test('the auditors have a bucket and a key of their own', () => {
  const buckets = at(terraform, 'resource.aws_s3_bucket') as Record<string, { bucket: string }>;

  expect(Object.values(buckets).map(({ bucket }) => bucket)).toEqual(expect.arrayContaining(['acme-prod-team-logs', 'acme-prod-audit-trail']));
  expect(Object.keys(at(terraform, 'resource.aws_kms_key') as object)).toEqual(expect.arrayContaining(['team_logs_key', 'audit_trail_key']));
});
