import { CardinalityPolicyProps } from '../../../../lib/policy';
import { lostLabel } from '../../../../lib/policy/breakage/verdicts/lost-labels';
import { replaceVariables } from '../../../../lib/policy/promql/variables';
import { fatesOf, mapping } from '../fates-of';
import { selectorOf } from '../selectors';

const use = 'the expression groups by it';
const verdicts = (policy: CardinalityPolicyProps, { label = 'a', sure = true, mayBeError = true } = {}) =>
  lostLabel(fatesOf(policy), { selector: selectorOf('x'), label, use, sure }, mayBeError);
const some = (rules: CardinalityPolicyProps): CardinalityPolicyProps => ({ forSeries: [{ labels: { env: 'dev' }, ...rules }] });

describe('a label that an expression counts on', () => {
  test('and that stays is nothing to say', () => {
    expect(verdicts({ dropLabels: ['b'] })).toEqual([]);
  });

  test('may go', () => {
    expect(verdicts({ dropLabels: ['a'] })).toEqual([{
      severity: 'error',
      part: 'dropLabels',
      what: "dropLabels takes 'a' from 'x', but the expression groups by it",
      why: 'it would be empty for all of them',
      fix: "leave 'a' out of dropLabels, or rules on other series than these",
    }]);
    expect(verdicts({ keepLabels: ['b'] })).toMatchObject([{ part: 'keepLabels', fix: "keepLabels: 'a' too" }]);
  });

  test('may get another name, which is to be asked for', () => {
    expect(verdicts({ renameLabels: { a: 'b' } })).toEqual([{
      severity: 'error',
      part: 'renameLabels',
      what: "renameLabels renames 'a' to 'b' of 'x', but the expression groups by it",
      why: 'it would be empty for all of them',
      fix: "'b' instead of 'a'",
    }]);
  });

  test('may get other values, which is no error', () => {
    expect(verdicts(mapping('a', '1', '2'))).toEqual([{
      severity: 'warning',
      part: 'mapLabels',
      what: "mapLabels writes other values to 'a' of 'x', and the expression groups by it",
      why: 'series with several values become one, and what compares them with others finds none',
      fix: 'expect the values that the policy writes',
    }]);
  });

  test.each<[string, CardinalityPolicyProps, string]>([
    ['go', { dropLabels: ['a'] }, "takes 'a' from some of 'x', but"],
    ['get another name', { renameLabels: { a: 'b' } }, "renames 'a' to 'b' of some of 'x', but"],
    ['get other values', mapping('a', '1', '2'), "writes other values to 'a' of some of 'x', and"],
  ])('may %s in some of the series only, which is no error', (_, rules, words) => {
    expect(verdicts(some(rules))).toMatchObject([{ severity: 'warning', what: expect.stringContaining(words) as string }]);
  });

  test('may come from elsewhere, or from series that the policy may never meet, which is no error', () => {
    expect(verdicts({ dropLabels: ['a'] }, { sure: false })).toMatchObject([{ severity: 'warning' }]);
    expect(verdicts({ dropLabels: ['a'] }, { mayBeError: false })).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('a label that a variable names', () => {
  const label = replaceVariables('$by');

  test('may be any that is lost', () => {
    expect(verdicts({ dropLabels: ['b'] }, { label })).toEqual([{
      severity: 'warning',
      part: 'dropLabels',
      what: "dropLabels takes 'b' from 'x', and of a label that a variable names the expression groups by it",
      why: 'whether it is this one is not known',
      fix: 'leave the label out of the values of the variable',
    }]);
    // it is no label of its own that would not be kept
    expect(verdicts({ keepLabels: ['b'] }, { label })).toMatchObject([{ severity: 'warning', what: expect.stringContaining("takes 'other labels'") as string }]);
  });

  test('is none when nothing is lost', () => {
    expect(verdicts({ dropMetrics: ['y'] }, { label })).toEqual([]);
  });
});
