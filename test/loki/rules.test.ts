import { Duration } from 'cdk8s';
import { LokiAlertRule, LokiRecordingRule, LokiRuleGroup } from '../../lib';
import { problemOf } from '../collector/documents';

const EXPR = 'sum(rate({app="shop"} |= "error" [5m])) > 1';

test('a group is written as Loki reads it', () => {
  const group = new LokiRuleGroup('shop', {
    interval: Duration.minutes(2),
    rules: [
      new LokiAlertRule('ShopErrors', { expr: EXPR, for: Duration.minutes(5), severity: 'page', labels: { team: 'shop' }, summary: '{{ $value }} errors' }),
      new LokiRecordingRule('shop:errors:rate5m', { expr: EXPR }),
    ],
  });

  expect(group._document()).toEqual({
    name: 'shop',
    interval: '2m',
    rules: [
      { alert: 'ShopErrors', expr: EXPR, for: '5m', labels: { severity: 'page', team: 'shop' }, annotations: { summary: '{{ $value }} errors' } },
      { record: 'shop:errors:rate5m', expr: EXPR },
    ],
  });
});

test.each<[string, () => unknown, string]>([
  ['LokiAlertRule', () => new LokiAlertRule(' ', { expr: EXPR }), 'an alert has no name'],
  ['LokiAlertRule', () => new LokiAlertRule('A', { expr: 'rate({}[5m])' }), "'A': expr 'rate({}[5m])', which selects every stream"],
  ['LokiAlertRule', () => new LokiAlertRule('A', { expr: EXPR, labels: { 'a-b': 'c' } }), "'A': labels has 'a-b'"],
  ['LokiRecordingRule', () => new LokiRecordingRule('shop errors', { expr: EXPR }), "'shop errors' is not the name of a metric"],
  ['LokiRuleGroup', () => new LokiRuleGroup('', { rules: [new LokiRecordingRule('a', { expr: EXPR })] }), 'a group of rules has no name'],
  ['LokiRuleGroup', () => new LokiRuleGroup('a', { rules: [] }), "'a' has no rules"],
  ['LokiRuleGroup', () => new LokiRuleGroup('a', { rules: [new LokiRecordingRule('a', { expr: EXPR })], interval: Duration.seconds(0) }), "'a': interval is 0s"],
])('%s fails at once on a mistake (%#)', (path, make, what) => {
  expect(problemOf(make)).toMatchObject({ path, what });
});

test('a template that cannot be read fails', () => {
  expect(problemOf(() => new LokiAlertRule('A', { expr: EXPR, summary: '{{ $value' })).what).toMatch(/^'A': annotations\.summary: /);
});
