import { Inventory } from '../../../../lib/policy/simulate/counting/inventory';
import { countLabels } from '../../../../lib/policy/simulate/counting/label-counts';
import { Population } from '../../../../lib/policy/simulate/counting/population';
import { readsPage } from '../../../../lib/policy/simulate/series-dump';
import { readInPieces } from '../dumps';

function labelsOf(...lines: string[]): { [label: string]: number[] } {
  const inventory = new Inventory();
  readInPieces(readsPage('text', {})('dump', inventory), `${lines.join(' 1\n')} 1\n`);
  const labels = countLabels(Population.of(inventory));
  return Object.fromEntries(labels.map(({ name, values, series, adds }) => [inventory.table.names.text(name), [values, series, adds]]));
}

describe('a label has values and series, and adds', () => {
  test.each<[string, string[], { [label: string]: number[] }]>([
    ['nothing when all have it with one value', ['a{x="1",y="1"}', 'a{x="1",y="2"}'], { x: [1, 2, 0], y: [2, 2, 1] }],
    ['one when there is the same series without it', ['a', 'a{x="1"}'], { x: [1, 1, 1] }],
    ['nothing when another label tells the same apart', ['a{x="1",y="1"}', 'a{x="2",y="2"}'], { x: [2, 2, 0], y: [2, 2, 0] }],
    ['nothing where other metrics have it', ['a{x="1"}', 'b{x="2"}', 'c'], { x: [2, 2, 0] }],
    ['what it adds to each metric', ['a{x="1"}', 'a{x="2"}', 'b{x="1"}', 'b{x="2"}', 'b{x="3"}', 'c{x="9"}'], { x: [4, 6, 3] }],
    ['what it adds beside labels that others have', ['a{x="1",y="1"}', 'a{y="1"}', 'a{x="1",z="1"}', 'a{x="2",z="1"}'], { x: [2, 3, 2], y: [1, 2, 0], z: [1, 2, 0] }],
  ])('%s', (_what, lines, labels) => expect(labelsOf(...lines)).toEqual(labels));

  test('and the name of the metric is none', () => expect(labelsOf('a', 'b')).toEqual({}));
});
