import { CardinalityPolicy } from '../../../lib';

jest.mock('@prometheus-io/lezer-promql', () => {
  throw new Error('the grammar is loaded');
});

test('the grammar is loaded when the first expression is read, and not before', () => {
  const policy = new CardinalityPolicy({ dropMetrics: ['up'] });

  expect(policy.breaks({ rules: [], dashboards: [] })).toEqual([]);
  expect(() => policy.breaks({ rules: [{ groups: [{ name: 'a', rules: [{ alert: 'b', expr: 'up == 0' }] }] }] })).toThrow('the grammar is loaded');
});
