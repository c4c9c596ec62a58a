import { Duration } from 'cdk8s';
import { localRetentionFindings, receiverLabelFindings } from '../../../lib/thanos/receive/receiver-invariants';

test('a receiver has labels', () => {
  expect(receiverLabelFindings({ receive: 'true' })).toEqual([]);
  expect(receiverLabelFindings({}).map(({ what, fix }) => [what, fix])).toEqual([['the receiver has no external labels', "externalLabels: { receive: 'true' }"]]);
});

test('an ingestor keeps blocks until they are uploaded', () => {
  expect(localRetentionFindings(Duration.hours(6))).toEqual([]);
  expect(localRetentionFindings(Duration.hours(5)).map(({ what, fix }) => [what, fix])).toEqual([
    ['ingestors keep samples for 5h', 'localRetention: Duration.hours(6) at least'],
  ]);
});
