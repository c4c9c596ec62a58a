import { AlertmanagerEndpoint, Tls } from '../../lib/wiring';

describe('an Alertmanager', () => {
  test('is one replica by its URL', () => {
    expect(AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093/' })).toMatchObject({
      url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093',
      host: 'alertmanager-0.alertmanager.monitoring.svc',
      port: 9093,
      pathPrefix: '/',
      tls: Tls.plaintext(),
      everyAddress: false,
    });
  });

  test('is every replica behind a headless Service', () => {
    expect(AlertmanagerEndpoint.headless({ url: 'https://alerts.example.com/alertmanager' })).toMatchObject({
      host: 'alerts.example.com', port: 443, pathPrefix: '/alertmanager', tls: Tls.system(), everyAddress: true,
    });
  });

  test('knows who connects', () => {
    const endpoint = AlertmanagerEndpoint.headless({ url: 'http://alertmanager-headless.monitoring.svc:9093' });
    endpoint._connect({ namespace: 'monitoring' });

    expect(endpoint._consumers).toEqual([{ namespace: 'monitoring' }]);
  });

  test.each([
    ['alertmanager:9093', "url 'alertmanager:9093' is not an http or https URL"],
    ['http://user:pass@alertmanager:9093', "url 'http://…@alertmanager:9093' is not an http or https URL"],
    ['http://alertmanager:9093/?a=b', "url 'http://alertmanager:9093/?a=b' has a query"],
  ])('fails at %s', (url, what) => {
    expect(() => AlertmanagerEndpoint.http({ url })).toThrow(`AlertmanagerEndpoint.http: ${what}\n`);
    expect(() => AlertmanagerEndpoint.headless({ url })).toThrow(`AlertmanagerEndpoint.headless: ${what}\n`);
  });
});
