import { Size } from 'cdk8s';
import { CardinalityPolicy, CardinalityPolicyProps } from '../../../lib';

const problems = (props: CardinalityPolicyProps) => () => new CardinalityPolicy(props);

describe('what a policy leaves of a series', () => {
  const policy = new CardinalityPolicy({
    keepMetrics: ['http_.*', 'kube_.*', 'up'],
    dropMetrics: ['kube_secret_.*'],
    dropSeries: [{ metrics: 'http_.*', labels: { path: '/healthz' } }],
    keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 1] }],
    dropLabels: ['pod_ip', 'request_.*'],
    renameLabels: { status: 'code' },
    mapLabels: [
      { label: 'path', match: '(/api/[^/]+)/.*', replacement: '$1/*' },
      { label: 'path', match: '/api/.*', replacement: '/api' },
    ],
    forSeries: [{ metrics: 'kube_.*', labels: { namespace: 'dev-.*' }, dropLabels: ['uid', 'namespace'] }],
  });

  test('the example of the documentation', () => {
    expect(policy.apply({ __name__: 'http_requests_total', path: '/api/users/42', pod_ip: '10.0.0.1', request_id: 'a1' }))
      .toEqual({ __name__: 'http_requests_total', path: '/api/users/*' });
  });

  test.each([
    ['a metric that is not kept', { __name__: 'go_goroutines' }],
    ['a metric that begins like one', { __name__: 'upper' }],
    ['a metric that is dropped although it is kept', { __name__: 'kube_secret_info' }],
    ['a series of a kept metric', { __name__: 'http_requests_total', path: '/healthz' }],
    ['a bucket that is not kept', { __name__: 'http_request_duration_seconds_bucket', le: '0.5' }],
  ])('drops %s', (_, labels) => {
    expect(policy.apply(labels)).toBeUndefined();
  });

  test.each([
    ['a bucket', { __name__: 'http_request_duration_seconds_bucket', le: '0.1' }],
    ['a bucket in other words', { __name__: 'http_request_duration_seconds_bucket', le: '1.0' }],
    ['the last bucket', { __name__: 'http_request_duration_seconds_bucket', le: '+Inf' }],
    ['the sum of the histogram', { __name__: 'http_request_duration_seconds_sum', le: '0.5' }],
    ['a series that has no such label', { __name__: 'http_requests_total' }],
  ])('keeps %s', (_, labels) => {
    expect(policy.apply(labels)).toEqual(labels);
  });

  test('the first mapping that matches decides', () => {
    expect(policy.apply({ __name__: 'up', path: '/api/users' })?.path).toBe('/api');
    expect(policy.apply({ __name__: 'up', path: '/api/users/1' })?.path).toBe('/api/users/*');
    expect(policy.apply({ __name__: 'up', path: '/login' })?.path).toBe('/login');
  });

  test('a renamed label keeps its value, and one that is not there overwrites nothing', () => {
    expect(policy.apply({ __name__: 'up', status: '200', code: '1' })).toEqual({ __name__: 'up', code: '200' });
    expect(policy.apply({ __name__: 'up', code: '1' })).toEqual({ __name__: 'up', code: '1' });
  });

  test('what is for some series is decided before their labels change', () => {
    expect(policy.apply({ __name__: 'kube_pod_info', namespace: 'dev-1', uid: 'x' })).toEqual({ __name__: 'kube_pod_info' });
    expect(policy.apply({ __name__: 'kube_pod_info', namespace: 'prod', uid: 'x' })).toEqual({ __name__: 'kube_pod_info', namespace: 'prod', uid: 'x' });
  });

  test('a label without a value is none', () => {
    expect(policy.apply({ __name__: 'up', pod: '' })).toEqual({ __name__: 'up' });
    expect(new CardinalityPolicy({ mapLabels: [{ label: 'path', match: '/tmp/.*', replacement: '' }] }).apply({ __name__: 'a', path: '/tmp/x' })).toEqual({ __name__: 'a' });
  });

  test('the order of bounds says nothing, nor does one that stands twice', () => {
    const rules = (...le: number[]) => new CardinalityPolicy({ keepBuckets: [{ metric: 'h', le }] }).metricRelabelConfigs();
    expect(rules(5, 0.1, 5, 1)).toEqual(rules(0.1, 1, 5));
  });

  test('what is kept keeps what makes a series', () => {
    const kept = new CardinalityPolicy({ keepLabels: ['method'] });
    const labels = { __name__: 'a_bucket', le: '1', job: 'shop', instance: '10.0.0.1:80', method: 'GET' };
    expect(kept.apply({ ...labels, quantile: '0.5', pod: 'a' })).toEqual({ ...labels, quantile: '0.5' });
  });

  test('shows what each part does', () => {
    expect(policy.trace({ __name__: 'http_requests_total', path: '/api/users/42', pod_ip: '10.0.0.1' })).toEqual([
      {
        part: 'dropLabels',
        before: { __name__: 'http_requests_total', path: '/api/users/42', pod_ip: '10.0.0.1' },
        after: { __name__: 'http_requests_total', path: '/api/users/42' },
      },
      {
        part: 'mapLabels',
        before: { __name__: 'http_requests_total', path: '/api/users/42' },
        after: { __name__: 'http_requests_total', path: '/api/users/*' },
      },
    ]);
    expect(policy.trace({ __name__: 'http_requests_total', path: '/healthz', pod_ip: '10.0.0.1' })).toEqual([
      { part: 'dropSeries[0]', before: { __name__: 'http_requests_total', path: '/healthz', pod_ip: '10.0.0.1' } },
    ]);
  });
});

describe('policies together', () => {
  const platform = new CardinalityPolicy({ keepMetrics: ['http_.*', 'up'], dropLabels: ['pod_ip'], limits: { samples: 1000, labels: 20 }, budget: { series: 10 } });
  const team = new CardinalityPolicy({
    keepMetrics: ['http_.*', 'cart_.*'], mapLabels: [{ label: 'path', match: '/cart/.*', replacement: '/cart' }], limits: { samples: 500 }, budget: { series: 20 },
  });

  test('act one after the other, and a metric stays when both keep it', () => {
    const both = platform.and(team);
    expect(both.apply({ __name__: 'http_requests_total', pod_ip: '10.0.0.1', path: '/cart/1' })).toEqual({ __name__: 'http_requests_total', path: '/cart' });
    expect(both.apply({ __name__: 'up' })).toBeUndefined();
    expect(both.apply({ __name__: 'cart_items' })).toBeUndefined();
    expect(both.trace({ __name__: 'up' })).toEqual([{ part: 'and: keepMetrics', before: { __name__: 'up' } }]);
  });

  test('have the lower of two limits', () => {
    expect(platform.and(team).limitsForPrometheus()).toEqual({ sample_limit: 500, label_limit: 20 });
    expect(team.and(platform).limitsForPrometheus()).toEqual({ sample_limit: 500, label_limit: 20 });
  });

  test('have the smaller of two sizes, whatever their units', () => {
    const limited = (bodySize: Size) => new CardinalityPolicy({ limits: { bodySize } });
    const [large, small] = [limited(Size.gibibytes(1)), limited(Size.mebibytes(2))];
    expect(large.and(small).limitsForPrometheus()).toEqual({ body_size_limit: '2097152B' });
    expect(small.and(large).limitsForPrometheus()).toEqual({ body_size_limit: '2097152B' });
  });

  test('record what each of them records, and not the same twice', () => {
    const [one, other] = ['a', 'b'].map((metric) => new CardinalityPolicy({ aggregate: [{ metric, by: ['job'] }] })) as [CardinalityPolicy, CardinalityPolicy];
    expect(one.and(other).ruleGroups().map((group) => group.toDocument())).toEqual([
      { name: 'cardinality', rules: [{ record: 'job:a:sum', expr: 'sum by (job) (a)' }, { record: 'job:b:sum', expr: 'sum by (job) (b)' }] },
    ]);
    expect(() => one.and(one)).toThrow("and: aggregate[0] and aggregate[0] both record 'job:a:sum'");
  });

  test('can be put together in any way', () => {
    const third = new CardinalityPolicy({ dropLabels: ['user'] });
    const labels = { __name__: 'http_requests_total', pod_ip: '10.0.0.1', path: '/cart/1', user: 'x', method: 'GET' };
    expect(platform.and(team).and(third).trace(labels)).toEqual(platform.and(team.and(third)).trace(labels));
    expect(platform.and(team.and(third)).trace(labels).map(({ part }) => part)).toEqual(['dropLabels', 'and: mapLabels', 'and: dropLabels']);
  });

  test('fails when the second one needs what the first one takes away', () => {
    expect(() => platform.and(new CardinalityPolicy({ mapLabels: [{ label: 'pod_ip', match: '10\\..*', replacement: 'inside' }] }))).toThrow(
      "CardinalityPolicy: and: mapLabels needs the label 'pod_ip', which dropLabels takes away before");
  });
});

describe('a policy that cannot be meant fails', () => {
  test('with everything that is wrong, at once', () => {
    expect(problems({ dropLabels: ['(?=x)'], keepMetrics: [], limits: { samples: 0 } })).toThrow(/Observability problems \(3\)/);
  });

  test.each<[string, CardinalityPolicyProps, string]>([
    ['an empty one', {}, 'the policy has no rule'],
    ['one that says only how to merge', { unique: true }, 'the policy has no rule'],
    ['one that keeps no metric', { keepMetrics: [] }, 'keepMetrics is empty'],
    ['looking ahead', { dropLabels: ['user(?=_id)'] }, "dropLabels[0] 'user(?=_id)' is no RE2 expression: invalid or unsupported Perl syntax: `(?=` at character 5"],
    ['a back reference', { mapLabels: [{ label: 'a', match: '(.)\\1', replacement: 'x' }] }, "mapLabels[0].match '(.)\\1' is no RE2 expression: invalid escape sequence: `\\1` at character 4"],
    ['an expression that breaks out', { keepMetrics: ['a)|(b'] }, "keepMetrics[0] 'a)|(b' is no RE2 expression"],
    ['an expression that swallows what comes after it', { dropMetrics: ['\\Qa'] }, "dropMetrics[0] '\\Qa' is no RE2 expression"],
    ['an expression of a selection', { dropSeries: [{ metrics: '(' }] }, "dropSeries[0].metrics '(' is no RE2 expression"],
    ['an expression on a label', { forSeries: [{ labels: { path: '[' }, dropLabels: ['a'] }] }, "forSeries[0].labels['path'] '[' is no RE2 expression"],
    ['a histogram that cannot be read', { keepBuckets: [{ metric: '*', le: [1] }] }, "keepBuckets[0].metric '*' is no RE2 expression"],
    ['dropping the name', { dropLabels: ['__.*'] }, "dropLabels[0] '__.*' takes '__name__'"],
    ['dropping the bounds', { dropLabels: ['l.'] }, "dropLabels[0] 'l.' takes 'le'"],
    ['mapping quantiles', { mapLabels: [{ label: 'quantile', match: '.*', replacement: '' }] }, "mapLabels takes 'quantile'"],
    ['renaming the name', { renameLabels: { __name__: 'name' } }, "renameLabels takes '__name__'"],
    ['a label of engines', { renameLabels: { path: '__path' } }, "renameLabels has the label '__path'"],
    ['a replacement that cannot be written', { mapLabels: [{ label: 'a', match: 'b', replacement: '\ud800' }] }, 'mapLabels[0].replacement'],
    ['series of everything', { dropSeries: [{}] }, 'dropSeries[0] has neither metrics nor labels'],
    ['rules for everything among those for some', { forSeries: [{ dropLabels: ['a'] }] }, 'forSeries[0] has neither metrics nor labels'],
    ['rules that say nothing', { forSeries: [{ metrics: 'a', unique: true }] }, 'forSeries[0] has no rule'],
    ['no bucket', { keepBuckets: [{ metric: 'a', le: [] }] }, 'keepBuckets[0] keeps no bound'],
    ['a bound that is no number', { keepBuckets: [{ metric: 'a', le: [1, Infinity] }] }, 'keepBuckets[0] has the bound Infinity'],
    ['the buckets instead of the histogram', { keepBuckets: [{ metric: 'a_bucket', le: [1] }] }, "keepBuckets[0].metric is 'a_bucket'"],
    ['a bound that the histogram does not have', { keepBuckets: [{ metric: 'a', le: [1, 3], bounds: [1, 2] }] }, 'keepBuckets[0].le has 3, which bounds does not have'],
    ['a rule about several metrics', { aggregate: [{ metric: 'http_.*', by: [] }] }, "aggregate[0].metric is 'http_.*'"],
    ['a rule that keeps no label in particular', { aggregate: [{ metric: 'a' }] }, 'aggregate[0] has neither by nor without'],
    ['a rule that says it twice', { aggregate: [{ metric: 'a', by: ['b'], without: ['c'] }] }, 'aggregate[0] has both by and without'],
    ['a rule with a label that no series has', { aggregate: [{ metric: 'a', by: [''] }] }, "aggregate[0] has the label ''"],
    ['half a sample', { limits: { samples: 1.5 } }, 'limits.samples is 1.5'],
    ['an answer of nothing', { limits: { bodySize: Size.kibibytes(0) } }, 'limits.bodySize is 0Ki'],
    ['no series at all', { budget: { seriesPerJob: 0 } }, 'budget.seriesPerJob is 0'],
  ])('%s', (_, props, what) => {
    expect(problems(props)).toThrow(what);
  });
});
