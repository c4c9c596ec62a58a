import { chartValues, containerResources } from '../../lib/prerequisites/hardened-value';

test('keys with dots become maps in maps', () => {
  const rows = [
    { key: 'webhook.replicaCount', value: 3, because: 'one' },
    { key: 'webhook.podDisruptionBudget.enabled', value: true, because: 'two' },
    { key: 'crds.annotations', value: { 'helm.sh/resource-policy': 'keep' }, because: 'three' },
  ];
  expect(chartValues(rows)).toEqual({
    webhook: { replicaCount: 3, podDisruptionBudget: { enabled: true } },
    crds: { annotations: { 'helm.sh/resource-policy': 'keep' } },
  });
});

test('a container is counted, limited in memory, and not in CPU', () => {
  expect(containerResources('10m', '32Mi', '64Mi')).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } });
});
