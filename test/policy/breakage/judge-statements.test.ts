import { breakages, breaksOf, short } from './breaks-of';
import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge } from '../../../lib/policy';

/** The lines of reference tables: a policy, an expression that it breaks and how, and one that it does not break. */
type Row = readonly [construct: string, policy: CardinalityPolicyProps, broken: string, verdicts: readonly string[], whole: string];

const forX = { forSeries: [{ metrics: 'x', dropLabels: ['a'] }] };

describe('what an expression needs', () => {
  test.each<Row>([
    ['a metric', { dropMetrics: ['x'] }, 'x > 0', ["error: dropMetrics drops 'x'"], 'y > 0'],
    ['a metric that is not kept', { keepMetrics: ['y'] }, 'sum(rate(x[5m]))', ["error: keepMetrics does not keep 'x'"], 'sum(rate(y[5m]))'],
    ['a metric by its name in a matcher', { dropMetrics: ['x'] }, 'sum({__name__="x"})', ["error: dropMetrics drops 'x'"], 'sum({__name__="y"})'],
    ['one of several metrics', { dropMetrics: ['x'] }, 'sum({__name__=~"x|y"})', ["error: dropMetrics drops 'x'"], 'sum({__name__=~"y|z"})'],
    ['series that are dropped', { dropSeries: [{ metrics: 'x', labels: { a: 'b|c' } }] }, 'sum(x{a="b"})', ["error: dropSeries[0] drops 'x'"], 'sum(x{a="d"})'],
    ['a matcher', forX, 'sum(x{a="b"})', ['error: the expression asks for a="b", but forSeries[0].dropLabels takes away \'a\' of \'x\''], 'sum(y{a="b"})'],
    ['a matcher of what is not there', forX, 'sum(x{a=""})', ['error: the expression asks for a="", but forSeries[0].dropLabels takes away \'a\' of \'x\''], 'sum(y{a=""})'],
    ['by', forX, 'sum by (a) (x)', ["error: forSeries[0].dropLabels takes 'a' from 'x', but the expression groups by it"], 'sum by (a) (y)'],
    ['on', forX, 'x * on (a) y', ["error: forSeries[0].dropLabels takes 'a' from 'x', but the expression matches on it"], 'y * on (a) z'],
    ['group_left', { forSeries: [{ metrics: 'x', dropLabels: ['node'], unique: true }] }, 'sum by (node) (y * on (a) group_left (node) x)', [
      "error: forSeries[0].dropLabels takes 'node' from 'x', but the expression groups by it",
      "error: forSeries[0].dropLabels takes 'node' from 'x', but the expression takes it over with group_left",
    ], 'sum by (b) (y * on (a) group_left (node) x)'],
    ['label_replace', forX, 'sum by (d) (label_replace(x, "d", "$1", "a", "(.*)"))', [
      "error: forSeries[0].dropLabels takes 'a' from 'x', but its label_replace reads it",
    ], 'sum by (d) (label_replace(y, "d", "$1", "a", "(.*)"))'],
    ['a bucket', { keepBuckets: [{ metric: 'x', le: [1, 5] }] }, 'sum(rate(x_bucket{le="0.5"}[5m]))', ["error: keepBuckets[0] does not keep the bucket 0.5 of 'x_bucket'"], 'sum(rate(x_bucket{le="1.0"}[5m]))'],
    ['buckets in both spellings', { keepBuckets: [{ metric: 'x', le: [1, 5] }] }, 'sum(x_bucket{le=~"30(\\\\.0)?"})', ["error: keepBuckets[0] does not keep the bucket 30 of 'x_bucket'"], 'sum(x_bucket{le=~"5(\\\\.0)?|\\\\+Inf"})'],
    ['some buckets', { keepBuckets: [{ metric: 'x', le: [1, 5] }] }, 'sum(x_bucket{le=~"1|2"})', ["warning: keepBuckets[0] does not keep the bucket 2 of 'x_bucket'"], 'sum(x_bucket{le="+Inf"})'],
    ['quantiles', { keepBuckets: [{ metric: 'x', le: [1, 5] }] }, 'histogram_quantile(0.9, sum by (le) (x_bucket))', ["warning: keepBuckets[0] leaves the buckets 1, 5 and +Inf of 'x_bucket'"], 'histogram_quantile(0.9, sum by (le) (y_bucket))'],
  ])('%s', (_, policy, broken, verdicts, whole) => {
    expect(breaksOf(policy, broken)).toEqual(expect.arrayContaining([...verdicts]));
    expect(breaksOf(policy, broken).filter((verdict) => verdict.startsWith('error'))).toEqual(verdicts.filter((verdict) => verdict.startsWith('error')));
    expect(breaksOf(policy, whole)).toEqual([]);
  });

  test('that takes away a label which it leaves out itself is nothing', () => {
    expect(breaksOf({ dropLabels: ['a'], unique: true }, 'sum without (a) (x)')).toEqual([]);
    expect(breaksOf({ dropLabels: ['a'], unique: true }, 'sum without (a) (x) / ignoring (a) sum without (a) (y)')).toEqual([]);
  });

  test('absent needs the metric, and the labels of its matchers', () => {
    expect(breaksOf({ dropMetrics: ['x'] }, 'absent(x)')).toEqual(["error: dropMetrics drops 'x'"]);
    expect(breaksOf({ dropLabels: ['job'] }, 'absent(up{job="a"})')).toEqual(['error: the expression asks for job="a", but dropLabels takes away \'job\' of \'up\'']);
    expect(breaksOf({ dropLabels: ['pod'] }, 'absent(up{job="a"})')).toEqual([]);
  });

  test('a part that acts on some series breaks what reads those, and may break what could read them', () => {
    const policy: CardinalityPolicyProps = { forSeries: [{ labels: { namespace: 'dev' }, dropLabels: ['a'] }] };

    expect(breaksOf(policy, 'sum by (a) (x{namespace="dev"})')).toEqual(["error: forSeries[0].dropLabels takes 'a' from 'x', but the expression groups by it"]);
    expect(breaksOf(policy, 'sum by (a) (x)')).toEqual(["warning: forSeries[0].dropLabels takes 'a' from some of 'x', but the expression groups by it"]);
    expect(breaksOf(policy, 'sum by (a) (x{namespace=~"prod|test"})')).toEqual([]);
    expect(breaksOf({ dropSeries: [{ metrics: 'x', labels: { namespace: 'dev' } }] }, 'sum(x)')).toEqual(["warning: dropSeries[0] drops some of 'x'"]);
  });

  test('a label with a new name is needed by that name', () => {
    const policy: CardinalityPolicyProps = { renameLabels: { pod: 'pod_name' } };

    expect(breakages(policy, 'sum by (pod) (x)')).toMatchObject([{ severity: 'error', part: 'renameLabels', fix: "'pod_name' instead of 'pod'" }]);
    expect(breakages(policy, 'sum(x{pod="a"})')).toMatchObject([{ severity: 'error', fix: 'pod_name="a"' }]);
    expect(breaksOf(policy, 'sum by (pod_name) (x_total)')).toEqual(["warning: renameLabels writes other values to 'pod_name' of some of 'x_total', and the expression groups by it"]);
    expect(breaksOf(policy, 'sum by (namespace) (x)')).toEqual([]);
  });
});

describe('a matcher on a mapped label', () => {
  const policy: CardinalityPolicyProps = { mapLabels: [{ label: 'code', match: '([1-5])..', replacement: '${1}xx' }], unique: true };

  test.each([
    ['sum(x{code="200"})', ['error: the expression asks for code="200", but mapLabels writes other values to \'code\' of \'x\'']],
    ['sum(x{code!="200"})', ['error: the expression asks for code!="200", but mapLabels writes other values to \'code\' of \'x\'']],
    ['sum(x{code=~"200"})', ['error: the expression asks for code=~"200", but mapLabels writes other values to \'code\' of \'x\'']],
    ['sum(x{code=~"5.."})', ['warning: the expression asks for code=~"5..", but mapLabels writes other values to \'code\' of \'x\'']],
    ['sum(x{code="2xx"})', []],
    ['sum(x{code="none"})', []],
    ['sum(x{code!=""})', []],
    ['sum(x{code=~".+"})', []],
    ['sum(x{code=~".*"})', []],
    ['sum by (code) (x)', ["warning: mapLabels writes other values to 'code' of 'x', and the expression groups by it"]],
  ])('%s: %j', (expression, verdicts) => {
    expect(breaksOf(policy, expression)).toEqual(verdicts);
  });

  test('says which value it has become', () => {
    expect(breakages(policy, 'sum(x{code="200"})')).toMatchObject([{ fix: 'code="2xx", or leave "200" out of mapLabels' }]);
  });
});

describe('a changed shape is a warning', () => {
  const unique = { unique: true };

  test.each<[string, CardinalityPolicyProps, string, string[]]>([
    ['no grouping at the top', { dropLabels: ['a'], ...unique }, 'rate(x[5m]) > 0', ["warning: dropLabels changes 'a' of 'x': the result has other labels"]],
    ['both sides of an operator', { dropLabels: ['a'], ...unique }, 'sum without (b) (x) / sum without (b) (y)', ["warning: dropLabels changes 'a' of 'x': the result has other labels"]],
    ['all but some', { keepLabels: ['a'], ...unique }, 'x', ["warning: keepLabels changes 'other labels' of 'x': the result has other labels"]],
    ['a new name, where the old one is left out', { renameLabels: { a: 'b' } }, 'count without (a) (x)', ["warning: renameLabels changes 'a' of 'x': the result has other labels"]],
  ])('%s', (_, policy, expression, verdicts) => {
    expect(breaksOf(policy, expression)).toEqual(verdicts);
  });

  test('and an error when only one side of an operator has it', () => {
    const policy: CardinalityPolicyProps = { forSeries: [{ metrics: 'x', dropLabels: ['a'], ...unique }] };

    expect(breaksOf(policy, 'x / y')).toEqual([
      "error: forSeries[0].dropLabels takes 'a' from 'x', which '/' matches on all labels with series of which it does not",
    ]);
    expect(breaksOf(policy, 'x / ignoring (a) group_left sum without (a) (y)')).toEqual(["warning: forSeries[0].dropLabels changes 'a' of 'x': the result has other labels"]);
    expect(breaksOf(policy, 'y / z')).toEqual([]);
  });
});

test('a changed shape is told beside what another part breaks, and not beside what its own part breaks', () => {
  const policy: CardinalityPolicyProps = { dropLabels: ['b'], forSeries: [{ metrics: 'x', dropLabels: ['a'] }], unique: true };

  expect(breaksOf(policy, 'x{a="1"}')).toEqual([
    'error: the expression asks for a="1", but forSeries[0].dropLabels takes away \'a\' of \'x\'',
    "warning: dropLabels changes 'b' of 'x': the result has other labels",
  ]);
});

describe('series that become one', () => {
  const merging: CardinalityPolicyProps = { dropLabels: ['a'], mergeGauges: GaugeMerge.MAX };

  test('have other values for who reads them one by one', () => {
    expect(breaksOf(merging, 'count by (b) (x)')).toEqual(["warning: dropLabels may make several series of 'x' one"]);
    expect(breaksOf(merging, 'sum by (b) (x)')).toEqual(["warning: dropLabels may make several series of 'x' one"]);
  });

  test('are the same for who merges them in the same way', () => {
    expect(breaksOf(merging, 'sum by (b) (rate(x_total[5m]))')).toEqual([]);
    expect(breaksOf(merging, 'max by (b) (x)')).toEqual([]);
    expect(breaksOf({ ...merging, mergeGauges: GaugeMerge.SUM }, 'sum by (b) (x)')).toEqual([]);
  });

  test('are none when the policy knows that it takes nothing away that tells series apart', () => {
    expect(breaksOf({ ...merging, unique: true }, 'count by (b) (x)')).toEqual([]);
  });
});

describe('recording rules', () => {
  const rules = (...list: object[]) => ({ rules: [{ groups: [{ name: 'test', rules: list }] }] });
  const breaks = (policy: CardinalityPolicyProps, ...list: object[]) => new CardinalityPolicy(policy).breaks(rules(...list)).map(({ severity, where, what }) => `${severity} ${where}: ${what}`);
  const consumer = (expr: string) => ({ alert: 'Consumer', expr });

  test('break all who read what they record, and who read that', () => {
    expect(breaks({ dropMetrics: ['x'] }, { record: 'a:x', expr: 'sum by (a) (x)' }, { record: 'x:all', expr: 'sum(a:x)' }, consumer('x:all > 1'))).toEqual([
      "error recording rule a:x (group test): dropMetrics drops 'x'",
      "error recording rule x:all (group test): the expression reads 'a:x', but recording rule a:x (group test) breaks: dropMetrics drops 'x'",
      "error alert Consumer (group test): the expression reads 'x:all', but recording rule x:all (group test) breaks: the expression reads 'a:x', but recording rule a:x (group test) breaks: dropMetrics drops 'x'",
    ]);
  });

  test('hand on the labels of what they read', () => {
    const record = { record: 'x:rate', expr: 'rate(x[5m])', labels: { kind: 'web' } };
    const policy: CardinalityPolicyProps = { dropLabels: ['pod', 'kind'], unique: true };

    expect(breaks(policy, record, consumer('sum by (pod) (x:rate)'))[1]).toBe("error alert Consumer (group test): dropLabels takes 'pod' from 'x', but the expression groups by it");
    expect(breaks(policy, record, consumer('sum(x:rate{pod="a"})'))[1])
      .toBe('error alert Consumer (group test): the expression asks for pod="a", but dropLabels takes away \'pod\' of \'x\'');
    expect(breaks(policy, record, consumer('sum by (kind) (x:rate{kind="web"})'))).toHaveLength(1);
  });

  test('are not what a policy drops', () => {
    expect(breaks({ keepMetrics: ['x'] }, { record: 'x:sum', expr: 'sum(x)' }, consumer('x:sum > 1'))).toEqual([]);
  });

  test('that are elsewhere may be', () => {
    expect(breaks({ keepMetrics: ['x'] }, consumer('y:sum > 1'))).toEqual([
      "warning alert Consumer (group test): keepMetrics does not keep 'y:sum', which a rule records that is not among the rules",
    ]);
  });

  test('are perhaps not what an expression reads that does not name them', () => {
    expect(breaks({ dropMetrics: ['x'] }, { record: 'a:x', expr: 'sum by (a) (x)' }, consumer('sum({__name__=~"a:.*"})'))[1])
      .toMatch(/^warning alert Consumer \(group test\): the expression reads 'a:x', but recording rule a:x/);
    expect(breaks({ dropLabels: ['pod'], unique: true }, { record: 'a:x', expr: 'sum(x)' }, consumer('count by (pod) ({job="a"})'))).toEqual([
      'error alert Consumer (group test): dropLabels takes \'pod\' from {job="a"}, but the expression groups by it',
    ]);
  });

  test('hand on what they ask for: with it, more is sure of what somebody asks of them', () => {
    const policy: CardinalityPolicyProps = { forSeries: [{ labels: { env: 'dev' }, dropLabels: ['pod'], unique: true }] };
    const asked = (expr: string) => breaks(policy, { record: 'a:x', expr }, consumer('sum(a:x{pod="a"})')).filter((verdict) => verdict.includes('Consumer'));

    expect(asked('x{env="dev"}')).toEqual(['error alert Consumer (group test): the expression asks for pod="a", but forSeries[0].dropLabels takes away \'pod\' of \'x\'']);
    expect(asked('x')).toEqual(['warning alert Consumer (group test): the expression asks for pod="a", but forSeries[0].dropLabels takes away \'pod\' of some of \'x\'']);
    expect(asked('x{env="prod"}')).toEqual([]);
  });

  test('may have a label from elsewhere, and then nothing that is asked of it is an error', () => {
    const policy: CardinalityPolicyProps = { dropLabels: ['pod'], unique: true };
    const replaced = { record: 'a:x', expr: 'label_replace(x, "pod", "$1", "name", "v(.*)")' };

    expect(breaks(policy, replaced, consumer('sum(a:x{pod="a"})'))).toEqual([expect.stringMatching(/^warning alert Consumer .* asks for pod="a"/)]);
    expect(breaks(policy, consumer('sum(elsewhere:x{pod="a"})'))).toEqual([
      'warning alert Consumer (group test): the expression asks for pod="a", but dropLabels takes away \'pod\' of \'elsewhere:x\'',
    ]);
  });

  test('with the labels that somebody asks for are the only ones that matter', () => {
    const records = [{ record: 'a:b', expr: 'x', labels: { of: 'x' } }, { record: 'a:b', expr: 'y', labels: { of: 'y' } }];

    expect(breaks({ dropMetrics: ['x'] }, ...records, consumer('a:b{of="y"}'))).toHaveLength(1);
    expect(breaks({ dropMetrics: ['x'] }, ...records, consumer('a:b'))).toHaveLength(2);
  });

  test('may read what they record', () => {
    expect(breaks({ dropMetrics: ['x'] }, { record: 'a:b', expr: 'x or a:b' })).toEqual(["error recording rule a:b (group test): dropMetrics drops 'x'"]);
    expect(breaks({ dropLabels: ['l'] }, { record: 'a:b', expr: 'sum by (l) (x or on (l) a:b)' }, consumer('sum by (l) (a:b)'))).toContain(
      "error alert Consumer (group test): dropLabels takes 'l' from 'x', but the expression groups by it",
    );
  });

  test('of Prometheus itself are behind every policy', () => {
    expect(breaks({ keepMetrics: ['x'], dropLabels: ['alertname'] }, consumer('count by (alertname) (ALERTS{alertstate="firing"})'))).toEqual([]);
    expect(breaks({ dropLabels: ['alertname'], unique: true }, consumer('ALERTS_FOR_STATE > 0'))).toEqual([]);
  });
});

describe('metrics whose names are not known', () => {
  test('may be dropped', () => {
    expect(breaksOf({ dropMetrics: ['http_.*'] }, 'count({__name__=~"http_.*"})')).toEqual(['warning: dropMetrics drops some of {__name__=~"http_.*"}']);
    expect(breaksOf({ dropMetrics: ['http_.*'] }, 'count({job="a"})')).toEqual(['warning: dropMetrics drops some of {job="a"}']);
  });

  test('are called by what is asked of them', () => {
    expect(breaksOf({ dropLabels: ['a'] }, 'sum({a="1"})')).toEqual(['error: the expression asks for a="1", but dropLabels takes away \'a\' of {a="1"}']);
  });

  test('lose labels that all metrics lose', () => {
    expect(breaksOf({ dropLabels: ['a'] }, 'count by (a) ({__name__=~"http_.*"})')).toEqual([
      'error: dropLabels takes \'a\' from {__name__=~"http_.*"}, but the expression groups by it',
    ]);
  });
});

describe('series that are aggregated before remote write', () => {
  const policy: CardinalityPolicyProps = { aggregate: [{ metric: 'x', by: ['a'], keepRaw: false }] };

  test('are gone behind it', () => {
    expect(breaksOf(policy, 'sum(x)', { behindRemoteWrite: true })).toEqual(["error: aggregate[0] does not send 'x' by remote write"]);
    expect(breaksOf(policy, 'sum(x)', { behindRemoteWrite: false })).toEqual([]);
    expect(breaksOf(policy, 'sum(x)')).toEqual(["warning: aggregate[0] does not send 'x' by remote write"]);
    expect(breaksOf(policy, 'sum(y)', { behindRemoteWrite: true })).toEqual([]);
    expect(breaksOf({ aggregate: [{ metric: 'x', by: ['a'] }] }, 'sum(x)', { behindRemoteWrite: true })).toEqual([]);
  });

  test('are read by the name under which the policy records them', () => {
    const [breakage] = breakages(policy, 'sum(x)', { behindRemoteWrite: true });

    expect(breakage?.fix).toBe("read 'a:x:sum', keepRaw: true, or behindRemoteWrite: false where it is scraped");
    expect(breaksOf({ ...policy, keepMetrics: ['x'] }, 'sum by (a) (a:x:sum)', { behindRemoteWrite: true })).toEqual([]);
    expect(breaksOf({ ...policy, forSeries: [{ metrics: 'x', mapLabels: [{ label: 'a', match: 'b', replacement: 'c' }], unique: true }] }, 'a:x:sum{a="b"}')).toEqual([
      'error: the expression asks for a="b", but forSeries[0].mapLabels writes other values to \'a\' of \'x\'',
    ]);
  });
});

test('what is no PromQL is said, and breaks nothing', () => {
  expect(breakages({ dropMetrics: ['x'] }, 'sum(x')).toEqual([{
    severity: 'warning',
    where: 'alert Test (group test)',
    expression: 'sum(x',
    what: 'the expression is no PromQL: it ends too early',
    why: 'what it needs is not known',
    fix: 'an expression of https://prometheus.io/docs/prometheus/latest/querying/basics/',
  }]);
});

test('a breakage says where, what, why, and what mends it', () => {
  const expr = 'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m])) > 1';

  expect(breakages({ dropLabels: ['pod'] }, expr)).toEqual([{
    severity: 'error',
    where: 'alert Test (group test)',
    expression: expr,
    part: 'dropLabels',
    what: "dropLabels takes 'pod' from 'container_cpu_usage_seconds_total', but the expression groups by it",
    why: 'it would be empty for all of them',
    fix: "leave 'pod' out of dropLabels, or rules on other series than these",
  }]);
});

test('parts of a policy that comes after another are named as its own', () => {
  const breaksAfter = (props: CardinalityPolicyProps, expr: string) => new CardinalityPolicy({ dropLabels: ['a'], unique: true }).and(new CardinalityPolicy(props))
    .breaks({ rules: [{ groups: [{ name: 'test', rules: [{ alert: 'A', expr }] }] }] }).map(({ what, fix }) => [what, fix]);
  const policy = new CardinalityPolicy({ dropLabels: ['a'], unique: true }).and(new CardinalityPolicy({ dropMetrics: ['x'] }));

  expect(short(policy.breaks({ rules: [{ groups: [{ name: 'test', rules: [{ alert: 'A', expr: 'sum(x)' }] }] }] }))).toEqual(["error: and: dropMetrics drops 'x'"]);
  expect(breaksAfter({ keepMetrics: ['y'] }, 'sum(x)')).toEqual([["and: keepMetrics does not keep 'x'", "and: keepMetrics: 'x' too"]]);
  expect(breaksAfter({ keepLabels: ['b'], unique: true }, 'sum by (c) (x)')).toEqual([["and: keepLabels takes 'c' from 'x', but the expression groups by it", "and: keepLabels: 'c' too"]]);
});
