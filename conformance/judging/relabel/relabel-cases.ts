/** Relabel rules and targets for the real engine: drawn from a seed, so that every run asks the same. */
import * as fc from 'fast-check';
import { readyMadeJob } from './ready-made-jobs';

/** Rules for the labels of a series, or a scrape configuration for those of a target. */
export interface RelabelCase {
  readonly rules?: unknown;
  readonly scrape?: unknown;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether rules may only write names that Prometheus 2 allowed. */
  readonly legacy?: boolean;
  /** Whether the real engine is given the rules as the library writes them, and not as they are. */
  readonly rewritten?: boolean;
}

export interface Subject {
  readonly name: string;
  readonly cases: readonly RelabelCase[];
  /** Where they come from, if not from a table: a case that differs is made small in its own ways. */
  readonly drawnFrom?: fc.Arbitrary<RelabelCase>;
  /** How many of them must be accepted at least, if it is not as usual. */
  readonly accepted?: number;
}

/** RELABEL_SEED asks other questions. */
export const SEED = Number(process.env.RELABEL_SEED ?? 20_260_901);

const ACTIONS = ['replace', 'keep', 'drop', 'keepequal', 'dropequal', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase'] as const;

/** What stands in texts and, for the most part, in expressions, so that some match. */
const LETTERS = ['a', 'b', 'A', 'ab', ';', '-', '_', '.', '1', '\n', 'é', 'ß', 'Σ', 'İ', 'ŉ', 'ᾳ', 'ᾼ', 'ǆ', 'K', '日', '😀', '$1', '\u2028'];
const NAMES = ['a', 'b', 'ab', 'a1', '__name__', '__tmp', 'job', 'service.name', 'é', '日本', '\uff21', '😀', 'A b', '__meta_x', '__meta_x_a', '__meta_x_b'];

const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 5 }).map((parts) => parts.join(''));
const name = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('a', 'b') }, { weight: 1, arbitrary: fc.constantFrom(...NAMES) });
const labels = fc.tuple(
  fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...NAMES) }, text.filter((each) => each !== '')), text, { maxKeys: 4 }), text, text,
).map(([others, a, b]): Record<string, string> => ({ ...others, a, b }));

const ATOMS = [
  ...LETTERS.filter((letter) => letter !== '.' && letter !== '$1'), '\\.', '.', '[ab]', '[^a]', '[[:alpha:]]', '[^\\n]', '\\d', '\\D', '\\w', '\\W', '\\s', '\\pL',
  '\\p{Lu}', '\\P{L}', '\\p{Greek}', '\\x61', '\\x{1F600}', '\\Qa.b\\E', '\\n', 'K', '\\$1',
];
const ASSERTIONS = ['^', '$', '\\b', '\\B', '\\A', '\\z', ''];
const GROUPS = [['(', ')'], ['(?:', ')'], ['(?P<n>', ')'], ['(?<m>', ')'], ['(?i:', ')'], ['(?-s:', ')'], ['(?U:', ')'], ['(?m:', ')'], ['(', ')|']] as const;
const REPEATS = ['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,1}', '{1,}', '{1,2}?'];
const ODD_PATTERNS = [
  '', '(.*)', '.*', '(.+)', '(.*):(.*)', '(.*)()', '()|(a)', 'a|ab', '(a|ab)(b?)', '(?i)ab', '(?s).', '(?-s).*', 'a)|(b', 'a)|(?:b', '|', '\\Qa', '\\Qa\\E', 'a*?', '(a*)*',
  'a(?i)?', 'a(?s)*b', '(?P<a>a)(?P<b>b)?', '(?P<01>.*)', '(?P<é>.*)', '(?P<12345678901>.*)', '__meta_x_(.+)', '__(.*)', '[^_]+', '(?=a)', '(?!a)', '(a)\\1', '\\y', '(', ')', '[', 'a**', 'a{1001}', 'a{2,1}', '\\C', '\\Z', '[[:foo:]]',
  '\\p{Foo}', '(?x)a b', '(?i)\\x{212A}', '(?i)ß', '(?i)ſ', '[a-\\d]', '\\8', '\\07', 'x{,2}', '\\pN', '[\\p{Lu}\\d]', '(?i)[k]', '.{3}', '\\bа', '$^', '(|a)+',
];

/** Out of the anchors that Prometheus puts around them: what is left matches in the middle, and more than once. */
const BROKEN_OUT = ['a)|(b', 'a)|(?:b', 'x*)|(?:', 'a)|(?:b*)|(?:x', 'a)|(_|-|b)|(?:x', 'a)|(.)|(?:x', 'a)|(.*?)|(?:x', ')|(?:', 'a)|(?:\\b)|(?:x'];

const grown: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...REPEATS)).map(([atom, repeat]) => atom + repeat),
    fc.constantFrom(...ASSERTIONS),
    fc.tuple(tie('node'), tie('node')).map((parts) => parts.join('')),
    fc.tuple(tie('node'), tie('node')).map((parts) => parts.join('|')),
    fc.tuple(fc.constantFrom(...GROUPS), tie('node'), fc.constantFrom(...REPEATS)).map(([[open, close], node, repeat]) => open + node + close + repeat),
  ),
})).node;

/** An expression: mostly one that RE2 reads, and often one that matches. */
const pattern: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...ODD_PATTERNS) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN_OUT) },
  { weight: 2, arbitrary: grown },
  { weight: 2, arbitrary: grown.map((some) => `(${some})(.*)|(.*)`) },
).filter((expression) => !namesTwice(expression));

/** Go allows one name for two groups, RE2 itself and the library do not. */
function namesTwice(expression: string): boolean {
  const names = [...expression.matchAll(/\(\?P?<([^>]+)>/g)].map(([, group]) => group);
  return new Set(names).size < names.length;
}

const PIECES = [
  '$1', '${1}', '$2', '$0', '$n', '${n}', '$m', '$é', '${é}', '$$', '$', '${', '${1', '${}', '$1a', '${1}a', '$01', '${01}', '$123456789', '$12345678901', '$-', 'x', 'a', '_', '{', '😀', 'é',
];
const template = fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }).map((pieces) => pieces.join(''));

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });
/** Here and there what a program would not write, and people do. */
const careless = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(null, null, true, 8080, [], {}) });

/** A rule with an action; keys that the action does not know come now and then. */
function rule(action: string): fc.Arbitrary<Record<string, unknown>> {
  const comparing = action.endsWith('equal');
  const ofNames = action === 'labeldrop' || action === 'labelkeep';
  const stray = <T>(isStray: boolean, arbitrary: fc.Arbitrary<T>, weight = 3) =>
    isStray ? fc.oneof({ weight: 24, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary }) : sometimes(arbitrary, weight);
  return fc.record({
    action: fc.constantFrom(action, action.toUpperCase()),
    source_labels: stray(ofNames, fc.array(fc.oneof({ weight: 9, arbitrary: name }, text), { maxLength: 3 }), 5),
    separator: stray(comparing || ofNames, careless(fc.constantFrom(';', '', '-', '😀'))),
    regex: stray(comparing, careless(pattern), 5),
    modulus: action === 'hashmod' ? careless(fc.constantFrom(1, 2, 7, 64, 1000, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER)) : stray(true, fc.constantFrom(0, 3)),
    target_label: stray(ofNames, careless(action === 'replace' ? fc.oneof(name, template) : name), 20),
    replacement: stray(comparing || ofNames || action.endsWith('case'), careless(fc.oneof(template, text)), 4),
    mistake: fc.oneof({ weight: 60, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(1) }),
  }).map(present);
}

function present(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Names that meet under one name, before and after others were written. */
const meeting = fc.array(
  fc.oneof(
    fc.record({
      action: fc.constant('labelmap'),
      regex: fc.oneof(fc.constantFrom('(.*)', '(.)(.*)', '(.)(.?)', '(_*)(.*)', '(.*)(.)'), fc.constantFrom(...BROKEN_OUT)),
      replacement: fc.oneof(fc.constantFrom('$1', '$2', 'm', '$2$1', 'a', '😀', '<$1>', ''), template),
    }),
    fc.record({ source_labels: fc.array(name, { maxLength: 2 }), target_label: name, replacement: fc.constantFrom('$1', 'x', '') }),
    fc.record({ action: fc.constant('labeldrop'), regex: name }),
  ),
  { minLength: 1, maxLength: 5 },
);

const anyRule = fc.constantFrom(...ACTIONS).chain(rule);

/**
 * Rules of targets: Prometheus takes the labels of a target in no particular order, so that a `labelmap` which writes one name twice has no
 * answer. What the two rules here map stays apart.
 */
const targetRule = fc.oneof(
  fc.constantFrom(...ACTIONS.filter((action) => action !== 'labelmap')).chain(rule),
  fc.constantFrom<Record<string, unknown>>(
    { action: 'labelmap', regex: '__meta_x_(.+)' }, { action: 'labelmap', regex: '__meta_x_(.+)', replacement: 'pod_$1' },
    { source_labels: ['__meta_x_path'], regex: '(.+)', target_label: '__metrics_path__' },
    { source_labels: ['__address__', '__meta_x_port'], regex: '([^:]+)(?::\\d+)?;(\\d+)', replacement: '$1:$2', target_label: '__address__' },
    { source_labels: ['__meta_x_scheme'], regex: '(https?)', target_label: '__scheme__' }, { source_labels: ['__meta_x_interval'], target_label: '__scrape_interval__' },
    { source_labels: ['__meta_x_interval'], target_label: '__scrape_timeout__' }, { action: 'labelmap', regex: '__meta_x_param_(.+)', replacement: '__param_$1' },
    { source_labels: ['__meta_x_flag'], target_label: '__scrape_native_histograms__' }, { target_label: 'instance', replacement: 'one' },
    { source_labels: ['__scrape_interval__', '__scrape_timeout__'], target_label: 'times' }, { action: 'labelmap', regex: '__meta_x_(.+)', replacement: 'x.$1' },
    { source_labels: ['a'], regex: '(.)?(.*)', target_label: 'x$2' }, { source_labels: ['a'], target_label: '${1}_' },
  ),
);

const DURATIONS = ['15s', '1m', '90s', '0', '0s', '1d', '1w', '8d', '1y', '1h1ms', '500ms', '1m1d', '-1s', '30', '', '1.5m', '300y', '5s', '1y1w1d1h1m1s1ms'];
const duration = fc.constantFrom(...DURATIONS);
const found = (values: readonly string[]) => sometimes(fc.constantFrom(...values));

const target: fc.Arbitrary<RelabelCase> = fc.record({
  scrape: fc.record({
    job_name: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('pods', 'a b', 'é') }, fc.constantFrom('', null, 5)),
    scrape_interval: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(undefined, null, '30s', '2m', '8d', '90m') }, duration),
    scrape_timeout: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(undefined, null, '5s') }, duration),
    metrics_path: found(['/metrics', '/a b?c=d', 'x', '', '*', '/%41/é;,@:+&=$!*\'()']),
    scheme: found(['http', 'https', '']),
    params: sometimes(fc.dictionary(fc.constantFrom('module', 'a b', 'é', 'match[]'), fc.array(text, { maxLength: 3 }), { maxKeys: 3 }).map((params) => ({ ...params }))),
    metric_name_validation_scheme: fc.constantFrom(undefined, undefined, null, '', 'utf8', 'legacy', 'legacy', 'legacy', 'LEGACY'),
    scrape_native_histograms: fc.constantFrom(undefined, undefined, undefined, true, false, null, 'true'),
    always_scrape_classic_histograms: fc.constantFrom(undefined, undefined, true),
    relabel_configs: sometimes(fc.array(targetRule, { maxLength: 4 }), 6),
    metric_relabel_configs: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.array(anyRule, { maxLength: 1 }) }),
  }).map(present),
  labels: fc.record({
    __address__: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('10.0.0.1:80', '[::1]:9090', 'web', 'é b<%>"', 'web.shop.svc:8080') }, fc.constantFrom('', 'http://web/x', undefined)),
    __meta_x_path: found(['/m', '/m?x=1', '']),
    __meta_x_port: found(['9102', 'x']),
    __meta_x_scheme: found(['https', 'ftp']),
    __meta_x_interval: sometimes(duration),
    __meta_x_param_module: found(['http_2xx', '']),
    __meta_x_flag: found(['true', 'T', 'yes']),
    __metrics_path__: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constant('/own')),
    job: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constantFrom('own', '')),
    instance: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constantFrom('own', '')),
    a: sometimes(text),
    b: sometimes(text),
  }).map((record) => present(record) as Record<string, string>),
});

/** Letters that got another case after Unicode 15, which this Go knows: there the answer depends on the version of each program. */
const YOUNG: readonly (readonly [first: number, last: number])[] = [
  [0x19B, 0x19B], [0x264, 0x264], [0x1C89, 0x1C8A], [0xA7CB, 0xA7DC], [0x1_0D50, 0x1_0D85], [0x1_6EA0, 0x1_6ED3],
];

/** Every letter, a few hundred in one value. */
function letterCases(action: string): RelabelCase[] {
  const blocks = Array.from({ length: 0x11_0000 / 0x200 }, (_, block) => Array.from({ length: 0x200 }, (__, index) => block * 0x200 + index));
  return blocks
    .map((letters) => letters.filter((letter) => (letter < 0xD800 || letter > 0xDFFF) && !YOUNG.some(([first, last]) => first <= letter && letter <= last)))
    .filter((letters) => letters.length > 0)
    .map((letters) => ({ rules: [{ action, source_labels: ['a'], target_label: 'a' }], labels: { a: String.fromCodePoint(...letters) } }));
}

function inAnyOrder(record: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(record);
  return fc.shuffledSubarray(entries, { minLength: entries.length }).map((shuffled) => Object.fromEntries(shuffled));
}

/** Rules with several mistakes, keys in any order: of all that is wrong, Prometheus complains of one first. */
const mistaken: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: anyRule },
  {
    weight: 6,
    arbitrary: fc.record({
      source_labels: fc.oneof(fc.array(fc.constantFrom('a', 'b', '', 5), { maxLength: 3 }), fc.constantFrom<unknown>('a', {}, [[]], 5)),
      separator: fc.constantFrom<unknown>(';', '', [], {}, true),
      regex: fc.oneof(pattern, fc.constantFrom<unknown>('(.*)', '(', 'a)', '(?=a)', '[', [], null)),
      modulus: fc.constantFrom<unknown>(0, 1, -1, '3', true, [], 1e30),
      target_label: fc.oneof(template, fc.constantFrom<unknown>('', 'a', [], null)),
      replacement: fc.oneof(template, fc.constantFrom<unknown>('', 'a', {}, null)),
      action: fc.constantFrom<unknown>(...ACTIONS, 'KeepEqual', 'rename', 'Re"name\u0007\u00a0\u2028é😀', '', null, true, 8080, []),
      targetLabel: fc.constant('a'),
    }, { requiredKeys: [] }).chain(inAnyOrder),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'drop', 5, [], true) },
);

const mistakes: fc.Arbitrary<RelabelCase> = fc.record({
  rules: fc.oneof({ weight: 40, arbitrary: fc.array(mistaken, { minLength: 1, maxLength: 4 }) }, { weight: 1, arbitrary: fc.constantFrom<unknown>({}, 'drop', 5, null, true) }),
  labels,
  legacy: fc.boolean(),
});

const several: fc.Arbitrary<RelabelCase> = fc.record({ rules: fc.array(anyRule, { maxLength: 4 }), labels });

/** Rules whose expressions write names, good and bad ones. */
const legacy: fc.Arbitrary<RelabelCase> = fc.record({
  rules: fc.array(fc.oneof(
    fc.record({
      source_labels: fc.array(name, { maxLength: 2 }),
      regex: fc.constantFrom('(.*)', '(.)(.*)', '(?P<n>a*)(.*)'),
      target_label: fc.oneof(fc.constantFrom('a', 'a_1', 'x$1', '${1}_', '$n', '$1$2', 'a$2', '${1}', 'x${n}1', '_$$', 'é', 'a.b', '1a', 'a b', '"\n'), template),
    }),
    fc.record({ action: fc.constant('labelmap'), regex: fc.constantFrom('(.*)', '(.)(.*)'), replacement: fc.oneof(fc.constantFrom('$1', 'x_$2', '$1.x', 'é$1'), template) }),
    fc.record({ action: fc.constantFrom('uppercase', 'lowercase', 'keepequal'), source_labels: fc.array(name, { maxLength: 2 }), target_label: name }),
    fc.record({ action: fc.constant('hashmod'), source_labels: fc.array(name, { maxLength: 2 }), target_label: name, modulus: fc.constant(3) }),
  ), { minLength: 1, maxLength: 3 }),
  labels,
  legacy: fc.constant(true),
});

function drawn(subject: string, drawnFrom: fc.Arbitrary<RelabelCase>, numRuns: number, accepted?: number): Subject {
  return { name: subject, cases: fc.sample(drawnFrom, { seed: SEED, numRuns }), drawnFrom, accepted };
}

export function relabelSubjects(): Subject[] {
  return [
    ...ACTIONS.map((action) => drawn(action, fc.record({ rules: fc.tuple(rule(action)), labels }), action === 'replace' ? 15_000 : 4_000)),
    drawn('names that meet', fc.record({ rules: meeting, labels }), 10_000),
    drawn('several rules', several, 10_000),
    drawn('rules as they are written', several.map((each) => ({ ...each, rewritten: true })), 5_000),
    drawn('names of Prometheus 2', legacy, 5_000, 0.1),
    drawn('several mistakes', mistakes, 10_000, 0.01),
    drawn('targets', target, 8_000),
    drawn('targets of ready-made jobs', readyMadeJob, 8_000),
    { name: 'every lower-case letter', cases: letterCases('lowercase') },
    { name: 'every upper-case letter', cases: letterCases('uppercase') },
  ];
}
