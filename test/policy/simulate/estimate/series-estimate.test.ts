import * as fc from 'fast-check';
import { BucketSelection, CardinalityPolicy, CardinalityPolicyProps, SeriesEstimate } from '../../../../lib';
import { refusal, simulatePages } from '../dumps';

const REQUESTS = { metric: 'http_requests_total', counts: { method: 4, path: 500, code: 20, pod: 100, instance: 50 } };

const under = (props: CardinalityPolicyProps, estimate = new SeriesEstimate(REQUESTS)) => estimate.under(new CardinalityPolicy(props));

test('the textbook case: two hundred million series become four thousand', () => {
  expect(under({ dropLabels: ['path', 'pod'] })).toEqual({ before: 200_000_000, after: 4_000, parts: [{ part: 'dropLabels', before: 200_000_000, after: 4_000 }] });
});

describe('an estimate under a policy', () => {
  test('goes when its metric goes', () => {
    expect(under({ dropMetrics: ['http_.*'] }).after).toBe(0);
    expect(under({ keepMetrics: ['up'], dropLabels: ['pod'] }).after).toBe(0);
    expect(under({ dropSeries: [{ metrics: 'http_.*' }] }).after).toBe(0);
  });

  test('stays when the policy is about others', () => {
    expect(under({ dropMetrics: ['go_.*'], forSeries: [{ metrics: 'go_.*', labels: { a: 'b' }, dropLabels: ['path'] }] }).parts).toEqual([]);
  });

  test('has the labels that are kept', () => expect(under({ keepLabels: ['method', 'code'] }).after).toBe(4 * 20 * 50));

  test('keeps a label that gets another name', () => expect(under({ renameLabels: { path: 'route' } }).after).toBe(200_000_000));

  test('loses a label that is overwritten', () => expect(under({ renameLabels: { path: 'pod' } }).after).toBe(2_000_000));

  test('has fewer values where they are mapped', () => {
    const estimate = new SeriesEstimate({ metric: 'm', counts: { pod: 10 }, values: { code: ['200', '201', '404', '503', '200'] } });
    expect([estimate.series, under({ mapLabels: [{ label: 'code', match: '(.)..', replacement: '${1}xx' }] }, estimate).after]).toEqual([40, 30]);
  });

  test('has one value where all become one', () => expect(under({ mapLabels: [{ label: 'path', match: '.*', replacement: 'any' }] }).after).toBe(400_000));

  test('has the buckets that stay', () => {
    const buckets = new SeriesEstimate({ metric: 'm_bucket', counts: { pod: 10 }, values: { le: ['0.1', '1.0', '5', '+Inf'] } });
    expect(under({ keepBuckets: [{ metric: 'm', le: [1] }] }, buckets).after).toBe(20);
  });

  test('loses series by one label', () => {
    const estimate = new SeriesEstimate({ metric: 'm', counts: { pod: 10 }, values: { code: ['200', '404'] } });
    expect(under({ dropSeries: [{ labels: { code: '4..' } }] }, estimate).after).toBe(10);
    expect(under({ dropSeries: [{ labels: { nowhere: '' } }] }, estimate).after).toBe(0);
  });
});

describe('an estimate fails', () => {
  test.each<[string, () => unknown, string]>([
    ['for mapped values that are not known', () => under({ mapLabels: [{ label: 'path', match: '/a/.*', replacement: '/a' }] }), "SeriesEstimate: mapLabels asks for the values of 'path', of which only their number is known: 500"],
    ['for conditions on values that are not known', () => under({ dropSeries: [{ labels: { path: 'a' } }] }), "SeriesEstimate: dropSeries[0] asks for the values of 'path', of which only their number is known: 500"],
    ['for conditions on several labels', () => under({ dropSeries: [{ labels: { path: 'a', pod: 'b' } }] }), 'SeriesEstimate: dropSeries[0] asks for 2 labels at once'],
    ['for changes of some series', () => under({ forSeries: [{ labels: { path: 'a' }, dropLabels: ['pod'] }] }), "SeriesEstimate: forSeries[0] is about series with a certain 'path' only"],
    ['for a label that stands twice', () => new SeriesEstimate({ metric: 'm', counts: { a: 1 }, values: { a: ['b'] } }), "SeriesEstimate: 'a' stands in counts and in values"],
    ['for a number that is none', () => new SeriesEstimate({ metric: 'm', counts: { a: 0 } }), "SeriesEstimate: counts['a'] is 0"],
    ['for a label without values', () => new SeriesEstimate({ metric: 'm', values: { a: [] } }), "SeriesEstimate: values['a'] is empty"],
    ['for more than can be counted', () => new SeriesEstimate({ metric: 'm', counts: { a: 1e9, b: 1e9 } }), 'SeriesEstimate: there are 1000000000000000000 series'],
  ])('%s', (_what, act, message) => expect(refusal(act)).toBe(message));
});

test('what is reckoned is what is counted, on small metrics', () => {
  const value = fc.constantFrom('1', '2', '12', 'x', 'xy', '+Inf');
  const label = fc.constantFrom('a', 'b', 'c', 'le');
  const values = fc.dictionary(label, fc.uniqueArray(value, { minLength: 1, maxLength: 4 }), { minKeys: 1, maxKeys: 3 });
  const own = fc.constantFrom('a', 'b', 'c', 'd');
  const policy = fc.record({
    dropSeries: fc.array(fc.record({ labels: fc.dictionary(label, fc.constantFrom('1.*', 'x', '', '|x'), { minKeys: 1, maxKeys: 1 }) }), { maxLength: 1 }),
    keepBuckets: fc.constant<BucketSelection[]>([{ metric: 'm', le: [1] }]),
    dropLabels: fc.array(own, { minLength: 1, maxLength: 1 }),
    renameLabels: fc.dictionary(own, own, { minKeys: 1, maxKeys: 1 }),
    mapLabels: fc.array(fc.record({ label: own, match: fc.constantFrom('(.).*', '1', '', '.*'), replacement: fc.constantFrom('$1', '', 'z') }), { minLength: 1, maxLength: 2 }),
  }, { requiredKeys: [] }).map(tryPolicy).filter((made) => made !== undefined);
  fc.assert(fc.property(values, policy, (known, made) => {
    const page = Object.entries(known).reduce((lines, [name, list]) => lines.flatMap((line) => list.map((text) => `${line}${name}="${text}",`)), ['m_bucket{']).map((line) => `${line}} 1\n`).join('');
    const estimate = new SeriesEstimate({ metric: 'm_bucket', values: known });
    const counted = simulatePages([page], made);
    expect([estimate.series, reckoned(estimate, made) ?? counted.after]).toEqual([counted.before, counted.after]);
  }), { numRuns: 200 });
});

function tryPolicy(props: CardinalityPolicyProps): CardinalityPolicy | undefined {
  try {
    return new CardinalityPolicy(props);
  } catch {
    return undefined;
  }
}

/** What is reckoned, if it can be. */
function reckoned(estimate: SeriesEstimate, policy: CardinalityPolicy): number | undefined {
  try {
    return estimate.under(policy).after;
  } catch {
    return undefined;
  }
}
