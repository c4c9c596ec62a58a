import { Duration } from 'cdk8s';
import { AlertRule, AlertSeverity, CardinalityPolicy, PartialResponseStrategy, RecordingRule, RuleGroup, RuleGroupProps } from '../../../lib';
import { problemOf } from '../../collector/documents';

const SUM = new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)' });
const DOWN = new AlertRule('Down', { expr: 'up == 0' });
const problem = (props: Partial<RuleGroupProps>, name = 'shop') => problemOf(() => new RuleGroup(name, { rules: [SUM], ...props }));

describe('a group', () => {
  test('has its rules in their order', () => {
    expect(new RuleGroup('shop', { rules: [DOWN, SUM] }).toDocument()).toEqual({
      name: 'shop', rules: [{ alert: 'Down', expr: 'up == 0' }, { record: 'job:up:sum', expr: 'sum by (job) (up)' }],
    });
  });

  test('has everything that was said', () => {
    expect(new RuleGroup('shop', {
      interval: Duration.minutes(1),
      labels: { team: 'shop' },
      limit: 100,
      queryOffset: Duration.seconds(30),
      partialResponseStrategy: PartialResponseStrategy.ABORT,
      rules: [],
    }).toDocument()).toEqual({ name: 'shop', interval: '1m', labels: { team: 'shop' }, limit: 100, query_offset: '30s', partial_response_strategy: 'abort', rules: [] });
  });

  test.each<[string, Partial<RuleGroupProps>]>([
    ["'shop': interval is 0 ms", { interval: Duration.seconds(0) }],
    ["'shop': interval is 0.5 ms", { interval: Duration.millis(0.5) }],
    ["'shop': queryOffset is 0 ms", { queryOffset: Duration.seconds(0) }],
    ["'shop': limit is 0", { limit: 0 }],
    ["'shop': limit is 1.5", { limit: 1.5 }],
    ["'shop': limit is -1", { limit: -1 }],
    ["rule group 'shop': labels has '__name__'", { labels: { __name__: 'a' } }],
    ["'shop': two rules record 'job:up:sum' with the same labels", { rules: [SUM, DOWN, SUM] }],
    ["'shop': two alerts 'Down' have the same labels", { rules: [DOWN, new AlertRule('Down', { expr: 'up == 1' })] }],
  ])('fails when %s', (what, props) => {
    expect(problem(props)).toMatchObject({ path: 'RuleGroup', what });
  });

  test('may be limited to one series', () => {
    expect(new RuleGroup('shop', { rules: [], limit: 1 }).toDocument()).toMatchObject({ limit: 1 });
    expect([0, 1.5].map((limit) => problem({ limit }).why)).toEqual(['Prometheus takes it for no limit at all', 'series are counted in whole numbers: the API server refuses it']);
  });

  test('knows whether it can tell anybody anything', () => {
    expect([[SUM], [SUM, DOWN]].map((rules) => new RuleGroup('shop', { rules })._hasAlerts())).toEqual([false, true]);
    expect(RuleGroup.fromDocument({ name: 'a' })._hasAlerts()).toBe(false);
  });

  test('has a name', () => {
    expect(problem({}, '').what).toBe('ruleGroups[0] has no name');
  });

  test('may alert twice, and record twice, under other labels', () => {
    const alert = (severity: AlertSeverity) => new AlertRule('Down', { expr: 'up == 0', severity });
    const record = (team: string) => new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)', labels: { team } });

    expect(() => new RuleGroup('shop', { rules: [alert(AlertSeverity.INFO), alert(AlertSeverity.WARNING), record('a'), record('b')] })).not.toThrow();
  });
});

describe('an alert on what its group records', () => {
  const alert = (label: string) => new AlertRule('Low', { expr: 'job:up:sum < 3', summary: `{{ $labels.${label} }}` });
  const recorded = (labels?: { [name: string]: string }) => new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)', labels });

  test('has the labels that the record has', () => {
    expect(() => new RuleGroup('shop', { labels: { team: 'shop' }, rules: [recorded({ kept: 'long' }), alert('job'), new AlertRule('Two', { expr: 'job:up:sum < 2', summary: '{{ $labels.kept }}{{ $labels.team }}' })] })).not.toThrow();
    expect(problem({ rules: [recorded(), alert('pod')] })).toMatchObject({
      what: "'Low': summary shows $labels.pod, which no result of 'job:up:sum < 3' has", fix: "$labels.job, or an expression that keeps 'pod', as in by (job, pod)",
    });
  });

  test('is not judged by rules that are elsewhere, or read themselves', () => {
    expect(() => new RuleGroup('shop', { rules: [alert('pod')] })).not.toThrow();
    expect(() => new RuleGroup('shop', { rules: [new RecordingRule('job:up:sum', { expr: 'job:up:sum + 1' }), alert('pod')] })).not.toThrow();
  });
});

describe('groups of others', () => {
  const foreign = { name: 'mixin', rules: [{ record: 'no_colon', expr: 1 }, { alert: 'A', expr: 'sum(up) == bool 0', labels: { a: 5, b: null }, annotations: { summary: '{{ $labels.gone }}' }, for: null }] };

  test('are taken with whatever Prometheus takes', () => {
    expect(RuleGroup.fromDocument(foreign)).toMatchObject({ name: 'mixin' });
    expect(RuleGroup.fromDocument(foreign).toDocument()).toEqual({
      name: 'mixin',
      rules: [{ record: 'no_colon', expr: 1 }, { alert: 'A', expr: 'sum(up) == bool 0', labels: { a: '5', b: '' }, annotations: { summary: '{{ $labels.gone }}' } }],
    });
  });

  test('fail with what it refuses', () => {
    expect(problemOf(() => RuleGroup.fromDocument({ name: 'a', rules: [{ record: 'a', expr: 'rate(up)' }] }))).toMatchObject({
      path: 'RuleGroup.fromDocument', what: "rule group 'a': rules[0]: expr 'rate(up)' is no PromQL: rate takes a range vector, and 'up' is an instant vector", fix: 'up[5m]',
    });
    expect(problemOf(() => RuleGroup.fromFile({ groups: [foreign, foreign] })).what).toBe("two rule groups are called 'mixin'");
    expect(problemOf(() => RuleGroup.fromFile({ kind: 'PrometheusRule', spec: { groups: [] } })).what).toBe('the file has no groups');
    expect(problemOf(() => RuleGroup.fromFile({ groups: [foreign], kind: 'a' })).what).toBe('the file is more than a list of groups');
    expect(problemOf(() => RuleGroup.fromFile({ groups: [foreign, 'a'] })).what).toBe('the file is more than a list of groups');
  });

  test('come as a file, and go as one', () => {
    const file = { groups: [{ name: 'a', rules: [] }, { name: 'b', interval: '5m', rules: [{ alert: 'A', expr: 'up' }] }] };

    expect(RuleGroup.toFile(RuleGroup.fromFile(file))).toEqual(file);
    expect(problemOf(() => RuleGroup.toFile([new RuleGroup('a', { rules: [] }), new RuleGroup('a', { rules: [] })])).what).toBe("two rule groups are called 'a'");
  });
});

test('a policy says what it breaks of groups', () => {
  const policy = new CardinalityPolicy({ dropLabels: ['job'] });

  expect(policy.breaks({ ruleGroups: [new RuleGroup('shop', { rules: [SUM] })] }).map(({ where, part }) => [where, part])).toEqual([
    ['recording rule job:up:sum (group shop)', 'dropLabels'],
  ]);
});
