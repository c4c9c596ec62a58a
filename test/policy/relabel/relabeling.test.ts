import * as fc from 'fast-check';
import { LabelNames, RelabelAction, RelabelConfig, Relabeling } from '../../../lib/policy';
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

  test('rules that are read as they were written do the same, and are written the same', () => {
    fc.assert(fc.property(labelSets, fc.array(rules, { maxLength: 4 }), (labels, configs) => {
      const relabeling = Relabeling.of(configs);
      const again = [Relabeling.fromPrometheus(relabeling.toPrometheus()), Relabeling.fromCollector(relabeling.toCollector())];

      expect(again.map((each) => each.apply(labels))).toEqual([relabeling.apply(labels), relabeling.apply(labels)]);
      expect(again.map((each) => each.toPrometheus())).toEqual([relabeling.toPrometheus(), relabeling.toPrometheus()]);
    }));
  });

  test('a trace leads from the labels to what is left of them', () => {
    fc.assert(fc.property(labelSets, fc.array(rules, { maxLength: 6 }), (labels, configs) => {
      const relabeling = Relabeling.of(configs);
      const trace = relabeling.trace(labels);

      expect(trace.length === 0 ? present(labels) : trace.at(-1)!.after).toEqual(relabeling.apply(labels));
      expect(trace.map(({ before }) => before)).toEqual([present(labels), ...trace.map(({ after }) => after)].slice(0, trace.length));
    }));
  });
});

describe('a trace', () => {
  const configs: RelabelConfig[] = [
    { sourceLabels: ['path'], regex: '/users/.*', targetLabel: 'path', replacement: '/users/*' },
    { action: LABELDROP, regex: 'none' },
    { action: DROP, sourceLabels: ['path'], regex: '/health' },
    { action: LABELDROP, regex: 'pod_ip' },
  ];

  test('has the rules that change something, with the labels before and after', () => {
    expect(Relabeling.of(configs).trace({ path: '/users/42', pod_ip: '10.0.0.1' })).toEqual([
      { index: 0, rule: configs[0], before: { path: '/users/42', pod_ip: '10.0.0.1' }, after: { path: '/users/*', pod_ip: '10.0.0.1' } },
      { index: 3, rule: configs[3], before: { path: '/users/*', pod_ip: '10.0.0.1' }, after: { path: '/users/*' } },
    ]);
  });

  test('ends with the rule that drops', () => {
    expect(Relabeling.of(configs).trace({ path: '/health', pod_ip: '10.0.0.1' })).toEqual([
      { index: 2, rule: configs[2], before: { path: '/health', pod_ip: '10.0.0.1' } },
    ]);
  });

  test('shows rules that were read as objects, with what was said only', () => {
    const [effect] = Relabeling.fromPrometheus([{ regex: 'a', action: 'LabelDrop' }]).trace({ a: '1' });

    expect(effect!.rule).toStrictEqual({ regex: 'a', action: 'labeldrop' });
  });
});

describe('rules in the words of others', () => {
  const relabeling = Relabeling.of([
    { sourceLabels: ['a'], regex: '(.+)-.*$', replacement: '${1}$$', targetLabel: 'b' },
    { action: LABELDROP, regex: 'a' },
  ]);

  test('are literal for Prometheus and for prometheus-operator', () => {
    expect(relabeling.toPrometheus()).toEqual([
      { source_labels: ['a'], regex: '(.+)-.*$', target_label: 'b', replacement: '${1}$$', action: 'replace' }, { regex: 'a', action: 'labeldrop' },
    ]);
    expect(relabeling.toOperator()).toEqual([
      { sourceLabels: ['a'], regex: '(.+)-.*$', targetLabel: 'b', replacement: '${1}$$', action: 'replace' }, { regex: 'a', action: 'labeldrop' },
    ]);
  });

  test('have doubled dollar signs for the collector', () => {
    expect(relabeling.toCollector()).toEqual([
      { source_labels: ['a'], regex: '(.+)-.*$$', target_label: 'b', replacement: '$${1}$$$$', action: 'replace' }, { regex: 'a', action: 'labeldrop' },
    ]);
  });

  test('are those that were given, whatever becomes of the list', () => {
    const configs: RelabelConfig[] = [{ action: LABELDROP, regex: 'a' }];
    const given = Relabeling.of(configs);
    configs.push({ action: LABELDROP, regex: 'b' });

    expect(given.toPrometheus()).toHaveLength(1);
  });
});

describe('names that Prometheus 2 allowed', () => {
  const rule: RelabelConfig = { sourceLabels: ['a'], targetLabel: '$1', replacement: 'x' };

  test('are the only ones that are written when rules are held to them', () => {
    expect(Relabeling.of([rule]).apply({ a: 'b.c' })).toEqual({ 'a': 'b.c', 'b.c': 'x' });
    expect(Relabeling.of([rule], LabelNames.LEGACY).apply({ a: 'b.c' })).toEqual({ a: 'b.c' });
    expect(Relabeling.of([rule], LabelNames.LEGACY).apply({ a: 'b_c' })).toEqual({ a: 'b_c', b_c: 'x' });
  });

  test('are asked for in documents too', () => {
    const document = [{ target_label: 'b.c', replacement: 'x' }];

    expect(problemOf(() => Relabeling.fromPrometheus(document, LabelNames.LEGACY)).what).toBe('configs[0]: "b.c" is invalid \'target_label\' for replace action');
    expect(problemOf(() => Relabeling.fromCollector(document, {}, LabelNames.LEGACY)).what).toBe('configs[0]: "b.c" is invalid \'target_label\' for replace action');
    expect(Relabeling.fromPrometheus(document).apply({})).toEqual({ 'b.c': 'x' });
  });
});

describe('rules that Prometheus refuses', () => {
  test('fail before they are applied', () => {
    expect(problemOf(() => Relabeling.of([{ action: KEEP, sourceLabels: ['a'], regex: '(' }]))).toEqual({
      path: 'Relabeling',
      what: "configs[0]: regex '(' is no RE2 expression: error parsing regexp: missing closing ): `^(?s:()$`",
      why: 'Prometheus and the collector refuse it',
      fix: 'regex: an expression of https://github.com/google/re2/wiki/Syntax',
    });
    expect(problemOf(() => Relabeling.fromPrometheus([{ source_labels: ['a'] }]))).toMatchObject({
      path: 'Relabeling', what: "configs[0]: relabel configuration for replace action requires 'target_label' value",
    });
  });
});
