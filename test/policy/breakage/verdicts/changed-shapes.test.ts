import { CardinalityPolicyProps, GaugeMerge } from '../../../../lib/policy';
import { PlainLabels } from '../../../../lib/policy/breakage/fates/observations';
import { Absorption } from '../../../../lib/policy/breakage/needs/readings';
import { lostFlows, lostMatching, mergedReadings, overwritten, ShapeChange, shapeWarnings } from '../../../../lib/policy/breakage/verdicts/changed-shapes';
import { Flow } from '../../../../lib/policy/promql/output-labels';
import { fatesOf, mapping } from '../fates-of';
import { selectorOf } from '../selectors';

const flow = (selector: string, ...without: string[]): Flow => ({ selector: selectorOf(selector), without });
const shorts = (changes: readonly ShapeChange[]) => changes.map(({ part, selector, label, sure }) => [part, selector.metric, label, sure]);

describe('series that become one', () => {
  const isSame = (metric: string, absorbed: Absorption | undefined, mergeGauges?: GaugeMerge) =>
    mergedReadings(fatesOf({ dropLabels: ['a'], mergeGauges }), { selector: selectorOf(metric), absorbed, replaceable: false }).length === 0;
  const ways = [undefined, GaugeMerge.SUM, GaugeMerge.MAX, GaugeMerge.MIN, GaugeMerge.MEAN];

  test.each<[string, Absorption | undefined, readonly (GaugeMerge | undefined)[]]>([
    ['who reads them one by one', undefined, []],
    ['who asks whether there are any', 'presence', ways],
    ['who adds them', 'sum', [GaugeMerge.SUM]],
    ['who takes the largest', 'max', [GaugeMerge.MAX]],
    ['who takes the smallest', 'min', [GaugeMerge.MIN]],
  ])('are the same for %s, when they are gauges', (_, absorbed, same) => {
    expect(ways.filter((way) => isSame('memory_bytes', absorbed, way))).toEqual(same);
  });

  test.each(['x_total', 'x_count', 'x_sum', 'x_bucket'])('are added when they are like %s, whatever is said of gauges', (metric) => {
    expect(ways.map((way) => isSame(metric, 'sum', way))).toEqual(ways.map(() => true));
    expect(ways.some((way) => isSame(metric, 'max', way) || isSame(metric, 'min', way) || isSame(metric, undefined, way))).toBe(false);
    expect(isSame(metric, 'presence')).toBe(true);
  });

  test('are not known to be counters without a name that says so', () => {
    expect(isSame('x_total_bytes', 'sum')).toBe(false);
    expect(isSame('{job="a"}', 'sum')).toBe(false);
  });

  test('are told with the part that makes them one', () => {
    const series = [{ __name__: 'x', a: '1' }, { __name__: 'x', a: '2' }];
    const reading = { selector: selectorOf('x'), replaceable: false };

    expect(shorts(mergedReadings(fatesOf({ dropLabels: ['a'] }), reading))).toEqual([['dropLabels', 'x', undefined, false]]);
    expect(shorts(mergedReadings(fatesOf({ dropLabels: ['a'] }, series), reading))).toEqual([['dropLabels', 'x', undefined, true]]);
  });
});

describe('labels that a result has no longer, or with other values', () => {
  const policy: CardinalityPolicyProps = { dropLabels: ['a'], forSeries: [{ labels: { env: 'dev' }, ...mapping('b', '1', '2') }] };

  test('are those that come through', () => {
    expect(shorts(lostFlows(fatesOf(policy), flow('x')))).toEqual([['dropLabels', 'x', 'a', true], ['forSeries[0].mapLabels', 'x', 'b', false]]);
    expect(shorts(lostFlows(fatesOf(policy), flow('x', 'a')))).toEqual([['forSeries[0].mapLabels', 'x', 'b', false]]);
    expect(shorts(lostFlows(fatesOf(policy), flow('x', 'a', 'b')))).toEqual([]);
  });

  test('and those that come through under a new name: when both names are left out, nothing is lost', () => {
    const rename: CardinalityPolicyProps = { renameLabels: { a: 'b' } };

    expect(lostFlows(fatesOf(rename), flow('x', 'a'))).toHaveLength(1);
    expect(lostFlows(fatesOf(rename), flow('x', 'b'))).toHaveLength(1);
    expect(lostFlows(fatesOf(rename), flow('x', 'a', 'b'))).toHaveLength(0);
  });
});

describe('two sides that are matched on all labels', () => {
  const ofX = (rules: CardinalityPolicyProps): CardinalityPolicyProps => ({ forSeries: [{ metrics: 'x', ...rules }] });
  const series: PlainLabels[] = [{ __name__: 'x', a: '1' }, { __name__: 'y', b: '1' }];
  const verdicts = (policy: CardinalityPolicyProps, left: Flow[], right: Flow[], known?: PlainLabels[], mayBeError = true) =>
    lostMatching(fatesOf(policy, known), { operator: '/', left, right }, () => mayBeError);

  test('find nothing when one of them loses a label', () => {
    const lost = {
      severity: 'error',
      part: 'forSeries[0].dropLabels',
      what: "forSeries[0].dropLabels takes 'a' from 'x', which '/' matches on all labels with series of which it does not",
      why: 'no series would have the same labels on the other side',
      fix: 'ignoring (a), or the same rule for both sides',
    };

    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('x')], [flow('y')])).toEqual([lost]);
    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('y')], [flow('x')])).toEqual([lost]);
  });

  test('and when a label of one of them gets a new name: both are to be ignored', () => {
    expect(verdicts(ofX({ renameLabels: { a: 'b' } }), [flow('x')], [flow('y')])).toMatchObject([{ severity: 'error', fix: 'ignoring (a, b), or the same rule for both sides' }]);
  });

  test('may find others when a label of one of them gets other values', () => {
    expect(verdicts(ofX(mapping('a', '1', '2')), [flow('x')], [flow('y')])).toMatchObject([{
      severity: 'warning',
      what: "forSeries[0].mapLabels writes other values to 'a' of 'x', which '/' matches on all labels with series of which it does not",
      fix: 'ignoring (a), or the same rule for both sides',
    }]);
  });

  test('are what they were when both lose the same', () => {
    expect(verdicts({ dropLabels: ['a'] }, [flow('x')], [flow('y')])).toEqual([]);
    expect(verdicts({ dropLabels: ['a', 'c'] }, [flow('x')], [flow('y', 'c')])).toMatchObject([{ what: expect.stringContaining("takes 'c' from 'x'") as string }]);
  });

  test('are what they were when the label is ignored', () => {
    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('x', 'a')], [flow('y', 'a')])).toEqual([]);
  });

  test('may be what they were, when not all series lose it, or nobody knows whether the policy meets them', () => {
    expect(verdicts({ forSeries: [{ metrics: 'x', labels: { env: 'dev' }, dropLabels: ['a'] }] }, [flow('x')], [flow('y')])).toMatchObject([{ severity: 'warning' }]);
    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('x')], [flow('y')], undefined, false)).toMatchObject([{ severity: 'warning' }]);
  });

  test('have found nothing before, when the other side does not have the label', () => {
    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('x')], [flow('y')], series)).toMatchObject([{ severity: 'warning' }]);
    expect(verdicts(ofX({ dropLabels: ['a'] }), [flow('x')], [flow('y'), flow('z')], series)).toMatchObject([{ severity: 'error' }]);
  });

  test.each<[string, CardinalityPolicyProps, string]>([
    ['all but some', { keepLabels: ['b'] }, 'other labels'],
    ['an expression', { dropLabels: ['a.*'] }, 'a.*'],
  ])('are mended by the labels that stay, when those that go are not named one by one: %s', (_, rules, words) => {
    const [lost] = verdicts(ofX(rules), [flow('x')], [flow('y')]);

    expect(lost).toMatchObject({ severity: 'error', fix: 'on (…) with labels that stay, or the same rule for both sides' });
    expect(lost?.what).toContain(`takes '${words}' from 'x'`);
  });
});

test('labels that get the name of one that is written anew are lost, those apart that do not come through', () => {
  const fates = fatesOf({ dropLabels: ['d'], renameLabels: { a: 'b', c: 'e' } });

  expect(shorts(overwritten(fates, { labels: ['b', 'd'], by: [flow('x'), flow('y', 'a', 'b')] }))).toEqual([['renameLabels', 'x', 'a', true]]);
  expect(overwritten(fates, { labels: ['a', 'c'], by: [flow('x')] })).toEqual([]);
});

describe('a warning', () => {
  const change = (part: string, metric: string, label?: string, sure = true): ShapeChange => ({ part, selector: selectorOf(metric), label, sure });

  test('says which labels of which series change', () => {
    expect(shapeWarnings([change('dropLabels', 'x', 'a'), change('dropLabels', 'y', 'b'), change('dropLabels', 'x', 'b')])).toEqual([{
      severity: 'warning',
      part: 'dropLabels',
      what: "dropLabels changes 'a', 'b' of 'x', 'y': the result has other labels",
      why: 'the expression would give fewer series, or values of several together',
      fix: 'name the labels that matter: sum by (…)',
    }]);
  });

  test('says that series become one, when that is all; and that they may, when none of them surely does', () => {
    const what = (...changes: ShapeChange[]) => shapeWarnings(changes).map((warning) => warning.what);

    expect(what(change('dropLabels', 'x', undefined, false), change('dropLabels', 'y', undefined, false))).toEqual(["dropLabels may make several series of 'x', 'y' one"]);
    expect(what(change('dropLabels', 'x', undefined, false), change('dropLabels', 'y'))).toEqual(["dropLabels makes several series of 'x', 'y' one"]);
    expect(what(change('dropLabels', 'x'), change('dropLabels', 'x', 'a'))).toEqual(["dropLabels changes 'a' of 'x': the result has other labels"]);
  });

  test('is one for each part', () => {
    expect(shapeWarnings([change('dropLabels', 'x', 'a'), change('mapLabels', 'y', 'b')]).map(({ what }) => what)).toEqual([
      "dropLabels changes 'a' of 'x': the result has other labels", "mapLabels changes 'b' of 'y': the result has other labels",
    ]);
    expect(shapeWarnings([])).toEqual([]);
  });

  test('names three metrics, and how many more there are', () => {
    const of = (...metrics: string[]) => shapeWarnings(metrics.map((metric) => change('dropLabels', metric, 'a')))[0]!.what;

    expect(of('u', 'v', 'w')).toBe("dropLabels changes 'a' of 'u', 'v', 'w': the result has other labels");
    expect(of('u', 'v', 'w', 'x', 'y')).toBe("dropLabels changes 'a' of 'u', 'v', 'w' and 2 more: the result has other labels");
  });
});
