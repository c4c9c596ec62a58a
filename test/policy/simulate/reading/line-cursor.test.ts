import { MetricKind } from '../../../../lib';
import { readText, refusal, simulatePages } from '../dumps';

const refused = (page: string | Buffer) => refusal(() => readText(page));

test('names of metrics have colons, names of labels have none', () => {
  expect(readText('job:a:rate5m 1\n:b{_x9="1"} 1\n')).toEqual([{ __name__: 'job:a:rate5m' }, { __name__: ':b', _x9: '1' }]);
  expect(refused('a{:x="1"} 1\n')).toBe("dump:1:3: there is ':x=\"1\"} 1' where a label or } is expected");
});

test('names do not begin with a digit', () => expect(refused('9a 1\n')).toBe("dump:1:1: there is '9a 1' where a metric is expected"));

test('texts are as long as they are, with escapes too', () => {
  const long = `${'\\"'.repeat(400)}${'\\n'.repeat(400)}`;
  expect(readText(`a{x="${long}",y="\\\\"} 1\n`)).toEqual([{ __name__: 'a', x: `${'"'.repeat(400)}${'\n'.repeat(400)}`, y: '\\' }]);
});

test.each<[string, Buffer]>([
  ['is no beginning of a character', Buffer.from('a{x="\x80"} 1\n', 'latin1')],
  ['is none after an escape', Buffer.from('a{x="\\\x80"} 1\n', 'latin1')],
])('a byte that %s is no UTF-8', (_what, page) => expect(refused(page)).toMatch(/^dump:1:5: a label value is no UTF-8/));

test('a text that ends with half an escape is not closed', () => expect(refused('a{x="1\\\n')).toBe('dump:1:5: a label value is not closed: "1\\\\'));

test('names of metrics in quotes are the same in what a page says of them', () => {
  const { metrics } = simulatePages(['# TYPE "a\\"\\\\\\nb" gauge\n{"a\\"\\\\\\nb"} 1\n']);
  expect(metrics.map(({ metric, kind }) => [metric, kind])).toEqual([['a"\\\nb', MetricKind.GAUGE]]);
});
