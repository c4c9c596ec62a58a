import { Chart, JsonPatch, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { servicesOf } from '../../lib/kubernetes/services-of-tree';

const PORTS = [{ name: 'grpc', port: 10901 }, { port: 80 }];

test('Services are known by the names by which other namespaces reach them, wherever they are in the tree', () => {
  const app = Testing.app();
  const [chart, other] = [new Chart(app, 'one', { namespace: 'thanos' }), new Chart(app, 'other')];
  new k8s.KubeService(chart, 'store', { metadata: { name: 'store' }, spec: { clusterIp: 'None', ports: PORTS } });
  new k8s.KubeService(other, 'web', { metadata: { name: 'web' } });
  new k8s.KubeServiceAccount(chart, 'account', {});

  expect(servicesOf(other)).toEqual([
    { host: 'store.thanos.svc', headless: true, portNames: ['grpc'] },
    { host: 'web', headless: false, portNames: [] },
  ]);
});

test('Services are as patches leave them', () => {
  const chart = new Chart(Testing.app(), 'one');
  const service = new k8s.KubeService(chart, 'store', { metadata: { name: 'store' }, spec: { clusterIp: 'None', ports: PORTS } });
  service.addJsonPatch(JsonPatch.remove('/spec/clusterIp'));

  expect(servicesOf(chart)).toMatchObject([{ headless: false }]);
});
