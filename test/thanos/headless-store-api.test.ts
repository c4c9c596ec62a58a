import { Chart, Testing } from 'cdk8s';
import { CLUSTER, waysIn } from './program';
import { PrometheusStatefulSet, ThanosQuery } from '../../lib';
import { manifestsOf } from '../manifests';

test('a Query reaches every pod of a Prometheus by name, and its pods let it in', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'monitoring' });
  const { storeApi } = new PrometheusStatefulSet(chart, 'prometheus', {
    cluster: CLUSTER, sidecar: {}, scrapeConfigs: [{ jobName: 'self', staticTargets: [{ targets: ['localhost:9090'] }] }],
  });
  new ThanosQuery(chart, 'query', { storeApis: [storeApi] });

  expect(storeApi).toMatchObject({ address: 'dnssrv+_grpc._tcp.prometheus-headless.monitoring.svc', group: false, replicaLabels: ['prometheus_replica'] });
  expect(waysIn(manifestsOf(chart), 'prometheus')).toContain('query to 10901');
});
