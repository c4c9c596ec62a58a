import * as fc from 'fast-check';
import { toDocument } from '../../../lib/collector/components/expansion';
import { RelabelAction, RelabelConfig, Relabeling } from '../../../lib/policy';
import { relabelling } from '../../../lib/policy/relabel/relabel-config';
import { problemOf } from '../../collector/documents';

const { DROP, DROPEQUAL, HASHMOD, KEEP, KEEPEQUAL, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, UPPERCASE } = RelabelAction;

type Labels = Record<string, string>;

const apply = (labels: Labels, ...configs: RelabelConfig[]) => Relabeling.of(configs).apply(labels);

describe('replace', () => {
  test.each<[string, RelabelConfig, Labels]>([
    ['writes what an expression finds', { sourceLabels: ['a'], regex: '(.).*', replacement: '${1}x', targetLabel: 'c' }, { a: 'foo', b: 'bar', c: 'fx' }],
    ['joins values by a semicolon', { sourceLabels: ['a', 'b'], targetLabel: 'c' }, { a: 'foo', b: 'bar', c: 'foo;bar' }],
    ['joins them by what it is told', { sourceLabels: ['a', 'b'], separator: '', targetLabel: 'c' }, { a: 'foo', b: 'bar', c: 'foobar' }],
    ['takes a label that is not there for empty', { sourceLabels: ['x', 'a'], targetLabel: 'c' }, { a: 'foo', b: 'bar', c: ';foo' }],
    ['does nothing when the expression does not match the whole', { sourceLabels: ['a'], regex: 'f', replacement: 'x', targetLabel: 'c' }, { a: 'foo', b: 'bar' }],
    ['writes a fixed value', { targetLabel: 'c', replacement: 'x' }, { a: 'foo', b: 'bar', c: 'x' }],
    ['takes a label away with an empty value', { targetLabel: 'a', replacement: '' }, { b: 'bar' }],
    ['takes it away with an empty group', { sourceLabels: ['a'], regex: '(x?).*', targetLabel: 'b' }, { a: 'foo' }],
    ['makes the name of what an expression finds', { sourceLabels: ['a', 'b'], regex: '(.*);(.*)', targetLabel: '${1}_$2', replacement: 'x' }, { a: 'foo', b: 'bar', foo_bar: 'x' }],
    ['does nothing when that name is empty', { sourceLabels: ['x'], targetLabel: '$1', replacement: 'x' }, { a: 'foo', b: 'bar' }],
    ['knows groups by name', { sourceLabels: ['a'], regex: '(?P<first>.)(?<rest>.*)', replacement: '$rest-${first}', targetLabel: 'c' }, { a: 'foo', b: 'bar', c: 'oo-f' }],
    ['writes any name that UTF-8 can write', { targetLabel: 'service.name 日', replacement: 'x' }, { 'a': 'foo', 'b': 'bar', 'service.name 日': 'x' }],
  ])('%s', (_, config, left) => {
    expect(apply({ a: 'foo', b: 'bar' }, config)).toEqual(left);
  });

  test('takes a dot for any character, a new line too', () => {
    expect(apply({ a: 'x\ny' }, { sourceLabels: ['a'], regex: 'x(.)y', targetLabel: 'b', replacement: '<$1>' })).toEqual({ a: 'x\ny', b: '<\n>' });
  });
});

describe('keep and drop', () => {
  test.each<[RelabelConfig, boolean]>([
    [{ action: KEEP, sourceLabels: ['a'], regex: 'fo+' }, true],
    [{ action: KEEP, sourceLabels: ['a'], regex: 'fo' }, false],
    [{ action: KEEP, sourceLabels: ['x'], regex: '' }, true],
    [{ action: DROP, sourceLabels: ['a'], regex: 'f.*' }, false],
    [{ action: DROP, sourceLabels: ['a'], regex: 'f' }, true],
    [{ action: DROP, sourceLabels: ['a'] }, false],
    [{ action: KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b' }, true],
    [{ action: KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'x' }, false],
    [{ action: DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b' }, false],
    [{ action: DROPEQUAL, sourceLabels: ['a', 'b'], targetLabel: 'b' }, true],
    [{ action: KEEPEQUAL, sourceLabels: ['x'], targetLabel: 'y' }, true],
  ])('%j: %s', (config, stays) => {
    const labels = { a: 'foo', b: 'foo' };

    expect(apply(labels, config)).toEqual(stays ? labels : undefined);
  });

  test('end the list: what comes later is not looked at', () => {
    expect(apply({ a: 'foo' }, { targetLabel: 'b', replacement: 'x' }, { action: DROP, sourceLabels: ['b'], regex: 'x' }, { targetLabel: 'b', replacement: '' })).toBeUndefined();
  });
});

describe('hashmod', () => {
  /* As Prometheus says. */
  test.each([
    ['foo;bar', 1000, '750'],
    ['foo;bar', 1, '0'],
    ['', 2 ** 32, '3975692926'],
    ['é', Number.MAX_SAFE_INTEGER, '7752216711253798'],
  ])('puts %j, of %d shards, into %s', (a, modulus, shard) => {
    expect(apply({ a }, { action: HASHMOD, sourceLabels: ['a'], modulus, targetLabel: 'shard' })?.shard).toBe(shard);
  });

  test('puts everything somewhere', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 1000 }), (a, modulus) => {
      const shard = Number(apply({ a }, { action: HASHMOD, sourceLabels: ['a'], modulus, targetLabel: 'shard' })?.shard);

      expect(shard).toBeGreaterThanOrEqual(0);
      expect(shard).toBeLessThan(modulus);
    }));
  });
});

describe('labelmap', () => {
  const pod = { __meta_pod_label_app: 'web', __meta_pod_label_team: 'shop', job: 'pods' };

  test('writes values under other names', () => {
    expect(apply(pod, { action: LABELMAP, regex: '__meta_pod_label_(.+)' })).toEqual({ ...pod, app: 'web', team: 'shop' });
    expect(apply(pod, { action: LABELMAP, regex: '__meta_pod_label_(.+)', replacement: 'pod_${1}' })).toEqual({ ...pod, pod_app: 'web', pod_team: 'shop' });
  });

  test('looks at the labels that were there before it', () => {
    expect(apply({ a: '1', b: '2', c: '3' }, { action: LABELMAP, regex: 'b|(.)', replacement: '${1}b' })).toEqual({ a: '1', b: '2', c: '3', ab: '1', cb: '3' });
    expect(apply({ xa: '1', xxa: '2' }, { action: LABELMAP, regex: 'x(.+)' })).toEqual({ xa: '2', xxa: '2', a: '1' });
  });

  test('has the last label win when two meet: in the order of names, those that rules wrote after the others', () => {
    expect(apply({ b: '2', a: '1' }, { action: LABELMAP, regex: '.', replacement: 'xy' })?.xy).toBe('2');
    expect(apply({ b: '2', a: '1' }, { targetLabel: 'a', replacement: '3' }, { action: LABELMAP, regex: '.', replacement: 'xy' })?.xy).toBe('3');
    expect(apply({ '😀': 'later', '\uff21': 'earlier' }, { action: LABELMAP, regex: '.', replacement: 'xy' })?.xy).toBe('later');
  });

  test('replaces every match of an expression that breaks out of its anchors', () => {
    expect(apply({ 'a-b_c': '1' }, { action: LABELMAP, regex: 'x)|(-|_)|(?:x', replacement: '.' })).toEqual({ 'a-b_c': '1', 'a.b.c': '1' });
  });
});

describe('labeldrop and labelkeep', () => {
  test('look at names', () => {
    expect(apply({ a: 'foo', a1: 'x', b: 'a' }, { action: LABELDROP, regex: 'a.?' })).toEqual({ b: 'a' });
    expect(apply({ a: 'foo', a1: 'x', b: 'a' }, { action: LABELKEEP, regex: 'a' })).toEqual({ a: 'foo' });
  });
});

describe('lowercase and uppercase', () => {
  test('write joined values', () => {
    expect(apply({ a: 'Foo', b: 'Bär' }, { action: LOWERCASE, sourceLabels: ['a', 'b'], targetLabel: 'c' })?.c).toBe('foo;bär');
    expect(apply({ a: 'Foo', b: 'Bär' }, { action: UPPERCASE, sourceLabels: ['a', 'b'], targetLabel: 'a' })?.a).toBe('FOO;BÄR');
  });

  test('take the label away when there is nothing to write', () => {
    expect(apply({ a: 'Foo' }, { action: LOWERCASE, sourceLabels: ['x'], targetLabel: 'a' })).toEqual({});
  });
});

const NAMES = ['a', 'b', 'ab', 'a_b', '__name__', 'é', '😀', '__proto__', 'constructor'];
const PATTERNS = ['', '.*', 'a', 'a.*', '[ab]+', '(a)|(b)', '(?i)A', '__.*', '.', '[^a]+', '(?:a|b|é)x?'];
const labelSets = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('', 'a', 'b', 'A', 'ab', 'x'), { maxKeys: 6 });
const sources = fc.array(fc.constantFrom(...NAMES), { maxLength: 2 });
const patterns = fc.constantFrom(...PATTERNS);
const present = (labels: Labels) => Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));

const rules: fc.Arbitrary<RelabelConfig> = fc.oneof(
  fc.record({ sourceLabels: sources, regex: patterns, targetLabel: fc.constantFrom(...NAMES), replacement: fc.constantFrom('$1', '', 'x', '$0') }),
  fc.record({ action: fc.constantFrom(KEEP, DROP), sourceLabels: sources, regex: patterns }),
  fc.record({ action: fc.constantFrom(LABELDROP, LABELKEEP), regex: patterns }),
  fc.record({ action: fc.constant(LABELMAP), regex: patterns, replacement: fc.constantFrom('x', '${1}y') }),
  fc.record({ action: fc.constantFrom(UPPERCASE, LOWERCASE), sourceLabels: sources, targetLabel: fc.constantFrom(...NAMES) }),
);

describe('whatever the labels', () => {
  test('no rules leave them as they are; a label without a value is none', () => {
    fc.assert(fc.property(labelSets, (labels) => {
      expect(apply(labels)).toEqual(present(labels));
    }));
  });

  test('what keep drops, drop keeps', () => {
    fc.assert(fc.property(labelSets, patterns, (labels, regex) => {
      const kept = apply(labels, { action: KEEP, sourceLabels: ['a', 'b'], separator: '', regex });
      const dropped = apply(labels, { action: DROP, sourceLabels: ['a', 'b'], separator: '', regex });

      expect([kept, dropped].filter((left) => left !== undefined)).toEqual([present(labels)]);
    }));
  });

  test('labeldrop and labelkeep share them out', () => {
    fc.assert(fc.property(labelSets, patterns, (labels, regex) => {
      const one = apply(labels, { action: LABELDROP, regex });
      const other = apply(labels, { action: LABELKEEP, regex });

      expect({ ...one, ...other }).toEqual(present(labels));
      expect(Object.keys(one ?? {}).filter((name) => Object.hasOwn(other ?? {}, name))).toEqual([]);
    }));
  });

  test.each([LABELDROP, LABELKEEP, KEEP, DROP])('%s twice is %s once', (action) => {
    fc.assert(fc.property(labelSets, patterns, (labels, regex) => {
      const config = { action, regex, ...(action === KEEP || action === DROP ? { sourceLabels: ['a'] } : {}) };

      expect(apply(labels, config, config)).toEqual(apply(labels, config));
    }));
  });

  test.each([LOWERCASE, UPPERCASE])('%s in place twice is %s once', (action) => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (a) => {
      const config = { action, sourceLabels: ['a'], targetLabel: 'a' };

      expect(apply({ a }, config, config)).toEqual(apply({ a }, config));
    }));
  });

  test('their order does not count, and they are left alone', () => {
    fc.assert(fc.property(labelSets, fc.array(rules, { maxLength: 4 }), (labels, configs) => {
      const given = { ...labels };
      const left = apply(given, ...configs);

      expect(apply(Object.fromEntries(Object.entries(labels).reverse()), ...configs)).toEqual(left);
      expect(given).toEqual(labels);
    }));
  });

  test('rules that follow each other are one list', () => {
    fc.assert(fc.property(labelSets, fc.array(rules, { maxLength: 3 }), fc.array(rules, { maxLength: 1 }), (labels, first, second) => {
      const between = apply(labels, ...first);
      const mapped = second.some(({ action }) => action === LABELMAP);

      // which of two labels wins when they meet depends on who wrote them: a second list would not know
      fc.pre(!mapped);
      expect(apply(labels, ...first, ...second)).toEqual(between && apply(between, ...second));
    }));
  });

  test('rules do the same as objects, as Prometheus reads them, and as the collector reads them', () => {
    fc.assert(fc.property(labelSets, fc.array(rules, { maxLength: 4 }), (labels, configs) => {
      const left = apply(labels, ...configs);
      const document = configs.map(relabelling);

      expect(Relabeling.fromPrometheus(document).apply(labels)).toEqual(left);
      expect(Relabeling.fromCollector(toDocument(document)).apply(labels)).toEqual(left);
    }));
  });
});

describe('rules that Prometheus refuses', () => {
  test('fail before they are applied', () => {
    expect(problemOf(() => Relabeling.of([{ action: KEEP, sourceLabels: ['a'], regex: '(' }]))).toEqual({
      path: 'Relabeling',
      what: "configs: regex '(' is no RE2 expression: missing closing ): `(`",
      why: 'RE2 reads it: the program does not start with it',
      fix: 'configs: regex: an expression of https://github.com/google/re2/wiki/Syntax',
    });
    expect(problemOf(() => Relabeling.fromPrometheus([{ source_labels: ['a'] }]))).toMatchObject({ path: 'Relabeling', what: 'configs: replace has no targetLabel' });
  });
});
