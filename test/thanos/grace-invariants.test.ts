import { Duration } from 'cdk8s';
import { graceFindings, ingestorGraceFindings } from '../../lib/thanos/grace-invariants';

test('a pod has longer to end than its servers wait for requests', () => {
  expect(graceFindings('query', Duration.seconds(250), {})).toEqual([]);
  expect(graceFindings('query', Duration.seconds(45), { 'http-grace-period': '20s', 'grpc-grace-period': '15s' })).toEqual([]);
});

test.each(['compact', 'query-frontend'] as const)('%s has one server, and needs half of the time', (component) => {
  expect(graceFindings(component, Duration.seconds(130), {})).toEqual([]);
  expect(graceFindings(component, Duration.seconds(129), {})).toHaveLength(1);
});

test('a pod that is killed before fails', () => {
  expect(graceFindings('query', Duration.seconds(30), {})).toEqual([{
    what: 'the pod has 30s to end, and its servers wait 4m for requests',
    why: 'Kubernetes would kill it before: requests fail, and what is in memory only is lost',
    fix: 'terminationGracePeriod: Duration.seconds(250) at least, or in extraArgs a shorter --http-grace-period and --grpc-grace-period',
  }]);
  expect(graceFindings('store', Duration.minutes(3), { 'grpc-grace-period': '1m30s' })).toHaveLength(1);
});

test('an ingestor has time to upload what it has in memory', () => {
  expect(ingestorGraceFindings(Duration.minutes(15))).toEqual([]);
  expect(ingestorGraceFindings(Duration.minutes(2)).map(({ what, fix }) => [what, fix])).toEqual([
    ['an ingestor has 2m to end', 'terminationGracePeriod: Duration.seconds(900) at least'],
  ]);
});
