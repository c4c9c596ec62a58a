import { Relabeling } from '../../../lib/policy';
import { problemOf } from '../../collector/documents';

const LABELS = { a: 'foo', b: 'bar' };

describe('rules as Prometheus reads them', () => {
  test('are maps with its keys', () => {
    const rules = [
      { source_labels: ['a', 'b'], separator: '-', regex: '(.*)-(.*)', target_label: 'c', replacement: '$2$1', action: 'replace' },
      { source_labels: ['c'], modulus: 2, target_label: 'shard', action: 'hashmod' },
      { regex: 'a|b', action: 'labeldrop' },
    ];

    expect(Relabeling.fromPrometheus(rules).apply(LABELS)).toEqual({ c: 'barfoo', shard: '1' });
  });

  test('are none when nothing is there', () => {
    expect([undefined, null, []].map((rules) => Relabeling.fromPrometheus(rules).apply(LABELS))).toEqual([LABELS, LABELS, LABELS]);
  });

  test('may have every default written out, as a Target Allocator does', () => {
    const written = { separator: ';', replacement: '$1' };

    expect(Relabeling.fromPrometheus([{ ...written, regex: 'a', action: 'labeldrop' }]).apply(LABELS)).toEqual({ b: 'bar' });
    expect(Relabeling.fromPrometheus([{ ...written, source_labels: ['a'], target_label: 'b', modulus: 0, action: 'dropequal' }]).apply(LABELS)).toEqual(LABELS);
    expect(Relabeling.fromPrometheus([{ ...written, source_labels: ['a'], target_label: 'b', action: 'uppercase' }]).apply(LABELS)).toEqual({ a: 'foo', b: 'FOO' });
  });

  test('name actions in any case', () => {
    expect(Relabeling.fromPrometheus([{ action: 'LabelDrop', regex: 'a' }]).apply(LABELS)).toEqual({ b: 'bar' });
  });

  test('may have numbers and truth where text is meant', () => {
    expect(Relabeling.fromPrometheus([{ source_labels: ['scrape'], regex: true, action: 'keep' }]).apply({ scrape: 'true' })).toEqual({ scrape: 'true' });
    expect(Relabeling.fromPrometheus([{ target_label: 'port', replacement: 8080 }]).apply({})).toEqual({ port: '8080' });
  });

  test('take nothing for an empty text, not for the default', () => {
    expect(Relabeling.fromPrometheus([{ target_label: 'a', replacement: null }]).apply(LABELS)).toEqual({ b: 'bar' });
    expect(Relabeling.fromPrometheus([{ source_labels: ['a'], regex: null, action: 'drop' }]).apply(LABELS)).toEqual(LABELS);
    expect(Relabeling.fromPrometheus([{ source_labels: ['a', 'b'], separator: null, target_label: 'c' }]).apply(LABELS)).toMatchObject({ c: 'foobar' });
  });

  test.each<[unknown, string]>([
    [{}, 'configs is {}'],
    ['drop', 'configs is "drop"'],
    [[null], 'configs[0]: empty or null relabeling rule'],
    [['drop'], 'configs[0] is "drop"'],
    [[{ targetLabel: 'a' }], "configs[0] has 'targetLabel'"],
    [[{ source_labels: 'a', target_label: 'b' }], 'configs[0]: source_labels is "a"'],
    [[{ source_labels: [''], target_label: 'b' }], 'configs[0]: "" is not a valid label name'],
    [[{ source_labels: [null], target_label: 'b' }], 'configs[0]: "" is not a valid label name'],
    [[{ target_label: ['a'] }], 'configs[0]: target_label is ["a"]'],
    [[{ target_label: 'a', modulus: '3', action: 'hashmod' }], 'configs[0]: modulus is "3"'],
    [[{ target_label: 'a', modulus: -3, action: 'hashmod' }], 'configs[0]: modulus is -3'],
    [[{ target_label: 'a', modulus: null, action: 'hashmod' }], 'configs[0]: relabel configuration for hashmod requires non-zero modulus'],
    [[{ target_label: 'a', action: 'Rename' }], 'configs[0]: unknown relabel action "Rename"'],
    [[{ target_label: 'a', action: '' }], 'configs[0]: unknown relabel action ""'],
    [[{ target_label: 'a', action: null }], 'configs[0]: relabel action cannot be empty'],
    [[{ regex: 'a', source_labels: [], action: 'labeldrop' }], "configs[0]: labeldrop action requires only 'regex', and no other fields"],
    [[{ source_labels: ['a'], target_label: 'b', regex: '(.*)', action: 'keepequal' }], "configs[0]: keepequal action requires only 'source_labels' and `target_label`, and no other fields"],
  ])('fail: %j', (rules, what) => {
    expect(problemOf(() => Relabeling.fromPrometheus(rules))).toMatchObject({ path: 'Relabeling', what });
  });

  test.each<[string, unknown[], string]>([
    ['text that means nothing, wherever it stands, in the order in which it is written', [null, 'a', { foo: 1 }, { action: 'hashmod' }, { action: 'a', regex: '(' }], '[4]: unknown relabel action "a"'],
    ['then of keys and kinds of values', [null, { foo: 1 }, { action: 'hashmod' }], "[1] has 'foo'"],
    ['then of rules that are nothing', [{ action: 'hashmod' }, null], '[1]: empty or null relabeling rule'],
    ['then of rules', [{ source_labels: [null], target_label: 'a' }, { action: 'hashmod' }], '[1]: relabel configuration for hashmod'],
  ])('have Prometheus complain first of %s', (_, rules, what) => {
    expect(problemOf(() => Relabeling.fromPrometheus(rules)).what).toContain(`configs${what}`);
  });

  test('are mended in their own spelling', () => {
    expect(problemOf(() => Relabeling.fromPrometheus([{ source_labels: ['a'] }])).fix).toBe("target_label: 'namespace'");
  });
});

describe('rules as the collector reads them', () => {
  const rules = [{ source_labels: ['a'], regex: '(.).*$$', target_label: 'c', replacement: '$${1}-${env:CLUSTER}' }];

  test('have doubled dollar signs, and variables', () => {
    expect(Relabeling.fromCollector(rules, { CLUSTER: 'prod' }).apply(LABELS)).toEqual({ ...LABELS, c: 'f-prod' });
  });

  test('fail without the variable', () => {
    expect(problemOf(() => Relabeling.fromCollector(rules))).toEqual({
      path: 'Relabeling',
      what: 'the value of ${env:CLUSTER} is not known',
      why: 'the collector finds it in its pod',
      fix: "environment: { CLUSTER: '…' }",
    });
  });
});
