import { PAIR, RECEIVE } from './producers';
import { replicaLabelsOf } from '../../../lib/thanos/producers/producer';

test('labels of replicas are told once each, in one order whoever comes first', () => {
  expect(replicaLabelsOf([RECEIVE, PAIR, RECEIVE, { ...PAIR, replicaLabel: undefined }])).toEqual(['prometheus_replica', 'receive_replica']);
});
