import { Duration } from 'cdk8s';
import { AlertRule, AlertRuleProps, AlertSeverity } from '../../../lib';
import { ProblemsError } from '../../../lib/validation';
import { problemOf } from '../../collector/documents';

const EXPR = 'sum by (namespace) (rate(errors_total[5m])) > 1';
const problem = (props: Partial<AlertRuleProps>, name = 'ShopErrors') => problemOf(() => new AlertRule(name, { expr: EXPR, ...props }));

test('an alert is an expression, and what was said beside it', () => {
  expect(new AlertRule('ShopErrors', { expr: EXPR })._document()).toEqual({ alert: 'ShopErrors', expr: EXPR });
  expect(new AlertRule('ShopErrors', {
    expr: EXPR,
    for: Duration.minutes(10),
    keepFiringFor: Duration.millis(90_500),
    severity: AlertSeverity.CRITICAL,
    labels: { team: 'shop' },
    summary: '{{ $labels.namespace }} fails',
    description: '{{ $value | humanize }} errors in a second',
    runbookUrl: 'https://runbooks.example.com/errors',
    annotations: { dashboard: 'https://grafana.example.com' },
  })._document()).toEqual({
    alert: 'ShopErrors',
    expr: EXPR,
    for: '10m',
    keep_firing_for: '1m30s500ms',
    labels: { severity: 'critical', team: 'shop' },
    annotations: {
      summary: '{{ $labels.namespace }} fails',
      description: '{{ $value | humanize }} errors in a second',
      runbook_url: 'https://runbooks.example.com/errors',
      dashboard: 'https://grafana.example.com',
    },
  });
});

test('it can be read back', () => {
  const alert = new AlertRule('ShopErrors', { expr: EXPR, for: Duration.minutes(10), keepFiringFor: Duration.minutes(1), severity: AlertSeverity.INFO, summary: 'a' });

  expect(alert).toMatchObject({ name: 'ShopErrors', expr: EXPR, labels: { severity: 'info' }, annotations: { summary: 'a' } });
  expect([alert.for, alert.keepFiringFor].map((duration) => duration?.toMinutes())).toEqual([10, 1]);
});

describe('what would always fire', () => {
  test.each<[string, string, string]>([
    ['time() > bool 5', "expr 'time() > bool 5' is a scalar", "a comparison of series, as in expr: 'up == 0', or vector(1) for an alert that shall always fire"],
    ['up == bool 0', "expr 'up == bool 0' compares with bool", "expr: 'up == 0'"],
    ['(up > bool 1) == bool 0', "expr '(up > bool 1) == bool 0' compares with bool", 'the outermost comparison without bool'],
  ])('fails: %s', (expr, what, fix) => {
    expect(problem({ expr })).toMatchObject({ path: 'AlertRule', what: `'ShopErrors': ${what}`, fix });
  });

  test('may be meant', () => {
    expect(() => ['vector(1)', 'up', '(up > bool 1) > 0', 'absent(up{job="a"})'].map((expr) => new AlertRule('Watchdog', { expr }))).not.toThrow();
  });
});

describe('a label that a text shows', () => {
  test('and that is gone, fails', () => {
    expect(problem({ summary: '{{ $labels.pod }} of {{ $labels.namespace }}' })).toEqual({
      path: 'AlertRule',
      what: `'ShopErrors': summary shows $labels.pod, which no result of '${EXPR}' has`,
      why: 'the text would be empty there',
      fix: "$labels.namespace, or an expression that keeps 'pod', as in by (namespace, pod)",
    });
  });

  test('and that the rule writes, fails', () => {
    expect(problem({ labels: { team: 'shop' }, annotations: { channel: '#{{ index $labels "team" }}' } })).toMatchObject({
      what: `'ShopErrors': annotations.channel shows $labels.team, which no result of '${EXPR}' has`,
      why: 'templates see the labels of the result, not those that the rule writes: the text would be empty there',
      fix: "the value of the label 'team' in the place of {{ $labels.team }}",
    });
    expect(problem({ severity: AlertSeverity.INFO, summary: '{{ $labels.severity }}' })).toMatchObject({ fix: "the value of the label 'severity' in the place of {{ $labels.severity }}" });
  });

  test.each<[string, string]>([
    ['sum without (pod) (up) == 0', 'pod'],
    ['count(up) > 5', 'pod'],
    ['up{pod=""} == 0', 'pod'],
    ['absent(up{job="a", pod=~"b"})', 'pod'],
    ['up * on (job) build', 'pod'],
    ['vector(1)', 'job'],
    ['histogram_quantile(0.9, x) > 1', 'le'],
  ])('of %s cannot be %s', (expr, label) => {
    expect(problem({ expr, summary: `{{ $labels.${label} }}` }).what).toContain(`shows $labels.${label}`);
  });

  test.each<[string, string]>([
    ['up == 0', 'pod'],
    ['sum without (pod) (up) == 0', 'job'],
    ['absent(up{job="a"})', 'job'],
    ['up * on (job) group_left (version) build', 'version'],
    ['count_values("version", build) > 5', 'version'],
    ['label_replace(count(up), "zone", "a", "", "")', 'zone'],
    ['info(sum by (job) (up)) > 1', 'anything'],
    ['count(up) > 5', '__name__'],
    ['x or sum by (job) (up)', 'pod'],
  ])('of %s may be %s', (expr, label) => {
    expect(() => new AlertRule('A', { expr, summary: `{{ $labels.${label} }}` })).not.toThrow();
  });
});

test.each<[string, Partial<AlertRuleProps>]>([
  ["'ShopErrors': expr 'sum(up' is no PromQL: it ends too early", { expr: 'sum(up' }],
  ["'ShopErrors': expr 'up[5m]' is a range vector", { expr: 'up[5m]' }],
  ["'ShopErrors': labels has 'alertname'", { labels: { alertname: 'Other' } }],
  ["'ShopErrors': labels has '__name__'", { labels: { __name__: 'other' } }],
  ["'ShopErrors' has severity, and severity in labels", { severity: AlertSeverity.INFO, labels: { severity: 'page' } }],
  ["'ShopErrors' has summary, and summary in annotations", { summary: 'a', annotations: { summary: 'b' } }],
  ["'ShopErrors' has description, and description in annotations", { description: 'a', annotations: { description: 'b' } }],
  ["'ShopErrors' has runbookUrl, and runbook_url in annotations", { runbookUrl: 'a', annotations: { runbook_url: 'b' } }],
  ["'ShopErrors': for is 0 ms", { for: Duration.seconds(0) }],
  ["'ShopErrors': for is 0.5 ms", { for: Duration.millis(0.5) }],
  ["'ShopErrors': keepFiringFor is 0 ms", { keepFiringFor: Duration.minutes(0) }],
  ["'ShopErrors': annotations.summary: there is no function 'humanise'", { summary: '{{ $value | humanise }}' }],
  ["'ShopErrors': labels.tier: '{{ $value' does not end", { labels: { tier: '{{ $value' } }],
  ["'ShopErrors': summary: humanize has 0 arguments, and takes 1", { summary: '{{ humanize }}' }],
  ["'ShopErrors': description: its query 'sum(' is no PromQL: it ends too early", { description: '{{ query "sum(" }}' }],
])('it fails when %s', (what, props) => {
  expect(problem(props).what).toBe(what);
});

test.each<[string, string, string]>([
  ['', 'an alert has no name', "'ShopErrors'"],
  [' ', 'an alert has no name', "'ShopErrors'"],
  [' Shop  errors', "the name ' Shop  errors' has space around it, or more than one line", "'Shop errors'"],
  ['Shop\nerrors', "the name 'Shop\nerrors' has space around it, or more than one line", "'Shop errors'"],
])('a name is one line of text: %j', (name, what, fix) => {
  expect(problem({}, name)).toMatchObject({ what, fix });
});

test('all that is wrong is said at once', () => {
  expect(() => new AlertRule('A', { expr: 'up == bool 0', for: Duration.minutes(0), labels: { alertname: 'B' } })).toThrow(ProblemsError);
  expect(() => new AlertRule('A', { expr: 'up == bool 0', for: Duration.minutes(0), labels: { alertname: 'B' } })).toThrow('Observability problems (3)');
});
