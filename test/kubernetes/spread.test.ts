import { topologySpread } from '../../lib/kubernetes/spread';

test('replicas prefer different zones, then different hosts, and start all the same in a small cluster', () => {
  const selector = { 'app.kubernetes.io/instance': 'gateway' };

  expect(topologySpread(selector)).toEqual([
    { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: selector } },
    { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: selector } },
  ]);
});
