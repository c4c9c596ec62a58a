import { Signal, SIGNALS } from '../../lib/wiring';

test('the signals are listed once each, in the order of documents', () => {
  expect(SIGNALS).toEqual(['traces', 'metrics', 'logs']);
  expect([...SIGNALS].sort()).toEqual(Object.values(Signal).sort());
});
