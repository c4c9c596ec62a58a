import { graceFindings } from '../../lib/workload/grace-invariants';

test('a pod has the time to stop that it needs, or more', () => {
  expect([graceFindings(30, 30, ''), graceFindings(60, 30, '')]).toEqual([[], []]);
});

test('less than that fails', () => {
  expect(graceFindings(10, 30, 'what is in memory is lost')).toEqual([{
    what: 'the pod has 10 seconds to stop and needs 30', why: 'what is in memory is lost', fix: 'terminationGracePeriod: Duration.seconds(30)',
  }]);
});
