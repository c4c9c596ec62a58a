import { effectOf, labelReadBy, takesLabel } from '../../../lib/policy/cardinality/label-effects';
import { LabelChange, MapLabel } from '../../../lib/policy/cardinality/policy-plan';

const part = 'a part';
const mapping = (...cases: MapLabel['cases']): LabelChange => ({ kind: 'mapLabel', part, label: 'path', cases });

test.each<[string, LabelChange, string[]]>([
  ['dropLabels takes those that match as a whole', { kind: 'dropLabels', part, patterns: ['pod', 'request_.*'] }, ['pod', 'request_id']],
  ['keepLabels takes all others but those of the series itself and of its target', { kind: 'keepLabels', part, patterns: ['pod'] }, ['pod_ip', 'request_id']],
  ['renameLabels takes the old name, and not the new one', { kind: 'renameLabel', part, from: 'pod', to: 'pod_ip' }, ['pod']],
  ['mapLabels takes none', { kind: 'mapLabel', part, label: 'pod', cases: [{ match: '.*', replacement: '' }] }, []],
])('%s', (_, change, taken) => {
  const labels = ['__name__', 'le', 'quantile', 'job', 'instance', 'pod', 'pod_ip', 'request_id'];

  expect(labels.filter((label) => takesLabel(change, label))).toEqual(taken);
});

test('the first mapping that matches decides, with what its groups have matched', () => {
  const effect = effectOf(mapping({ match: '(/api/[^/]+)/.*', replacement: '$1/*' }, { match: '/api/.*', replacement: '' }));

  expect(effect.kind === 'writing' && ['/api/users/1', '/api/users', '/login', ''].map(effect.write)).toEqual(['/api/users/*', '', undefined, undefined]);
});

test.each<[string, LabelChange, string | undefined]>([
  ['whatever stands there', mapping({ match: '.*', replacement: 'all' }), 'all'],
  ['whatever stands there, if anything does', mapping({ match: '.+', replacement: '' }), ''],
  ['some values only', mapping({ match: '/api/.*', replacement: 'all' }), undefined],
  ['something that depends on the value', mapping({ match: '(.*)', replacement: '$1' }), undefined],
])('what is written for %s is one value for all, or none', (_, change, constant) => {
  expect(effectOf(change)).toHaveProperty('constant', constant);
});

test('who renames a label or writes it needs it, who takes it away does not', () => {
  expect(labelReadBy({ kind: 'renameLabel', part, from: 'pod', to: 'pod_ip' })).toBe('pod');
  expect(labelReadBy(mapping({ match: '.*', replacement: '' }))).toBe('path');
  expect(labelReadBy({ kind: 'dropLabels', part, patterns: ['pod'] })).toBeUndefined();
});
