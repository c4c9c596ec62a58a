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
    [[null], 'configs is null'],
    [['drop'], 'configs is "drop"'],
    [[{ targetLabel: 'a' }], "configs has 'targetLabel'"],
    [[{ source_labels: 'a', target_label: 'b' }], 'configs: source_labels is "a"'],
    [[{ source_labels: [null], target_label: 'b' }], 'configs: replace has an empty name in sourceLabels'],
    [[{ target_label: ['a'] }], 'configs: target_label is ["a"]'],
    [[{ target_label: 'a', modulus: '3', action: 'hashmod' }], 'configs: modulus is "3"'],
    [[{ target_label: 'a', modulus: null, action: 'hashmod' }], 'configs: hashmod has no modulus'],
    [[{ target_label: 'a', action: 'rename' }], 'configs: rename is no action'],
    [[{ target_label: 'a', action: null }], 'configs:  is no action'],
    [[{ regex: 'a', source_labels: [], action: 'labeldrop' }], 'configs: labeldrop knows regex only, and sourceLabels is given'],
    [[{ source_labels: ['a'], target_label: 'b', regex: '(.*)', action: 'keepequal' }], 'configs: keepequal knows sourceLabels and targetLabel only, and regex is given'],
  ])('fail: %j', (rules, what) => {
    expect(problemOf(() => Relabeling.fromPrometheus(rules))).toMatchObject({ path: 'Relabeling', what });
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
