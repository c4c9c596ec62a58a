import { Duration } from 'cdk8s';
import { graceFindings, ingestorGraceFindings } from '../../lib/thanos/grace-invariants';

test('a pod has longer to end than its servers wait for requests', () => {
  expect(graceFindings(Duration.seconds(130), {})).toEqual([]);
  expect(graceFindings(Duration.seconds(30), { 'http-grace-period': '20s', 'grpc-grace-period': '15s' })).toEqual([]);
});

test('a pod that is killed before fails', () => {
  expect(graceFindings(Duration.seconds(30), {})).toEqual([{
    what: 'the pod has 30s to end, and its servers wait 2m for requests',
    why: 'Kubernetes would kill it before: requests fail, and what is in memory only is lost',
    fix: 'terminationGracePeriod: Duration.seconds(130) at least, or shorter http-grace-period and grpc-grace-period',
  }]);
  expect(graceFindings(Duration.minutes(2), { 'grpc-grace-period': '1m30s' })).toHaveLength(1);
});

test('an ingestor has time to upload what it has in memory', () => {
  expect(ingestorGraceFindings(Duration.minutes(15))).toEqual([]);
  expect(ingestorGraceFindings(Duration.minutes(2)).map(({ what, fix }) => [what, fix])).toEqual([
    ['an ingestor has 2m to end', 'terminationGracePeriod: Duration.seconds(900) at least'],
  ]);
});
