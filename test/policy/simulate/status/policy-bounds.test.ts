import { CardinalityPolicy, CardinalityPolicyProps, CardinalitySimulator } from '../../../../lib';
import { refusal, withFile } from '../dumps';

const status = (series: number, metrics: { [name: string]: number }) => JSON.stringify({
  status: 'success', data: { headStats: { numSeries: series }, seriesCountByMetricName: Object.entries(metrics).map(([name, value]) => ({ name, value })) },
});
const bounds = (props?: CardinalityPolicyProps) => withFile(status(20, { a: 10, b_bucket: 6 }), (path) => {
  const { before, atLeast, atMost } = CardinalitySimulator.bounds(path, props && new CardinalityPolicy(props));
  return [before, atLeast, atMost];
});

test.each<[string, CardinalityPolicyProps | undefined, number[]]>([
  ['nothing leaves all', undefined, [20, 20, 20]],
  ['dropped metrics go, perhaps such too as are not named', { dropMetrics: ['a'] }, [20, 6, 10]],
  ['kept metrics stay', { keepMetrics: ['a'] }, [20, 10, 14]],
  ['series that go by their labels may be all or none', { dropSeries: [{ metrics: 'a', labels: { x: 'y' } }] }, [20, 6, 20]],
  ['series that go by their names do', { dropSeries: [{ metrics: 'a' }] }, [20, 6, 10]],
  ['buckets may go', { keepBuckets: [{ metric: 'b', le: [1] }] }, [20, 10, 20]],
  ['labels that go leave one series at least', { dropLabels: ['x'] }, [20, 3, 20]],
  ['labels of some series too', { forSeries: [{ metrics: 'a', dropLabels: ['x'] }] }, [20, 8, 20]],
])('%s', (_what, props, span) => expect(bounds(props)).toEqual(span));

test.each([
  ['what is no JSON', '{', /^\S+:1:1: the answer is no JSON/],
  ['an answer to something else', '{"status":"success","data":[]}', /^\S+:1:1: there is no number of series$/],
  ['a number that is none', status(-1, {}), /there is no number of series/],
  ['a metric without a number', JSON.stringify({ data: { headStats: { numSeries: 1 }, seriesCountByMetricName: [{ name: 'a' }] } }), /an entry that is no metric with a number/],
])('%s is refused', (_what, text, message) => expect(refusal(() => withFile(text, (path) => CardinalitySimulator.bounds(path)))).toMatch(message));
