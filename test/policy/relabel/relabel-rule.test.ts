import { Relabeling } from '../../../lib/policy';

type Labels = Record<string, string>;

const POD: Labels = { team: 'shop', pod: 'web-0', zone: 'eu-1' };

/** What rules leave of labels; nothing when they drop them. */
interface Case {
  readonly rules: readonly object[];
  readonly labels: Labels;
  readonly left: Labels | undefined;
}

/* The kinds of cases that Prometheus tests its engine with, in other words; each was given to it. */
const CASES: { readonly [title: string]: Case } = {
  'a value is written into another label': {
    rules: [{ source_labels: ['pod'], regex: 'web-(.*)', target_label: 'index' }],
    labels: POD,
    left: { ...POD, index: '0' },
  },
  'what the first rule writes the second reads': {
    rules: [
      { source_labels: ['team', 'pod'], regex: 's(.*);(.*)', target_label: 'team', replacement: '$2$1' },
      { source_labels: ['pod', 'team'], regex: '(w).*;(web-0).*', target_label: 'both', replacement: '${2}.${1}' },
    ],
    labels: POD,
    left: { ...POD, team: 'web-0hop', both: 'web-0.w' },
  },
  'a series that matches is dropped, and later rules do not bring it back': {
    rules: [{ source_labels: ['pod'], regex: '.*e.*', action: 'drop' }, { source_labels: ['pod'], target_label: 'copy' }], labels: POD, left: undefined,
  },
  'a label that is not there is dropped as an empty one': {
    rules: [{ source_labels: ['none'], regex: '', action: 'drop' }],
    labels: POD,
    left: undefined,
  },
  'nothing is dropped when only a part matches': { rules: [{ source_labels: ['pod'], regex: 'web', action: 'drop' }], labels: POD, left: POD },
  'a choice has to match the whole too': { rules: [{ source_labels: ['pod'], regex: 'web|-0', action: 'drop' }], labels: POD, left: POD },
  'what does not match is not kept': { rules: [{ source_labels: ['pod'], regex: 'db-.*', action: 'keep' }], labels: POD, left: undefined },
  'what matches is kept': { rules: [{ source_labels: ['pod'], regex: 'web-.*', action: 'keep' }], labels: POD, left: POD },
  'without a match nothing is written': {
    rules: [{ source_labels: ['pod'], regex: 'db', target_label: 'team', replacement: 'x' }],
    labels: POD,
    left: POD,
  },
  'an empty group empties a label': {
    rules: [{ source_labels: ['pod'], regex: '(db)?.*', target_label: 'team', replacement: '$1' }],
    labels: POD,
    left: { pod: 'web-0', zone: 'eu-1' },
  },
  'a missing label is an empty value, which the default matches': {
    rules: [{ source_labels: ['none'], target_label: 'team' }],
    labels: POD,
    left: { pod: 'web-0', zone: 'eu-1' },
  },
  'a shard is the rest of a hash': {
    rules: [{ source_labels: ['zone'], target_label: 'shard', action: 'hashmod', modulus: 1000 }],
    labels: POD,
    left: { ...POD, shard: '178' },
  },
  'a shard is that of all values together': {
    rules: [{ source_labels: ['team', 'pod', 'none'], target_label: 'shard', action: 'hashmod', modulus: 1000 }],
    labels: POD,
    left: { ...POD, shard: '189' },
  },
  'a value with a new line has a shard': {
    rules: [{ source_labels: ['a'], target_label: 'shard', action: 'hashmod', modulus: 999 }],
    labels: { a: 'x\ny' },
    left: { a: 'x\ny', shard: '433' },
  },
  'labels get other names, and keep the old': {
    rules: [{ regex: '(t|z).*', replacement: 'of_$1', action: 'labelmap' }],
    labels: POD,
    left: { ...POD, of_t: 'shop', of_z: 'eu-1' },
  },
  'labels get the end of their names': {
    rules: [{ regex: 'meta_(ns.*)', action: 'labelmap' }],
    labels: { meta_ns: 'a', meta_ns_label: 'b', meta_pod: 'c' },
    left: { meta_ns: 'a', meta_ns_label: 'b', meta_pod: 'c', ns: 'a', ns_label: 'b' },
  },
  'a label that there was is written over': {
    rules: [{ regex: 'x_(.*)', action: 'labelmap' }],
    labels: { a: 'old', x_a: 'new' },
    left: { a: 'new', x_a: 'new' },
  },
  'names that match go': { rules: [{ regex: '(t|z).*', action: 'labeldrop' }], labels: POD, left: { pod: 'web-0' } },
  'only names that match stay': { rules: [{ regex: '(t|z).*', action: 'labelkeep' }], labels: POD, left: { team: 'shop', zone: 'eu-1' } },
  'every label may go': { rules: [{ regex: '.*', action: 'labeldrop' }], labels: POD, left: {} },
  'the name of the target is made of groups': {
    rules: [{ source_labels: ['pod'], regex: '(...)-(.)', target_label: 'n_$2', replacement: '$1' }],
    labels: POD,
    left: { ...POD, n_0: 'web' },
  },
  'a name with a dollar sign that refers to nothing is taken as it stands': {
    rules: [{ source_labels: ['pod'], target_label: '${1', replacement: 'x' }],
    labels: POD,
    left: { ...POD, '${1': 'x' },
  },
  'a name in which groups are empty is what is left of it': {
    rules: [{ source_labels: ['none'], regex: '(.*)', target_label: 'a$1b', replacement: 'x' }],
    labels: POD,
    left: { ...POD, a: 'x' },
  },
  'no name, nothing written': { rules: [{ source_labels: ['none'], target_label: '${1}', replacement: 'x' }], labels: POD, left: POD },
  'groups that do not exist are empty': {
    rules: [{ source_labels: ['pod'], regex: 'web.*', target_label: 'team', replacement: '<$1${2}>' }],
    labels: POD,
    left: { ...POD, team: '<>' },
  },
  'groups have names': {
    rules: [{ source_labels: ['pod'], regex: '(?P<app>.*)-(?<index>.*)', target_label: 'app', replacement: '${index}:$app' }],
    labels: POD,
    left: { ...POD, app: '0:web' },
  },
  'two dollar signs are one': {
    rules: [{ source_labels: ['pod'], target_label: 'team', replacement: '$$1' }],
    labels: POD,
    left: { ...POD, team: '$1' },
  },
  'lower case': { rules: [{ source_labels: ['a'], target_label: 'b', action: 'lowercase' }], labels: { a: 'ÄbC' }, left: { a: 'ÄbC', b: 'äbc' } },
  'upper case': { rules: [{ source_labels: ['a'], target_label: 'a', action: 'uppercase' }], labels: { a: 'äbC' }, left: { a: 'ÄBC' } },
  'equal values stay': {
    rules: [{ source_labels: ['port'], target_label: 'wanted', action: 'keepequal' }],
    labels: { port: '80', wanted: '80' },
    left: { port: '80', wanted: '80' },
  },
  'other values do not stay': {
    rules: [{ source_labels: ['port'], target_label: 'wanted', action: 'keepequal' }],
    labels: { port: '80', wanted: '81' },
    left: undefined,
  },
  'equal values go': {
    rules: [{ source_labels: ['port'], target_label: 'wanted', action: 'dropequal' }],
    labels: { port: '80', wanted: '80' },
    left: undefined,
  },
  'other values do not go': {
    rules: [{ source_labels: ['port'], target_label: 'wanted', action: 'dropequal' }],
    labels: { port: '80', wanted: '81' },
    left: { port: '80', wanted: '81' },
  },
  'joined values are compared as a whole': {
    rules: [{ source_labels: ['a', 'b'], target_label: 'c', action: 'keepequal' }],
    labels: { a: '1', b: '2', c: '1;2' },
    left: { a: '1', b: '2', c: '1;2' },
  },
  'any name that UTF-8 can write is read and written': {
    rules: [{ source_labels: ['http.route é'], target_label: '路 $1' }],
    labels: { 'http.route é': 'x' },
    left: { 'http.route é': 'x', '路 x': 'x' },
  },
  'a label without a value is none': { rules: [{ regex: 'a', action: 'labelkeep' }], labels: { a: '', b: '1' }, left: {} },
};

describe('rules do what those of Prometheus do', () => {
  test.each(Object.entries(CASES))('%s', (_, { rules, labels, left }) => {
    expect(Relabeling.fromPrometheus(rules).apply(labels)).toEqual(left);
  });
});
