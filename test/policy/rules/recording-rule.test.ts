import { RecordingRule, RecordingRuleProps } from '../../../lib';
import { problemOf } from '../../collector/documents';

const EXPR = 'sum by (namespace) (rate(http_requests_total[5m]))';
const problem = (name: string, props: Partial<RecordingRuleProps> = {}) => problemOf(() => new RecordingRule(name, { expr: EXPR, ...props }));

test('a recording rule is a name and an expression, and labels where there are some', () => {
  expect(new RecordingRule('namespace:http_requests:rate5m', { expr: EXPR })._document()).toEqual({ record: 'namespace:http_requests:rate5m', expr: EXPR });
  expect(new RecordingRule('a:b:c', { expr: 'time()', labels: { team: 'shop' } })._document()).toEqual({ record: 'a:b:c', expr: 'time()', labels: { team: 'shop' } });
});

test('it can be read back', () => {
  expect(new RecordingRule('a:b:c', { expr: EXPR, labels: { team: 'shop' } })).toMatchObject({ name: 'a:b:c', expr: EXPR, labels: { team: 'shop' } });
});

describe('a name', () => {
  test('without a colon gets one of what is left, and of what was done', () => {
    expect(problem('http_requests')).toEqual({
      path: 'RecordingRule',
      what: "the name 'http_requests' has no colon",
      why: 'nobody could tell it from a scraped metric, and a target that exposes one of that name would mix with it',
      fix: "'namespace:http_requests:sum', which is level:metric:operations",
    });
  });

  test.each<[string, string]>([
    ['sum(a)', 'all:x:sum'],
    ['max without (pod, "a.b") (a)', 'without_pod_a_b:x:max'],
    ['histogram_quantile(0.9, sum by (le, job) (a))', 'job:x:histogram_quantile'],
    ['sum by (job) (a) / sum by (job) (b)', 'job:x:ratio'],
    ['sum by (job) (a) > 5', 'job:x:result'],
    ['a', 'instance:x:value'],
    ['time()', 'all:x:time'],
    ['sum(', 'job:x:sum'],
  ])('of %s would be %s, which is taken', (expr, name) => {
    expect(problem('x', { expr }).fix).toBe(`'${name}', which is level:metric:operations`);
    expect(() => new RecordingRule(name, { expr: 'up' })).not.toThrow();
  });

  test.each<[string, string]>([
    ['http.requests', "'namespace:http_requests:sum'"],
    ['5xx:rate', "'_5xx:rate'"],
    ['a{b="c"}', "'namespace:a_b_c_:sum'"],
    ['', "'namespace:requests:sum'"],
  ])('%s is no name of a metric', (name, fix) => {
    expect(problem(name)).toMatchObject({ what: `the name '${name}' is no name of a metric`, fix });
  });
});

test.each<[string, Partial<RecordingRuleProps>]>([
  ["'a:b:c': expr 'rate(up)' is no PromQL: rate takes a range vector, and 'up' is an instant vector", { expr: 'rate(up)' }],
  ["'a:b:c': expr '\"a\"' is a string", { expr: '"a"' }],
  ["'a:b:c': expr 'up[5m]' is a range vector", { expr: 'up[5m]' }],
  ["'a:b:c' has no expr", { expr: ' ' }],
  ["'a:b:c': labels has '__name__'", { labels: { __name__: 'a' } }],
  ["'a:b:c': labels has ''", { labels: { '': 'a' } }],
])('it fails when %s', (what, props) => {
  expect(problem('a:b:c', props).what).toBe(what);
});

test('what some Prometheus knows is taken here, and judged where it is evaluated', () => {
  expect(() => new RecordingRule('a:b:c', { expr: 'sort_by_label(up, "job")' })).not.toThrow();
});
