import { AlertmanagerEndpoint, FileSource, Tls } from '../../../lib';
import { alertingSpec, alertmanagerFindings } from '../../../lib/prometheus/operator/alerting-spec';

describe('Alertmanagers of the resource', () => {
  test('are Services by name and namespace, with or without the domain of the cluster', () => {
    const urls = ['http://alerts.monitoring.svc:9093', 'https://alerts.monitoring.svc.cluster.local:9093/prefix'];

    expect(alertingSpec(urls.map((url) => AlertmanagerEndpoint.http({ url })))).toMatchObject({
      alertmanagers: [
        { name: 'alerts', namespace: 'monitoring', port: 9093, scheme: 'http', pathPrefix: undefined, apiVersion: 'v2' },
        { name: 'alerts', namespace: 'monitoring', port: 9093, scheme: 'https', pathPrefix: '/prefix' },
      ],
    });
  });

  test('are verified as they are told', () => {
    const tls = Tls.custom({ ca: FileSource.fromSecret('authority', 'ca.crt') });

    expect(alertingSpec([AlertmanagerEndpoint.http({ url: 'https://alerts.monitoring.svc:9093', tls })])).toMatchObject({
      alertmanagers: [{ tlsConfig: { ca: { secret: { name: 'authority', key: 'ca.crt' } } } }],
    });
  });

  test('are not said when there are none', () => {
    expect(alertingSpec([])).toBeUndefined();
  });

  test.each(['http://alerts:9093', 'http://alerts.example.com', 'http://a.alerts.monitoring.svc:9093', 'http://alerts.monitoring.svcs:9093'])('%s is no Service of the cluster', (url) => {
    expect(alertmanagerFindings([AlertmanagerEndpoint.http({ url })]).map(({ what }) => what)).toEqual([`the Alertmanager '${url}' is no Service of the cluster`]);
  });
});
