import { LabelNames } from '../../../lib/policy';
import { RelabelAction, RelabelConfig } from '../../../lib/policy/relabel/relabel-config';
import { asKey, asOption } from '../../../lib/policy/relabel/relabel-keys';
import { actionRefusal, ownRefusal, regexRefusal, ruleRefusal, sourceRefusal } from '../../../lib/policy/relabel/relabel-refusals';

const { DROP, DROPEQUAL, HASHMOD, KEEP, KEEPEQUAL, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, REPLACE, UPPERCASE } = RelabelAction;

describe('a rule', () => {
  test.each<RelabelConfig>([
    { targetLabel: 'a', replacement: '' },
    { action: KEEP, sourceLabels: ['a'], regex: 'true' },
    { action: DROP, sourceLabels: ['a'] },
    { action: LABELMAP, regex: '__meta_kubernetes_pod_label_(.+)' },
    { action: LABELDROP, regex: 'pod_template_hash' },
    { action: LABELKEEP, regex: 'a|b' },
    { action: KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
    { action: DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
    { action: HASHMOD, sourceLabels: ['a'], targetLabel: 'b', modulus: 1 },
    { action: LOWERCASE, sourceLabels: ['a'], targetLabel: 'b' },
    { action: UPPERCASE, sourceLabels: ['a'], targetLabel: 'b', replacement: '$1' },
    { action: LABELDROP, regex: 'a', separator: ';', replacement: '$1', modulus: 0 },
    { action: DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b', separator: ';', replacement: '$1' },
    { sourceLabels: ['a b'], targetLabel: 'é.$1' },
  ])('may be %j', (config) => {
    expect(ruleRefusal(config, LabelNames.UTF8, asOption) ?? ownRefusal(config, asOption)).toBeUndefined();
  });

  const requiresTarget = (action: string) => `relabel configuration for ${action} action requires 'target_label' value`;
  const comparesOnly = (action: string) => `${action} action requires only 'source_labels' and \`target_label\`, and no other fields`;
  const namesOnly = (action: string) => `${action} action requires only 'regex', and no other fields`;

  test.each<[RelabelConfig, string, string]>([
    [{ sourceLabels: ['a'] }, requiresTarget('replace'), "targetLabel: 'namespace'"],
    [{ action: REPLACE, targetLabel: '' }, requiresTarget('replace'), "targetLabel: 'namespace'"],
    [{ action: LOWERCASE }, requiresTarget('lowercase'), "targetLabel: 'namespace'"],
    [{ action: UPPERCASE }, requiresTarget('uppercase'), "targetLabel: 'namespace'"],
    [{ action: KEEPEQUAL, regex: 'a' }, requiresTarget('keepequal'), "targetLabel: 'namespace'"],
    [{ action: DROPEQUAL }, requiresTarget('dropequal'), "targetLabel: 'namespace'"],
    [{ action: HASHMOD, modulus: 2 }, requiresTarget('hashmod'), "targetLabel: 'namespace'"],
    [{ action: HASHMOD }, 'relabel configuration for hashmod requires non-zero modulus', 'modulus: 3'],
    [{ action: HASHMOD, targetLabel: 'a', modulus: 0 }, 'relabel configuration for hashmod requires non-zero modulus', 'modulus: 3'],
    [{ action: LABELMAP, replacement: '' }, '"" is invalid \'replacement\' for labelmap action', "replacement: '$1'"],
    [{ targetLabel: '\ud83d' }, '"\\ufffd" is invalid \'target_label\' for replace action', "targetLabel: 'namespace'"],
    [{ action: '' as RelabelAction }, 'relabel action cannot be empty', 'action: replace, or leave it out'],
    [{ action: LOWERCASE, targetLabel: 'a', replacement: 'b' }, "'replacement' can not be set for lowercase action", 'leave replacement out'],
    [{ action: UPPERCASE, targetLabel: 'a', replacement: '' }, "'replacement' can not be set for uppercase action", 'leave replacement out'],
    [{ action: KEEPEQUAL, targetLabel: 'a', replacement: 'b', regex: 'a' }, "'replacement' can not be set for keepequal action", 'leave replacement out'],
    [{ action: DROPEQUAL, targetLabel: 'a', regex: '(.*)' }, comparesOnly('dropequal'), 'leave regex out'],
    [{ action: KEEPEQUAL, targetLabel: 'a', regex: 'b', separator: '-', modulus: 2 }, comparesOnly('keepequal'), 'leave regex, modulus, separator out'],
    [{ action: LABELDROP, separator: '' }, namesOnly('labeldrop'), 'leave separator out'],
    [{ action: LABELDROP, sourceLabels: [], targetLabel: 'b' }, namesOnly('labeldrop'), 'leave sourceLabels, targetLabel out'],
    [{ action: LABELKEEP, replacement: 'a' }, namesOnly('labelkeep'), 'leave replacement out'],
  ])('is refused in the words of Prometheus: %j', (config, words, fix) => {
    expect(ruleRefusal(config, LabelNames.UTF8, asOption)).toEqual({ words, fix });
  });

  test.each<[RelabelConfig, string]>([
    [{ targetLabel: 'a.b' }, '"a.b" is invalid \'target_label\' for replace action'],
    [{ targetLabel: 'é$1' }, '"é$1" is invalid \'target_label\' for replace action'],
    [{ action: LOWERCASE, targetLabel: 'a$1' }, '"a$1" is invalid \'target_label\' for lowercase action'],
    [{ action: HASHMOD, modulus: 2, targetLabel: '1a' }, '"1a" is invalid \'target_label\' for hashmod action'],
    [{ action: LABELMAP, replacement: 'a.$1' }, '"a.$1" is invalid \'replacement\' for labelmap action'],
  ])('that writes a name which Prometheus 2 did not know is refused when only those are allowed: %j', (config, words) => {
    expect(ruleRefusal(config, LabelNames.LEGACY, asOption)).toMatchObject({ words });
    expect(ruleRefusal({ ...config, targetLabel: config.targetLabel?.replace(/[.é]/, '_').replace('1a', 'a1').replace(/^a\$1/, 'a1'), replacement: config.replacement?.replace('.', '_') }, LabelNames.LEGACY, asOption)).toBeUndefined();
  });

  test('names options as they are written where they stand', () => {
    expect(ruleRefusal({ sourceLabels: ['a'] }, LabelNames.UTF8, asKey)?.fix).toBe("target_label: 'namespace'");
    expect(ruleRefusal({ action: LABELKEEP, sourceLabels: ['a'] }, LabelNames.UTF8, asKey)?.fix).toBe('leave source_labels out');
  });

  test.each([-1, 1.5, 2 ** 53, NaN])('whose modulus is %d would not be read as it stands', (modulus) => {
    expect(ownRefusal({ modulus }, asOption)).toEqual({ words: `modulus is ${modulus}, and has to be a whole number below 2^53`, fix: 'modulus: 3' });
  });
});

describe('text that means nothing is refused in the words of Prometheus', () => {
  test('as the name of a source label', () => {
    expect(sourceRefusal('', asOption)).toEqual({ words: '"" is not a valid label name', fix: "sourceLabels: ['__address__']" });
    expect(sourceRefusal('a b', asOption)).toBeUndefined();
  });

  test('as an action', () => {
    expect(actionRefusal('re"name').words).toBe('unknown relabel action "re\\"name"');
  });

  test.each([
    ['(', "regex '(' is no RE2 expression: error parsing regexp: missing closing ): `^(?s:()$`"],
    ['a(?=b)', "regex 'a(?=b)' is no RE2 expression at character 2: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"],
    ['\\Qa', "regex '\\Qa' is no RE2 expression: error parsing regexp: missing closing ): `^(?s:\\Qa)$`"],
  ])('as an expression: %s', (regex, words) => {
    expect(regexRefusal(regex)).toEqual({ words, fix: 'regex: an expression of https://github.com/google/re2/wiki/Syntax' });
    expect(regexRefusal('a)|(?:b')).toBeUndefined();
  });
});
