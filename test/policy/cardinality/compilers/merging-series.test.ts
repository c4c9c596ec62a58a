import { haveNoGauges, mergingChanges } from '../../../../lib/policy/cardinality/compilers/merging-series';
import { ChangeLabels } from '../../../../lib/policy/cardinality/policy-plan';

const step = (metrics: string | undefined, unique = false): ChangeLabels => ({
  kind: 'changeLabels',
  part: 'forSeries[0]',
  selection: { metrics, labels: [] },
  merging: { unique },
  changes: [{ kind: 'dropLabels', part: 'forSeries[0].dropLabels', patterns: ['pod'] }, { kind: 'renameLabel', part: 'forSeries[0].renameLabels', from: 'a', to: 'b' }],
});

test.each<[string | undefined, boolean]>([
  ['http_requests_total', true],
  ['http_requests_total|http_seconds_(bucket|sum)', false],
  ['http_requests_total|http_seconds_bucket|http_seconds_sum|http_seconds_count', true],
  ['http_.*_total', true],
  ['http_requests_total|queue_length', false],
  ['queue_length|http_requests_total', false],
  ['http_(?:requests_total|errors)', false],
  ['http_requests(?:_total)?', false],
  [undefined, false],
])('whether there is no gauge among %s: %s', (metrics, none) => {
  expect(haveNoGauges(step(metrics))).toBe(none);
});

test('a new name makes no series the same, and what is unique makes none either', () => {
  expect(mergingChanges(step('m')).map(({ kind }) => kind)).toEqual(['dropLabels']);
  expect(mergingChanges(step('m', true))).toEqual([]);
});
