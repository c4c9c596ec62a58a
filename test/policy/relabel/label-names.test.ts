import * as fc from 'fast-check';
import { isLabelName, isLabelTemplate, LabelNames } from '../../../lib/policy/relabel/label-names';

const { LEGACY, UTF8 } = LabelNames;

describe('the name of a label', () => {
  test.each([
    ['a_1', true, true],
    ['__name__', true, true],
    ['1a', false, true],
    ['a-b', false, true],
    ['service.name', false, true],
    ['é 😀', false, true],
    ['', false, false],
    ['\ud83d', false, false],
  ])("may be '%s': %s of old, %s now", (name, legacy, utf8) => {
    expect(isLabelName(LEGACY, name)).toBe(legacy);
    expect(isLabelName(UTF8, name)).toBe(utf8);
  });

  /* The vectors of Prometheus: TestTargetLabelLegacyValidity. */
  test.each([
    ['-label', false], ['label', true], ['label${1}', true], ['${1}label', true], ['${1}', true], ['${1}label', true], ['${', false], ['$', false], ['${}', false], ['foo${', false],
    ['$1', true], ['asd$2asd', true], ['-foo${1}bar-', false], ['bar.foo${1}bar', false], ['_${1}_', true], ['foo${bar}foo', true],
  ])("is made of '%s' of old: %s", (template, valid) => {
    expect(isLabelTemplate(LEGACY, template)).toBe(valid);
  });

  test('is made of what the expression of Prometheus says of old, in no time', () => {
    const upstream = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$/;
    const pieces = fc.array(fc.constantFrom('a', '1', '_', '$', '{', '}', '${a1}', '$1', '-'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(fc.property(pieces, (template) => {
      expect(isLabelTemplate(LEGACY, template)).toBe(upstream.test(template));
    }), { numRuns: 2000 });
    expect(isLabelTemplate(LEGACY, `${'$aa'.repeat(10_000)}-`)).toBe(false);
  });

  test('is made of anything now', () => {
    expect(['${', 'a b$1', 'é'].map((template) => isLabelTemplate(UTF8, template))).toEqual([true, true, true]);
    expect(isLabelTemplate(UTF8, '')).toBe(false);
  });
});
