import { mapsValue, takesLabel } from '../../../lib/policy/cardinality/label-effects';
import { LabelChange } from '../../../lib/policy/cardinality/policy-plan';

const part = 'mapLabels';

test.each<[string, LabelChange, string[]]>([
  ['dropLabels takes those that match as a whole', { kind: 'dropLabels', part, patterns: ['pod', 'request_.*'] }, ['pod', 'request_id']],
  ['keepLabels takes all others but those of the series itself and of its target', { kind: 'keepLabels', part, patterns: ['pod'] }, ['pod_ip', 'request_id']],
  ['renameLabels takes the old name, and not the new one', { kind: 'renameLabel', part, from: 'pod', to: 'pod_ip' }, ['pod']],
  ['mapLabels takes none', { kind: 'mapLabel', part, label: 'pod', cases: [{ match: '.*', replacement: '' }] }, []],
])('%s', (_, change, taken) => {
  const labels = ['__name__', 'le', 'quantile', 'job', 'instance', 'pod', 'pod_ip', 'request_id'];

  expect(labels.filter(takesLabel(change))).toEqual(taken);
});

test('the first case that matches decides, with what its groups have matched', () => {
  const mapped = mapsValue({ kind: 'mapLabel', part, label: 'path', cases: [{ match: '(/api/[^/]+)/.*', replacement: '$1/*' }, { match: '/api/.*', replacement: '' }] });

  expect(['/api/users/1', '/api/users', '/login', ''].map(mapped)).toEqual(['/api/users/*', '', undefined, undefined]);
});
