import { CardinalityPolicyProps } from '../../../../lib/policy';
import { AppliedChange, labelFate, lossesOf, mappedValue } from '../../../../lib/policy/breakage/fates/applied-changes';
import { resolvePolicy } from '../../../../lib/policy/cardinality/resolve-policy';

function changesOf(props: CardinalityPolicyProps, sure: boolean): AppliedChange[] {
  return resolvePolicy(props).steps.flatMap((step) => step.kind === 'changeLabels' ? step.changes.map((change) => ({ change, merging: step.merging, sure })) : []);
}
const surely = (props: CardinalityPolicyProps) => changesOf(props, true);
const perhaps = (props: CardinalityPolicyProps) => changesOf(props, false);

const map = (label: string, match: string, replacement: string): CardinalityPolicyProps => ({ mapLabels: [{ label, match, replacement }] });

describe('what becomes of a label', () => {
  test('is nothing when no change is about it', () => {
    expect(labelFate([], 'a')).toBeUndefined();
    expect(labelFate(surely({ dropLabels: ['b'], renameLabels: { c: 'd' }, ...map('e', 'x', 'y') }), 'a')).toBeUndefined();
    expect(labelFate(surely({ keepLabels: ['a'] }), 'a')).toBeUndefined();
  });

  test('is that it goes, gets a new name, or other values', () => {
    expect(labelFate(surely({ dropLabels: ['a|b'] }), 'a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
    expect(labelFate(surely({ keepLabels: ['b'] }), 'a')).toEqual({ kind: 'gone', part: 'keepLabels', sure: true });
    expect(labelFate(surely({ renameLabels: { a: 'b' } }), 'a')).toEqual({ kind: 'renamed', part: 'renameLabels', to: 'b', sure: true });
    expect(labelFate(surely(map('a', 'x', 'y')), 'a')).toEqual({ kind: 'mapped', part: 'mapLabels', sure: true });
  });

  test('is sure when the change acts on all series', () => {
    expect(labelFate(perhaps({ dropLabels: ['a'] }), 'a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: false });
    expect(labelFate(perhaps({ renameLabels: { a: 'b' } }), 'a')).toEqual({ kind: 'renamed', part: 'renameLabels', to: 'b', sure: false });
    expect(labelFate(perhaps(map('a', 'x', 'y')), 'a')).toEqual({ kind: 'mapped', part: 'mapLabels', sure: false });
  });

  test('is other values where another label gets its name: not in series without that one', () => {
    expect(labelFate(surely({ renameLabels: { b: 'a' } }), 'a')).toEqual({ kind: 'mapped', part: 'renameLabels', sure: false });
  });
});

describe('of several changes', () => {
  const drop = (part: string): AppliedChange['change'] => ({ kind: 'dropLabels', part, patterns: ['a'] });
  const merging = { unique: true };

  test('the one that surely takes a label is the last: others find nothing', () => {
    const [first, second] = ['first', 'second'].map((part): AppliedChange => ({ change: drop(part), merging, sure: true }));

    expect(labelFate([first!, second!], 'a')).toEqual({ kind: 'gone', part: 'first', sure: true });
    expect(labelFate([first!, ...surely(map('a', '', 'new'))], 'a')).toEqual({ kind: 'gone', part: 'first', sure: true });
  });

  test('one that takes it from some series leaves the others to the next', () => {
    const all: AppliedChange = { change: drop('all'), merging, sure: true };

    expect(labelFate([...perhaps({ dropLabels: ['a'] }), all], 'a')).toEqual({ kind: 'gone', part: 'all', sure: true });
    expect(labelFate([...perhaps({ renameLabels: { a: 'b' } }), all], 'a')).toEqual({ kind: 'gone', part: 'all', sure: true });
  });

  test('a label is followed under its new name', () => {
    expect(labelFate(surely({ renameLabels: { a: 'b', b: 'c' } }), 'a')).toEqual({ kind: 'renamed', part: 'renameLabels', to: 'c', sure: true });
    expect(labelFate([...surely({ renameLabels: { a: 'b' } }), ...surely({ dropLabels: ['b'] })], 'a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
    expect(labelFate([...surely({ renameLabels: { a: 'b' } }), ...surely({ dropLabels: ['a'] })], 'a')).toMatchObject({ kind: 'renamed', to: 'b' });
  });

  test('and under its old one, when only some series have it under the new one', () => {
    expect(labelFate([...perhaps({ renameLabels: { a: 'b' } }), ...surely({ dropLabels: ['b'] })], 'a')).toEqual({ kind: 'renamed', part: 'renameLabels', to: 'b', sure: false });
  });

  test('other values matter less than that the label is not there', () => {
    expect(labelFate(surely({ renameLabels: { a: 'b' }, ...map('b', 'x', 'y') }), 'a')).toMatchObject({ kind: 'renamed', to: 'b' });
    expect(labelFate([...perhaps({ renameLabels: { a: 'b' } }), ...surely(map('a', 'x', 'y'))], 'a')).toMatchObject({ kind: 'renamed', to: 'b' });
    expect(labelFate([...perhaps({ dropLabels: ['a'] }), ...surely(map('a', 'x', 'y'))], 'a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: false });
    expect(labelFate([...surely(map('a', 'x', 'y')), ...perhaps({ dropLabels: ['a'] })], 'a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: false });
  });

  test('the last that writes values is told', () => {
    const [first] = surely(map('a', 'x', 'y'));

    expect(labelFate([first!, { ...first!, change: { ...first!.change, part: 'last' } }], 'a')).toEqual({ kind: 'mapped', part: 'last', sure: true });
  });
});

describe('a value after changes', () => {
  test.each<[string, CardinalityPolicyProps, string]>([
    ['is what is written for it', map('a', 'x', 'y'), 'y'],
    ['is what it was when something else is written', map('a', 'z', 'y'), 'x'],
    ['is what it was when another label is written', map('b', 'x', 'y'), 'x'],
    ['is what it was when labels go', { dropLabels: ['b'] }, 'x'],
    ['is nothing when nothing is written for it', map('a', 'x', ''), ''],
    ['is written under the new name of its label', { renameLabels: { a: 'b' }, ...map('b', 'x', 'y') }, 'y'],
    ['is not written under the old one', { renameLabels: { a: 'b' }, ...map('a', 'x', 'y') }, 'x'],
    ['is not written under the new name of another label', { renameLabels: { c: 'b' }, ...map('b', 'x', 'y') }, 'x'],
  ])('%s', (_, props, value) => {
    expect(mappedValue(surely(props), 'a', 'x')).toBe(value);
  });

  test('is written anew by each change', () => {
    expect(mappedValue([...surely(map('a', 'x', 'y')), ...surely(map('a', 'y', 'z'))], 'a', 'x')).toBe('z');
  });
});

test('losses are the labels that changes name: taken, renamed and written', () => {
  expect(lossesOf([...surely({ dropLabels: ['a', 'b.*'], renameLabels: { c: 'd' } }), ...perhaps({ keepLabels: ['e'], ...map('f', 'x', 'y') })])).toEqual([
    { kind: 'gone', part: 'dropLabels', label: 'a', sure: true },
    { kind: 'gone', part: 'dropLabels', label: 'b.*', sure: true },
    { kind: 'renamed', part: 'renameLabels', label: 'c', to: 'd', sure: true },
    { kind: 'gone', part: 'keepLabels', label: 'other labels', sure: false },
    { kind: 'mapped', part: 'mapLabels', label: 'f', sure: false },
  ]);
});
