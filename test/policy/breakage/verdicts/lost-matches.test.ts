import { CardinalityPolicyProps } from '../../../../lib/policy';
import { lostMatches } from '../../../../lib/policy/breakage/verdicts/lost-matches';
import { fatesOf, mapping } from '../fates-of';
import { matcherOf, selectorOf } from '../selectors';

const verdicts = (policy: CardinalityPolicyProps, matcher: string, { sure = true } = {}) =>
  lostMatches(fatesOf(policy), selectorOf(`x{${matcher}}`), matcherOf(matcher), sure);
const fixes = (policy: CardinalityPolicyProps, matcher: string) => verdicts(policy, matcher).map(({ fix }) => fix);

describe('what is asked of a label', () => {
  test('and what is as it was is nothing to say', () => {
    expect(verdicts({ dropLabels: ['b'] }, 'a="1"')).toEqual([]);
  });

  test('finds nothing when it goes', () => {
    expect(verdicts({ dropLabels: ['a'] }, 'a="1"')).toEqual([{
      severity: 'error',
      part: 'dropLabels',
      what: 'the expression asks for a="1", but dropLabels takes away \'a\' of \'x\'',
      why: 'no series would be as it asks',
      fix: "leave 'a' out of dropLabels, or rules on other series than these",
    }]);
    expect(fixes({ keepLabels: ['b'] }, 'a="1"')).toEqual(["keepLabels: 'a' too"]);
  });

  test('finds others when it asks for what is not there', () => {
    expect(verdicts({ dropLabels: ['a'] }, 'a!="1"')).toMatchObject([{ severity: 'error', why: 'series would be selected that were left out before' }]);
  });

  test('is to be asked of its new name', () => {
    expect(verdicts({ renameLabels: { a: 'b' } }, 'a=~"1.*"')).toMatchObject([{
      severity: 'error', what: 'the expression asks for a=~"1.*", but renameLabels renames \'a\' to \'b\' of \'x\'', fix: 'b=~"1.*"',
    }]);
    expect(fixes({ renameLabels: { a: 'b' } }, 'a="$v"')).toEqual(['b="…"']);
  });

  test('is to be what it has become, or to stay', () => {
    expect(verdicts(mapping('a', '1', '2'), 'a="1"')).toMatchObject([{
      severity: 'error', what: 'the expression asks for a="1", but mapLabels writes other values to \'a\' of \'x\'', fix: 'a="2", or leave "1" out of mapLabels',
    }]);
  });

  test('is to be one of the values that the policy writes, when it has become nothing, or nobody knows', () => {
    expect(fixes(mapping('a', '1', ''), 'a="1"')).toEqual(['ask for the values that the policy writes']);
    expect(fixes(mapping('a', '1', '2'), 'a=~"1.*"')).toEqual(['ask for the values that the policy writes']);
  });

  test('may be what it was, when its values are not known: that is no error', () => {
    expect(verdicts(mapping('a', '1', '2'), 'a=~"1.*"')).toMatchObject([{ severity: 'warning', why: 'it may select more, or fewer: what the values are is not known' }]);
    expect(verdicts(mapping('a', '1', '2'), 'a="$v"')).toMatchObject([{
      severity: 'warning', what: "the expression asks for a=a variable, but mapLabels writes other values to 'a' of 'x'",
    }]);
  });

  test('that is not known of series that there are, is no error either', () => {
    const fates = fatesOf(mapping('a', '1', '2'), [{ __name__: 'x', a: '1' }]);

    expect(lostMatches(fates, selectorOf('x{a="$v"}'), matcherOf('a="$v"'), true)).toMatchObject([{ severity: 'warning' }]);
  });

  test('is no error when it is so of some series, or the policy may never meet them', () => {
    expect(verdicts({ forSeries: [{ labels: { env: 'dev' }, dropLabels: ['a'] }] }, 'a="1"')).toMatchObject([{ severity: 'warning', what: expect.stringContaining("of some of 'x'") as string }]);
    expect(verdicts({ dropLabels: ['a'] }, 'a="1"', { sure: false })).toMatchObject([{ severity: 'warning' }]);
  });
});
