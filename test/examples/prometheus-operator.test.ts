import { manifestsIn } from './written';
import { RelabelConfig, Relabeling } from '../../lib';
import { selects } from '../../lib/prometheus/operator/selection/label-selector';
import { at, find } from '../manifests';

const manifests = manifestsIn('prometheus-operator');
const prometheus = find(manifests, 'Prometheus');
const MONITORS = [['ServiceMonitor', 'serviceMonitor'], ['PodMonitor', 'podMonitor'], ['Probe', 'probe'], ['ScrapeConfig', 'scrapeConfig']] as const;

test.each(MONITORS)('every %s is taken, whatever its namespace', (kind, name) => {
  const monitors = manifests.filter((manifest) => manifest.kind === kind);

  expect(monitors.length).toBeGreaterThan(0);
  expect(at(prometheus, `spec.${name}NamespaceSelector`)).toEqual({});
  monitors.forEach(({ metadata: { labels = {} } }) => expect(selects(at(prometheus, `spec.${name}Selector`) as object, labels)).toBe(true));
});

test('the pair is scraped once, by the Service that names its replicas', () => {
  const { endpoints, selector } = find(manifests, 'ServiceMonitor', 'prometheus').spec as { endpoints: { relabelings: RelabelConfig[] }[]; selector: object };
  const services = manifests.filter(({ kind, metadata: { labels = {}, namespace } }) => kind === 'Service' && namespace === 'monitoring' && selects(selector, labels));
  const rules = Relabeling.of(endpoints[0].relabelings);
  const kept = services.filter(({ metadata: { name } }) => rules.apply({ __meta_kubernetes_service_name: name }) !== undefined);

  expect(services.map(({ metadata: { name } }) => name)).toEqual(['main', 'main-headless']);
  expect(kept.map(({ metadata: { name } }) => name)).toEqual(['main-headless']);
});

test('kubelets are shown the token of the Prometheus, which may read their metrics', () => {
  expect(at(prometheus, 'spec.scrapeClasses')).toEqual([{ name: 'kubelet', authorization: { credentialsFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' } }]);
  expect(at(find(manifests, 'ScrapeConfig'), 'spec.scrapeClass')).toBe('kubelet');
  expect((find(manifests, 'ClusterRole', 'monitoring-main').rules as { resources?: string[] }[]).flatMap(({ resources = [] }) => resources)).toEqual(
    expect.arrayContaining(['nodes', 'nodes/metrics']),
  );
});

test('no secret is in what was written', () => {
  expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
});
