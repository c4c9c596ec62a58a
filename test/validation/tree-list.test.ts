import { App, Chart } from 'cdk8s';
import { TreeList } from '../../lib/validation';

test('is what was added anywhere in a tree, in the order of the program, and nothing of other trees', () => {
  const list = new TreeList<string>();
  const [app, other] = [new App(), new App()];
  const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
  list.add(second, 'a');
  list.add(first, 'b');
  list.add(app, 'c');
  list.add(other, 'd');

  expect(list.of(first)).toEqual(['a', 'b', 'c']);
  expect(list.of(other)).toEqual(['d']);
  expect(list.of(new App())).toEqual([]);
});

test('does not change under those who have read it', () => {
  const list = new TreeList<string>();
  const app = new App();
  list.add(app, 'a');
  const read = list.of(app);
  list.add(app, 'b');

  expect(read).toEqual(['a']);
});
