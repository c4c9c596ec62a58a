import { FileSource, Tls } from '../../lib/wiring';
import { egressNeeds, mountNeeds, mountOf } from '../../lib/wiring/endpoint-needs';

const CA = FileSource.fromConfigMap('authority', 'ca.crt');
const CERTIFICATE = FileSource.fromSecret('client', 'tls.crt');
const KEY = FileSource.fromSecret('client', 'tls.key');

describe('the way out to an endpoint', () => {
  test('of this program goes to its pods, and to the port on which they listen', () => {
    const servedBy = { namespace: 'thanos', labels: { 'app.kubernetes.io/instance': 'query' } };

    expect(egressNeeds({ host: 'query.thanos.svc', port: 10902, servedBy })).toEqual([{ port: 10902, peer: servedBy }]);
  });

  test('behind a Service of others goes to its namespace, whose pods may listen on any port', () => {
    expect(egressNeeds({ host: 'alertmanager.monitoring.svc', port: 80 })).toEqual([{ peer: { namespace: 'monitoring' } }]);
    expect(egressNeeds({ host: 'alertmanager.monitoring.svc.cluster.local', port: 80 })).toEqual([{ peer: { namespace: 'monitoring' } }]);
  });

  test('elsewhere goes to its port', () => {
    expect(egressNeeds({ host: 'thanos.example.com', port: 443 })).toEqual([{ port: 443 }]);
  });

  test.each(['localhost', '127.0.0.1', '[::1]'])('does not leave the pod to %s', (host) => {
    expect(egressNeeds({ host, port: 9090 })).toEqual([]);
  });
});

describe('a mounted file', () => {
  test('brings its whole Secret or ConfigMap', () => {
    expect(mountOf(CERTIFICATE)).toEqual({ mountPath: '/etc/observability/secret/client', secretName: 'client' });
    expect(mountOf(CA)).toEqual({ mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' });
  });

  test('is needed for each file of a connection', () => {
    expect(mountNeeds(Tls.custom({ ca: CA, certificate: CERTIFICATE, key: KEY })).map(({ secretName, configMapName }) => secretName ?? configMapName))
      .toEqual(['authority', 'client', 'client']);
    expect(mountNeeds(Tls.plaintext())).toEqual([]);
  });
});
