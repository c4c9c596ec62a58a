import { DumpTarget, SeriesDump } from '../../../../lib';
import { readText, refusal, simulatePages } from '../dumps';

const complete = (page: string, target: DumpTarget) => readText(page, target)[0];

describe('labels of a target', () => {
  test('are put on every series', () => {
    expect(complete('a{x="1"} 1\n', { job: 'node', instance: 'n1:9100', labels: { cluster: 'prod', empty: '' } }))
      .toEqual({ __name__: 'a', x: '1', job: 'node', instance: 'n1:9100', cluster: 'prod' });
  });

  test('keep what a series has under the same name as exported_', () => {
    expect(complete('a{job="own",instance=""} 1\n', { job: 'node', instance: 'n1' })).toEqual({ __name__: 'a', job: 'node', exported_job: 'own', instance: 'n1' });
  });

  test('give it a longer name when that one is taken too', () => {
    expect(complete('a{job="own",exported_job="other"} 1\n', { job: 'node' })).toEqual({ __name__: 'a', job: 'node', exported_job: 'other', exported_exported_job: 'own' });
  });

  test('resolve shorter names first', () => {
    expect(complete('a{job="1",exported_job="2"} 1\n', { job: 'j', labels: { exported_job: 'e' } }))
      .toEqual({ __name__: 'a', job: 'j', exported_job: 'e', exported_exported_job: '1', exported_exported_exported_job: '2' });
  });

  test('give way when the target is honoured, to empty labels too', () => {
    expect(complete('a{job="own",instance=""} 1\n', { job: 'node', instance: 'n1', labels: { x: 'y' }, honorLabels: true })).toEqual({ __name__: 'a', job: 'own', x: 'y' });
  });

  test('cannot have names that no label has', () => {
    expect(refusal(() => SeriesDump.exposition('x', { labels: { __a: 'b' } }))).toBe("SeriesDump: labels has '__a'");
  });
});

test('series of two targets with one name are counted once where targets are honoured', () => {
  const targets = [{ job: 'a', instance: '1', honorLabels: true }, { job: 'a', instance: '2', honorLabels: true }];
  const { before, targets: counted } = simulatePages(['up{job="x",instance="y"} 1\n', 'up{job="x",instance="y"} 1\n'], undefined, targets);
  expect(before).toBe(1);
  expect(counted.map((target) => target.before)).toEqual([1, 1]);
});
