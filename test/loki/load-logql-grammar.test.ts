import { LokiAlertRule, LokiTenant } from '../../lib';

jest.mock('@grafana/lezer-logql', () => {
  throw new Error('the grammar is loaded');
});

test('the grammar of LogQL is loaded when the first expression is read, and not before', () => {
  expect(new LokiTenant('payments').name).toBe('payments');
  expect(() => new LokiAlertRule('Panics', { expr: 'rate({app="shop"}[5m]) > 0' })).toThrow('the grammar is loaded');
});
