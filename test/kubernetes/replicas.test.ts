import { replicaFindings } from '../../lib/kubernetes/replicas';

test.each([1, 2, 100])('%d replicas pass', (replicas) => {
  expect(replicaFindings(replicas)).toEqual([]);
});

test.each([[0, 1], [-3, 1], [1.5, 2], [0.2, 1], [NaN, 1]])('%d replicas fail, and %d would do', (replicas, mended) => {
  expect(replicaFindings(replicas, 'routers.replicas')).toEqual([{
    what: `routers.replicas is ${replicas}`, why: 'Kubernetes counts whole pods, and without one nothing answers', fix: `routers.replicas: ${mended}`,
  }]);
  expect(replicaFindings(mended)).toEqual([]);
});
