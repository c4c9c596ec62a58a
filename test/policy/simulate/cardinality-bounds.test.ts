import { withFile } from './dumps';
import { CardinalityPolicy, CardinalitySimulator } from '../../../lib';

const STATUS = JSON.stringify({
  data: { headStats: { numSeries: 12_345 }, seriesCountByMetricName: [{ name: 'small', value: 45 }, { name: 'large\u001b[31m', value: 12_000 }] },
});
const bounds = () => withFile(STATUS, (path) => CardinalitySimulator.bounds(path, new CardinalityPolicy({ dropMetrics: ['small'], dropLabels: ['x'] })));

test('spans of metrics stand with the largest first, the others at the end, and are added up', () => {
  const { before, atLeast, atMost, metrics } = bounds();
  expect(metrics).toEqual([
    { metric: 'large\u001b[31m', before: 12_000, atLeast: 1, atMost: 12_000 }, { metric: 'small', before: 45, atLeast: 0, atMost: 0 }, { before: 300, atLeast: 0, atMost: 300 },
  ]);
  expect([before, atLeast, atMost]).toEqual([12_345, 1, 12_300]);
});

test('their text is a table that no terminal obeys', () => {
  expect(bounds().toText()).toBe([
    'series of the head   before   after, at least   at most',
    'total                12,345                 1    12,300',
    '  large\\u001b[31m    12,000                 1    12,000',
    '  small                  45                 0         0',
    '  (others)              300                 0       300',
    '',
  ].join('\n'));
});

test('their JSON has all of them', () => {
  const { before, atLeast, atMost, metrics } = bounds();
  const json = bounds().toJson();
  expect(JSON.parse(json)).toEqual({ before, atLeast, atMost, metrics: metrics.map((each) => ({ ...each })) });
  expect(json).toMatch(/^\{\n {2}"before": 12345,\n.*\}\n$/s);
});
