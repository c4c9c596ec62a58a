import { Chart, Testing } from 'cdk8s';
import { otherCollectors, registerCollector } from '../../lib/collector/collectors-of-tree';

test('a collector knows the others of its tree, and not those of another', () => {
  const app = Testing.app();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  [one, two, new Chart(Testing.app(), 'elsewhere')].forEach((chart) => registerCollector(chart, () => ({ receivers: { [chart.node.id]: {} } })));

  expect(otherCollectors(one).map(({ path, document }) => [path, document()])).toEqual([['two', { receivers: { two: {} } }]]);
  expect(otherCollectors(new Chart(Testing.app(), 'alone'))).toEqual([]);
});
