import { at, find } from '../manifests';
import { collectorIn, manifestsIn } from './written';

const manifests = manifestsIn('quickstart');
const collector = collectorIn(manifests, 'agent-config');

test('three signals go to one vendor, with a key that is nowhere in what was written', () => {
  expect(at(collector, 'exporters.otlp_grpc/api-honeycomb-io')).toMatchObject({
    endpoint: 'api.honeycomb.io:443', tls: { insecure: false }, headers: { 'x-honeycomb-team': '${env:HONEYCOMB_API_KEY}' },
  });
  expect(Object.values(at(collector, 'service.pipelines') as Record<string, { exporters: string[] }>).flatMap(({ exporters }) => exporters))
    .toEqual(['otlp_grpc/api-honeycomb-io', 'otlp_grpc/api-honeycomb-io', 'otlp_grpc/api-honeycomb-io']);
  expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
});

test('an agent may use 512 MiB and a core', () => {
  expect(at(find(manifests, 'DaemonSet'), 'spec.template.spec.containers.0.resources.limits')).toEqual({
    'cpu': '1', 'memory': '512Mi', 'ephemeral-storage': '256Mi',
  });
});

test('it reads pods of the cluster, and nothing else', () => {
  expect(find(manifests, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]);
});
