import { Chart, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { clusterScopedName, outOfNamespace } from '../../lib/kubernetes/cluster-scope';

describe('an object of no namespace', () => {
  test('has a name that is unique among those of other namespaces', () => {
    expect(clusterScopedName('agent', 'observability')).toBe('observability-agent');
    expect(clusterScopedName('agent')).toBe('agent');
  });

  test.each(['observability', undefined])('says none, in a chart of namespace %s', (namespace) => {
    const chart = new Chart(Testing.app(), 'chart', namespace === undefined ? {} : { namespace });
    outOfNamespace(new k8s.KubePriorityClass(chart, 'class', { metadata: { name: 'high' }, value: 1 }), namespace);
    expect(Testing.synth(chart)).toEqual([{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1 }]);
  });
});
