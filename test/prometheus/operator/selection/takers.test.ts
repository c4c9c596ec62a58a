import { App } from 'cdk8s';
import { registerTaker, takersOf } from '../../../../lib/prometheus/operator/selection/takers';

test('who takes objects is known in its own tree, as it is at synth', () => {
  const [root, other] = [new App(), new App()];
  let name = 'one';
  registerTaker(root, () => ({ kind: 'Prometheus', metadata: { name } }));
  registerTaker(root, () => ({ kind: 'Prometheus', metadata: { name: 'another' } }));
  name = 'renamed';

  expect(takersOf(root, 'ServiceMonitor').map(({ metadata }) => metadata.name)).toEqual(['renamed', 'another']);
  expect(takersOf(other, 'ServiceMonitor')).toEqual([]);
  expect(takersOf(root, 'PrometheusRule')).toEqual([]);
});
