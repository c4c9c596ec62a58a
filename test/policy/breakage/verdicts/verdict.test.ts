import { keepLabelFix, namesOf, severity, unlessSure } from '../../../../lib/policy/breakage/verdicts/verdict';
import { selectorOf } from '../selectors';

test.each<[string, string]>([
  ['up', "'up'"],
  ['up{job="a"}', "'up'"],
  ['http_${kind}_total', "'http_.*_total'"],
  ['{job="a", pod!~"b.*"}', '{job="a", pod!~"b.*"}'],
  ['{job="$job"}', '{job=".*"}'],
  ['{}', 'all metrics'],
])('series of %s are called %s', (selector, name) => {
  expect(namesOf(selectorOf(selector))).toBe(name);
});

test('what is sure is an error, and said without a doubt', () => {
  expect([severity(true), severity(false)]).toEqual(['error', 'warning']);
  expect([unlessSure(true, 'some of '), unlessSure(false, 'some of ')]).toEqual(['', 'some of ']);
});

test('a label stays when it is kept, or not taken', () => {
  expect(keepLabelFix('forSeries[0].keepLabels', 'a')).toBe("forSeries[0].keepLabels: 'a' too");
  expect(keepLabelFix('and: dropLabels', 'a')).toBe("leave 'a' out of and: dropLabels, or rules on other series than these");
});
