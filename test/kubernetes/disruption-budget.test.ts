import { disruptionBudgetSpec } from '../../lib/kubernetes/disruption-budget';

test('a drain takes so many at a time, and is not held up by one that is not ready', () => {
  expect(disruptionBudgetSpec(2, { matchLabels: { app: 'receive' } })).toMatchObject({
    maxUnavailable: { value: 2 }, selector: { matchLabels: { app: 'receive' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});
