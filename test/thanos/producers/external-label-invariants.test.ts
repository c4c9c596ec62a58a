import { PAIR, RECEIVE } from './producers';
import { externalLabelFindings } from '../../../lib/thanos/producers/external-label-invariants';

test('producers have labels of their own, and replicas one to tell them apart', () => {
  expect(externalLabelFindings([PAIR, RECEIVE])).toEqual([]);
  expect(externalLabelFindings([{ ...PAIR, replicas: 1, replicaLabel: undefined }])).toEqual([]);
});

test('replicas with the same labels fail', () => {
  expect(externalLabelFindings([{ ...PAIR, replicaLabel: undefined }])).toEqual([{
    what: "the 2 replicas of 'prometheus' have the same external labels",
    why: 'the compactor takes their blocks for one stream that overlaps with itself, and halts; nothing is compacted or deleted any more',
    fix: "give them a label with their own name: replicaLabel: 'replica'",
  }]);
});

test('a replica label that all replicas share fails', () => {
  expect(externalLabelFindings([{ ...PAIR, labels: { cluster: 'eu', prometheus_replica: 'a' } }]).map(({ what }) => what)).toEqual([
    '\'prometheus\' has prometheus_replica="a" for all its replicas, and the same label to tell them apart',
  ]);
});

test('two producers with the same labels fail', () => {
  expect(externalLabelFindings([PAIR, { ...PAIR, name: 'ruler' }])).toEqual([{
    what: '\'prometheus\' and \'ruler\' have the same external labels (cluster="eu")',
    why: 'Query would make one of series that are not the same, and the compactor halts where their blocks overlap',
    fix: "give one of them a label of its own: externalLabels: { stream: 'ruler' }",
  }]);
});

test('the label of a replica does not tell producers apart, as deduplication takes it away', () => {
  const other = { ...PAIR, name: 'other', labels: { ...PAIR.labels, receive_replica: 'x' }, replicaLabel: undefined, replicas: 1 };

  expect(externalLabelFindings([PAIR, other, RECEIVE]).map(({ what }) => what)).toEqual(['\'prometheus\' and \'other\' have the same external labels (cluster="eu")']);
});

test('two producers without labels fail too', () => {
  expect(externalLabelFindings([{ ...PAIR, labels: {} }, { ...RECEIVE, labels: {} }]).map(({ what }) => what)).toEqual([
    "'prometheus' and 'receive' have the same external labels (none)",
  ]);
});
