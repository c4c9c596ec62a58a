import { Chart, JsonPatch, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { graceFindings, writtenGraceFindings } from '../../lib/workload/grace-invariants';
import { graceFor } from '../../lib/workload/pod-template';

test('a pod has the time to stop that it needs, or more', () => {
  expect([graceFindings(30, 30, ''), graceFindings(60, 30, '')]).toEqual([[], []]);
});

test('less than that fails', () => {
  expect(graceFindings(10, 30, 'what is in memory is lost')).toEqual([{
    what: 'the pod has 10 seconds to stop and needs 30', why: 'what is in memory is lost', fix: 'terminationGracePeriod: Duration.seconds(30)',
  }]);
});

describe('a workload as it is written', () => {
  const stopping = { seconds: 55, why: 'queries are killed' };
  const deployment = (terminationGracePeriodSeconds?: number) => new k8s.KubeDeployment(new Chart(Testing.app(), 'chart'), 'deployment', {
    spec: { selector: {}, template: { spec: { containers: [], terminationGracePeriodSeconds } } },
  });

  test('is judged with what pods do before they stop', () => {
    expect(writtenGraceFindings(deployment(graceFor(55)), stopping)).toEqual([]);
    expect(writtenGraceFindings(deployment(graceFor(55) - 1), stopping)).toEqual(graceFindings(graceFor(55) - 1, graceFor(55), 'queries are killed'));
  });

  test('has half a minute when it says nothing', () => {
    expect(writtenGraceFindings(deployment(), stopping)).toEqual(graceFindings(30, graceFor(55), 'queries are killed'));
  });

  test('is judged with its patches', () => {
    const patched = deployment(graceFor(55));
    patched.addJsonPatch(JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 5));

    expect(writtenGraceFindings(patched, stopping)).toEqual(graceFindings(5, graceFor(55), 'queries are killed'));
  });
});
