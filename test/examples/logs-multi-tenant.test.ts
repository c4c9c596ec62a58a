import * as YAML from 'yaml';
import { at, find, Manifest } from '../manifests';
import { collectorIn, manifestsIn, stackIn } from './written';

const manifests: Manifest[] = manifestsIn('logs-multi-tenant');
const terraform = stackIn('logs-multi-tenant', 'storage');
const agentOf = (tenant: string) => collectorIn(manifests, `agent-of-${tenant}-config`);

/** The exporter of an agent. */
function exporterOf(tenant: string): { endpoint: string; headers: Record<string, string> } {
  const [exporter] = Object.values(at(agentOf(tenant), 'exporters') as Record<string, { endpoint: string; headers: Record<string, string> }>);
  return exporter;
}

test('each agent writes as its tenant, the auditors into a Loki of their own', () => {
  expect(['payments', 'platform', 'audit'].map((tenant) => [exporterOf(tenant).headers['X-Scope-OrgID'], new URL(exporterOf(tenant).endpoint).hostname])).toEqual([
    ['payments', 'loki-gateway.loki.svc'], ['platform', 'loki-gateway.loki.svc'], ['audit', 'audit-loki-headless.audit.svc'],
  ]);
});

test('what the auditors are shown lost its secrets and nothing else', () => {
  const processors = at(agentOf('audit'), 'processors') as Record<string, { log_statements?: string[] }>;

  expect(Object.keys(processors).filter((id) => id.startsWith('filter'))).toEqual([]);
  expect(processors['transform/log-volume-0'].log_statements?.every((statement) => statement.startsWith('replace_'))).toBe(true);
});

test('teams lose nine of ten DEBUG lines, and no error', () => {
  const conditions = at(agentOf('payments'), 'processors.filter/log-volume-0.log_conditions') as string[];

  expect(conditions).toHaveLength(1);
  expect(conditions[0]).toMatch(/log\.severity_number < SEVERITY_NUMBER_INFO.* and log\.severity_number < SEVERITY_NUMBER_ERROR and SHA256.* >= "19999999"$/);
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
