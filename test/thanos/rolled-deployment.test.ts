import { workload, written } from './program';
import { StoreApi, ThanosQuery } from '../../lib';

test('pods are replaced one by one, each before the one that it replaces goes', () => {
  const all = written((chart) => new ThanosQuery(chart, 'query', { replicas: 4, storeApis: [StoreApi.at({ address: 'sidecar.example.com:10901' })] }));

  expect(workload(all, 'query').spec).toMatchObject({
    replicas: 4,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/instance': 'query', 'app.kubernetes.io/component': 'query' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
  });
});
