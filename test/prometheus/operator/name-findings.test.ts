import { nameFindings } from '../../../lib/prometheus/operator/name-findings';

test('the operator writes a word before the name, and both together are a name of pods', () => {
  expect(nameFindings('a'.repeat(41))).toEqual([]);
  expect(nameFindings('a'.repeat(42)).map(({ fix }) => fix)).toEqual([`name: '${'a'.repeat(41)}'`]);
});

test('the name of the fix does not end with a dash', () => {
  expect(nameFindings(`${'a'.repeat(19)}-${'b'.repeat(30)}`).map(({ fix }) => fix)).toEqual([`name: '${'a'.repeat(19)}'`]);
});
