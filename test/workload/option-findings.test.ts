import { workload } from './cache-workload';
import { optionFindings } from '../../lib/workload/option-findings';
import { WorkloadOptions } from '../../lib/workload/workload-options';

const whatOf = (options: WorkloadOptions) => optionFindings(options).map(({ what }) => what);

describe('options of pods', () => {
  test('that Kubernetes takes are fine', () => {
    expect(optionFindings({})).toEqual([]);
    expect(optionFindings({
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: ['registry.example.com'],
      nodeSelector: { 'kubernetes.io/os': 'linux', 'dedicated': '' },
      tolerations: [{}, { key: 'dedicated', value: 'observability', effect: 'NoSchedule' }, { effect: 'NoExecute' }],
      podAnnotations: { 'example.com/owner': 'the platform team, as always' },
    })).toEqual([]);
  });

  test.each<[WorkloadOptions, string]>([
    [{ priorityClassName: 'My Class' }, "priorityClassName 'My Class' is not the name of a PriorityClass"],
    [{ imagePullSecrets: ['registry', 'Registry'] }, "imagePullSecrets has 'Registry'"],
    [{ nodeSelector: { 'a b': 'c' } }, "nodeSelector has 'a b: c'"],
    [{ nodeSelector: { pool: 'a b' } }, "nodeSelector has 'pool: a b'"],
    [{ tolerations: [{ effect: 'Nope' }] }, "a toleration has the effect 'Nope'"],
    [{ tolerations: [{ key: 'a/b/c' }] }, "a toleration has the key 'a/b/c'"],
    [{ podAnnotations: { '/owner': 'a' } }, "podAnnotations has '/owner'"],
  ])('%j is a problem', (options, what) => {
    expect(whatOf(options)).toEqual([what]);
  });

  test('are judged of every workload, with all else', () => {
    expect(workload({ options: { name: 'cache', priorityClassName: 'My Class' } }).commonFindings()).toMatchObject([{ what: expect.stringContaining('My Class') }]);
  });
});
