import { LokiTenant, VersionCatalog } from '../../lib';
import { at, find, Manifest } from '../manifests';
import { distributed, monolithic, whats, written } from './program';

const WATCHED = () => distributed({ gateway: {}, canary: {} });
const manifests = written(WATCHED());
const container = (all: readonly Manifest[], name = 'loki-canary') => at(find(all, 'Deployment', name), 'spec.template.spec.containers.0') as { args: string[] };

function callersAt(all: readonly Manifest[], name: string, port: number): unknown[] {
  const rules = at(find(all, 'NetworkPolicy', name), 'spec.ingress') as { from: { podSelector?: { matchLabels?: { [label: string]: string } } }[]; ports: { port: number }[] }[];
  return rules.filter(({ ports }) => ports.some((each) => each.port === port)).flatMap(({ from }) => from.map(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/instance']));
}

test('a canary writes and asks at the one door, as the default tenant, in a stream of its pod', () => {
  expect(container(manifests)).toMatchObject({
    image: VersionCatalog.tested().lokiCanaryImage,
    args: ['-addr=loki-gateway.loki.svc:8080', '-push=true', '-tenant-id=default', '-labelname=loki_canary', '-labelvalue=$(POD_NAME)', '-port=3500'],
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, { name: 'GOMEMLIMIT', value: '102MiB' }],
    securityContext: { readOnlyRootFilesystem: true },
  });
  expect(at(find(manifests, 'Deployment', 'loki-canary'), 'spec')).toMatchObject({
    replicas: 1, template: { spec: { automountServiceAccountToken: false, securityContext: { runAsUser: 10001 } } },
  });
});

test('both network policies know of it', () => {
  const egress = at(find(manifests, 'NetworkPolicy', 'loki-canary'), 'spec.egress') as { to?: [{ podSelector: { matchLabels: object } }]; ports: { port: number }[] }[];

  expect(callersAt(manifests, 'loki-gateway', 8080)).toEqual(['loki-canary']);
  expect(egress.filter(({ to }) => to)).toMatchObject([{ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'loki-gateway' } } }], ports: [{ port: 8080 }] }]);
});

test('it is scraped with the components of its Loki', () => {
  expect(WATCHED().scrapeConfigs.map(({ jobName }) => jobName)).toContain('loki-canary');
  expect(distributed().scrapeConfigs.map(({ jobName }) => jobName)).not.toContain('loki-canary');
  expect(monolithic({ canary: {} }).scrapeConfigs.map(({ jobName }) => jobName)).toEqual(['loki', 'loki-canary']);
  expect(callersAt(manifests, 'loki-canary', 3500)).toEqual([undefined]);
});

test('a monolith is its own door', () => {
  const all = written(monolithic({ canary: { replicas: 2 } }));

  expect(container(all).args[0]).toBe('-addr=loki-headless.loki.svc:3100');
  expect(callersAt(all, 'loki', 3100)).toContain('loki-canary');
  expect(monolithic({ canary: { replicas: 2 } }).canary).toMatchObject({ name: 'loki-canary', replicas: 2 });
  expect(monolithic().canary).toBeUndefined();
});

test('it may have a tenant of its own, which its Loki knows', () => {
  const tenant = new LokiTenant('canary');

  expect(container(written(distributed({ gateway: {}, tenants: [tenant], canary: { tenant } }))).args).toContain('-tenant-id=canary');
  expect(() => distributed({ gateway: {}, canary: { tenant } })).toThrow("loki/loki: 'canary' is asked for, which is none of its tenants\n");
});

test('components of their own have no one door', () => {
  expect(whats(() => distributed({ canary: {} }))).toEqual(['loki/loki: there is a canary, and no gateway']);
  expect(whats(WATCHED)).toEqual([]);
});

test('there is one at least', () => {
  expect(whats(() => distributed({ gateway: {}, canary: { replicas: 0 } }))).toEqual([expect.stringContaining('loki/loki/canary: ')]);
});
