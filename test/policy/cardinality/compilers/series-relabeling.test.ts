import { Duration } from 'cdk8s';
import { CardinalityPolicy, CardinalityPolicyProps, Relabeling } from '../../../../lib';

const scraping = (props: CardinalityPolicyProps) => () => new CardinalityPolicy(props).metricRelabelConfigs();
const writing = (props: CardinalityPolicyProps) => () => new CardinalityPolicy(props).writeRelabelConfigs();

describe('what would make series the same is a problem where nothing merges', () => {
  test.each<[string, CardinalityPolicyProps, string]>([
    ['a label that goes', { dropLabels: ['pod_ip'] }, 'dropLabels may make series the same'],
    ['labels that stay alone', { keepLabels: ['a'] }, 'keepLabels may make series the same'],
    ['values that become others', { mapLabels: [{ label: 'a', match: 'b', replacement: 'c' }] }, 'mapLabels may make series the same'],
    ['one of some series', { forSeries: [{ metrics: 'm', dropLabels: ['a'] }] }, 'forSeries[0].dropLabels may make series the same'],
  ])('%s', (_, props, what) => {
    expect(scraping(props)).toThrow(what);
    expect(writing(props)).toThrow(what);
  });

  test('the problem names the fix', () => {
    expect(scraping({ forSeries: [{ metrics: 'm', dropLabels: ['a'] }] })).toThrow('fix: forSeries[0].unique: true, when you know that none become the same');
    expect(scraping({ dropLabels: ['a'] })).toThrow('fix: unique: true, when you know that none become the same');
  });

  test.each<[string, CardinalityPolicyProps]>([
    ['what the user knows to be unique', { dropLabels: ['pod_ip'], unique: true }],
    ['what is unique for all is for some', { unique: true, forSeries: [{ metrics: 'm', dropLabels: ['a'] }] }],
    ['another name for a label', { renameLabels: { a: 'b' } }],
    ['whole series', { dropMetrics: ['a'], dropSeries: [{ labels: { b: 'c' } }], keepBuckets: [{ metric: 'h', le: [1] }] }],
  ])('%s is none', (_, props) => {
    expect(scraping(props)).not.toThrow();
  });
});

test('what is unique for all may not be for some', () => {
  expect(scraping({ unique: true, dropLabels: ['b'], forSeries: [{ metrics: 'm', dropLabels: ['a'], unique: false }] })).toThrow(/Observability problems \(1\)/);
});

describe('what relabel rules have no words for is a problem', () => {
  test('labels that stay of some series only', () => {
    expect(scraping({ forSeries: [{ metrics: 'm', keepLabels: ['a'], unique: true }] })).toThrow('forSeries[0].keepLabels keeps labels of some series only');
  });

  test('labels that go from some series only, by an expression', () => {
    expect(scraping({ forSeries: [{ metrics: 'm', dropLabels: ['a', 'b_.*'], unique: true }] })).toThrow("forSeries[0].dropLabels takes 'b_.*' from some series only");
    expect(scraping({ forSeries: [{ metrics: 'm', dropLabels: ['a', 'service\\.name'], unique: true }] })).not.toThrow();
  });
});

describe('series that a rule stands for', () => {
  const props: CardinalityPolicyProps = {
    keepMetrics: ['http_.*'],
    aggregate: [
      { metric: 'http_requests_total', by: ['method'], window: Duration.minutes(5), keepRaw: false },
      { metric: 'http_in_flight', by: ['method'] },
    ],
  };

  test('are left out of remote write, and what was recorded passes', () => {
    const rules = Relabeling.of(new CardinalityPolicy(props).writeRelabelConfigs());
    expect(rules.apply({ __name__: 'http_requests_total' })).toBeUndefined();
    expect(rules.apply({ __name__: 'method:http_requests:rate5m' })).toEqual({ __name__: 'method:http_requests:rate5m' });
    expect(rules.apply({ __name__: 'http_in_flight' })).toEqual({ __name__: 'http_in_flight' });
    expect(rules.apply({ __name__: 'method:http_in_flight:sum' })).toEqual({ __name__: 'method:http_in_flight:sum' });
    expect(rules.apply({ __name__: 'go_goroutines' })).toBeUndefined();
  });

  test('must stay where they are scraped', () => {
    expect(scraping(props)).toThrow("aggregate[0] does not keep 'http_requests_total', which its rule reads");
  });
});

test('everything that is wrong is said at once', () => {
  expect(scraping({ dropLabels: ['a'], forSeries: [{ metrics: 'm', keepLabels: ['b'] }] })).toThrow(/Observability problems \(3\)/);
});
