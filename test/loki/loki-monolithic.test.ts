import { Duration, Size } from 'cdk8s';
import { at, find } from '../manifests';
import { documentOf, monolithic, whats, written } from './program';

const manifests = written(monolithic({ retention: Duration.days(30) }));

test('every pod is everything', () => {
  const set = find(manifests, 'StatefulSet');

  expect(set.spec).toMatchObject({ replicas: 3, podManagementPolicy: 'Parallel', updateStrategy: { type: 'RollingUpdate' } });
  expect(at(set, 'spec.template.spec.containers.0.args')).toContain('-target=all');
  expect(at(set, 'spec.template.spec.terminationGracePeriodSeconds')).toBe(335);
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Service loki-gossip-ring', 'ConfigMap loki-overrides', 'ServiceAccount loki', 'ConfigMap loki-config', 'NetworkPolicy loki', 'PodDisruptionBudget loki',
    'Service loki-headless', 'StatefulSet loki',
  ]);
});

test('the next compactor finds what the last one has marked, and nobody asks several to delete', () => {
  const { compactor, limits_config: limits, common } = documentOf(manifests, 'loki');

  expect(compactor).toEqual({
    working_directory: '/var/loki/compactor', retention_enabled: true, retention_delete_delay: '7200s', delete_request_store: 's3', deletion_marker_object_store_prefix: 'markers/',
  });
  expect(limits).toMatchObject({ deletion_mode: 'disabled', retention_period: '2592000s' });
  expect(common).not.toHaveProperty('compactor_grpc_address');
});

test('nothing is deleted when nobody says so', () => {
  expect(documentOf(written(monolithic()), 'loki').compactor).toEqual({ working_directory: '/var/loki/compactor', retention_enabled: false });
});

test('pods are as many and as large as is asked', () => {
  const loki = monolithic({ pods: { replicas: 5, volume: Size.gibibytes(10), memoryLimit: Size.gibibytes(8) } });

  expect([loki.replicas, loki.volume.toGibibytes()]).toEqual([5, 10]);
  expect(documentOf(written(loki), 'loki').ingester?.wal).toMatchObject({ replay_memory_ceiling: '4096MB' });
  expect(whats(() => monolithic({ pods: { replicas: 1 } }))).toEqual(['loki/loki: 1 ingester for a replicationFactor of 3']);
});

test('it is written to, asked and scraped at one place', () => {
  const loki = monolithic();

  expect([loki.otlpEndpoint.url, loki.queryEndpoint.url]).toEqual(['http://loki-headless.loki.svc:3100/otlp', 'http://loki-headless.loki.svc:3100']);
  expect(loki.logsDestination).toBe(loki.otlpEndpoint);
  expect(loki.scrapeConfigs.map(({ jobName }) => jobName)).toEqual(['loki']);
  expect(loki.streamsAtMost({ 'service.name': 7 })).toBe(7);
});
