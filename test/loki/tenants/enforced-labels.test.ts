import * as YAML from 'yaml';
import { CardinalityPolicy, LokiTenant } from '../../../lib';
import { distributed, documentOf, fileOf, monolithic, problems, whats, written } from '../program';

const OTLP = { indexLabels: ['service.name', 'k8s.namespace.name', 'k8s.container.name'] };
const enforcing = (...enforcedLabels: string[]) => new LokiTenant('payments', { enforcedLabels });

/** What is wrong with labels that a tenant enforces, and how it is mended. */
function judged(...enforcedLabels: string[]): [what: string, fix: string][] {
  return problems(() => distributed({ otlp: OTLP, tenants: [enforcing(...enforcedLabels)] })).map(({ what, fix }) => [what, fix]);
}

test('labels that every stream must have, and lines that are cut, are limits of all or of one', () => {
  const manifests = written(distributed({
    otlp: OTLP, limits: { enforcedLabels: ['k8s_namespace_name'], truncateLines: true }, tenants: [new LokiTenant('payments', { enforcedLabels: [], truncateLines: false })],
  }));

  expect(documentOf(manifests).limits_config).toMatchObject({ enforced_labels: ['k8s_namespace_name'], max_line_size_truncate: true });
  expect(YAML.parse(fileOf(manifests, 'loki-overrides', 'overrides.yaml'))).toEqual({ overrides: { payments: { enforced_labels: [], max_line_size_truncate: false } } });
  expect(documentOf(written(distributed())).limits_config).not.toMatchObject({ enforced_labels: expect.anything() as unknown });
});

test('a label of streams may be enforced', () => {
  expect(judged('k8s_namespace_name', 'k8s_container_name')).toEqual([]);
});

test('one that no stream has is a problem, once', () => {
  const fix = 'leave it out, or one of k8s_namespace_name, k8s_container_name, or its attribute among otlp.indexLabels';

  expect(judged('team', 'team', 'k8s_pod_name')).toEqual([
    ["enforcedLabels of 'payments' has 'team'", fix], ["enforcedLabels of 'payments' has 'k8s_pod_name'", fix],
  ]);
});

test('an attribute is not its label', () => {
  expect(judged('k8s.namespace.name')).toEqual([["enforcedLabels of 'payments' has 'k8s.namespace.name'", "'k8s_namespace_name', as queries call it"]]);
});

test('what a policy takes away cannot be enforced', () => {
  const otlp = { ...OTLP, policy: new CardinalityPolicy({ dropLabels: ['k8s_container_name'] }) };

  expect(whats(() => monolithic({ otlp, limits: { enforcedLabels: ['k8s_container_name'] } }))).toEqual(["loki/loki: enforcedLabels of every tenant has 'k8s_container_name'"]);
});

test('where streams have no labels, none is offered', () => {
  expect(problems(() => distributed({ otlp: { indexLabels: [] }, tenants: [enforcing('team')] })).map(({ fix }) => fix)).toEqual([
    'leave it out, or its attribute among otlp.indexLabels',
  ]);
});

test('the name of a service can be enforced only where Loki names none', () => {
  const extraConfig = { limits_config: { discover_service_name: [] } };

  expect(judged('service_name').map(([what]) => what)).toEqual(["enforcedLabels of 'payments' has 'service_name'"]);
  expect(problems(() => distributed({ otlp: OTLP, extraConfig, tenants: [enforcing('service_name')] }))).toEqual([]);
  expect(problems(() => distributed({ otlp: OTLP, extraConfig: { limits_config: { discover_service_name: ['app'] } }, tenants: [enforcing('service_name')] }))).toHaveLength(1);
});

describe('a canary', () => {
  const own = new LokiTenant('canary', { enforcedLabels: [] });
  const watched = (props: object) => whats(() => monolithic({ otlp: OTLP, canary: {}, ...props }));

  test('has none of the labels of workloads', () => {
    const what = "loki/loki: the canary writes as 'default', whose streams must have k8s_namespace_name";

    expect(watched({ limits: { enforcedLabels: ['k8s_namespace_name'] } })).toEqual([what]);
    expect(watched({ defaultTenant: new LokiTenant('default', { enforcedLabels: ['k8s_namespace_name'] }) })).toEqual([what]);
  });

  test('may write as a tenant of whom nothing is enforced', () => {
    expect(watched({ limits: { enforcedLabels: ['k8s_namespace_name'] }, tenants: [own], canary: { tenant: own } })).toEqual([]);
    expect(watched({ tenants: [enforcing('k8s_namespace_name')] })).toEqual([]);
  });
});
