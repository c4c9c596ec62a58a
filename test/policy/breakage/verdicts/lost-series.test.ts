import { CardinalityPolicyProps } from '../../../../lib/policy';
import { lostSeries } from '../../../../lib/policy/breakage/verdicts/lost-series';
import { fatesOf } from '../fates-of';
import { selectorOf } from '../selectors';

const SURE = { sure: true, doubt: '' };
const verdicts = (policy: CardinalityPolicyProps, selector = 'x', weight = SURE) => lostSeries(fatesOf(policy), selectorOf(selector), weight);

describe('series that are dropped', () => {
  test('are an error', () => {
    expect(verdicts({ dropMetrics: ['x'] })).toEqual([{
      severity: 'error',
      part: 'dropMetrics',
      what: "dropMetrics drops 'x'",
      why: 'the expression would find nothing there',
      fix: "leave 'x' out of dropMetrics, or out of the expression",
    }]);
    expect(verdicts({ dropMetrics: ['y'] })).toEqual([]);
  });

  test('because they are not kept are to be kept', () => {
    expect(verdicts({ keepMetrics: ['y'] })).toMatchObject([{ what: "keepMetrics does not keep 'x'", fix: "keepMetrics: 'x' too" }]);
  });

  test('in part, or perhaps, are a warning', () => {
    expect(verdicts({ dropSeries: [{ labels: { a: '1' } }] })).toMatchObject([{
      severity: 'warning', what: "dropSeries[0] drops some of 'x'", why: 'the expression would miss what these series say, if it reads them',
    }]);
  });

  test('by several parts are told once, by one that surely does it', () => {
    expect(verdicts({ dropSeries: [{ labels: { a: '1' } }, { metrics: 'x' }] })).toMatchObject([{ severity: 'error', part: 'dropSeries[1]' }]);
    expect(verdicts({ dropSeries: [{ metrics: 'x' }, { labels: { a: '1' } }] })).toMatchObject([{ severity: 'error', part: 'dropSeries[0]' }]);
    expect(verdicts({ dropSeries: [{ labels: { a: '1' } }, { labels: { a: '2' } }] })).toMatchObject([{ severity: 'warning', part: 'dropSeries[0]' }]);
  });

  test('are a warning when the policy may have nothing to do with them, with words for it', () => {
    expect(verdicts({ dropMetrics: ['x'] }, 'x', { sure: false, doubt: ', which nobody knows' })).toMatchObject([{ severity: 'warning', what: "dropMetrics drops 'x', which nobody knows" }]);
  });
});

describe('buckets', () => {
  const policy: CardinalityPolicyProps = { keepBuckets: [{ metric: 'x', le: [1, 5] }] };

  test('that are fewer change quantiles', () => {
    expect(verdicts(policy, 'x_bucket{a="1"}')).toEqual([{
      severity: 'warning',
      part: 'keepBuckets[0]',
      what: "keepBuckets[0] leaves the buckets 1, 5 and +Inf of 'x_bucket'",
      why: 'quantiles fall between fewer bounds: their values change',
      fix: 'keepBuckets[0].le: the bounds around the values that matter',
    }]);
    expect(verdicts(policy, 'x_bucket{le=~"1.*"}')).toMatchObject([{ what: expect.stringContaining('leaves the buckets') as string }]);
    expect(verdicts(policy, 'x_bucket{le!="2"}')).toMatchObject([{ what: expect.stringContaining('leaves the buckets') as string }]);
  });

  test('that somebody asks for are an error when they go', () => {
    expect(verdicts(policy, 'x_bucket{le="2"}')).toEqual([{
      severity: 'error',
      part: 'keepBuckets[0]',
      what: "keepBuckets[0] does not keep the bucket 2 of 'x_bucket'",
      why: 'the expression asks for it by its bound and would find nothing',
      fix: 'keepBuckets[0].le: 2 too',
    }]);
    expect(verdicts(policy, 'x_bucket{a="1", le="2"}')).toMatchObject([{ severity: 'error' }]);
    expect(verdicts(policy, 'x_bucket{le=~"2|3"}')).toMatchObject([{ severity: 'error', fix: 'keepBuckets[0].le: 2, 3 too' }]);
    expect(verdicts(policy, 'x_bucket{le="-Inf"}')).toMatchObject([{ severity: 'error' }]);
  });

  test('of which some stay are a warning, or when nobody knows whether the policy meets them', () => {
    expect(verdicts(policy, 'x_bucket{le=~"1|2|\\\\+Inf"}')).toMatchObject([{ severity: 'warning', fix: 'keepBuckets[0].le: 2 too' }]);
    expect(verdicts(policy, 'x_bucket{le="2"}', { ...SURE, sure: false })).toMatchObject([{ severity: 'warning' }]);
  });

  test.each(['1', '1.0', '5', '+Inf', 'Inf', '+inf'])('stay when they are kept, in either spelling: %s', (bound) => {
    expect(verdicts(policy, `x_bucket{le="${bound}"}`)).toEqual([]);
  });

  test.each(['1(\\\\.0)?', '5(?:\\\\.0)?|\\\\+Inf'])('stay when both spellings are asked for: %s', (bounds) => {
    expect(verdicts(policy, `x_bucket{le=~"${bounds}"}`)).toEqual([]);
  });

  test('are nothing to say when all of them are surely dropped; when some are, both is said', () => {
    expect(verdicts({ ...policy, dropMetrics: ['x_bucket'] }, 'x_bucket')).toMatchObject([{ part: 'dropMetrics' }]);
    expect(verdicts({ ...policy, dropSeries: [{ labels: { a: '1' } }] }, 'x_bucket')).toMatchObject([{ part: 'dropSeries[0]' }, { part: 'keepBuckets[0]' }]);
  });

  test('that there are none of any longer are those that nobody keeps', () => {
    const fates = fatesOf(policy, [{ __name__: 'x_bucket', le: '2' }]);

    expect(lostSeries(fates, selectorOf('x_bucket{le="2"}'), SURE)).toMatchObject([{
      severity: 'error', what: "keepBuckets[0] keeps no such bucket of 'x_bucket'", fix: 'keepBuckets[0].le: these bounds too',
    }]);
  });
});
