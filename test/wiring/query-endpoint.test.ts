import { QueryEndpoint, Tls } from '../../lib/wiring';

describe('an API for PromQL', () => {
  test('is a URL whose scheme decides about TLS', () => {
    expect(QueryEndpoint.http({ url: 'http://thanos-query.thanos.svc:10902' })).toMatchObject({
      url: 'http://thanos-query.thanos.svc:10902', host: 'thanos-query.thanos.svc', port: 10902, tls: Tls.plaintext(), servedBy: undefined,
    });
    expect(QueryEndpoint.http({ url: 'https://prometheus.example.com/prometheus/' })).toMatchObject({
      url: 'https://prometheus.example.com/prometheus', port: 443, tls: Tls.system(),
    });
  });

  test('of pods of this program knows them, and who connects', () => {
    const pods = { namespace: 'thanos', labels: { app: 'query' } };
    const endpoint = QueryEndpoint._served({ host: 'thanos-query.thanos.svc', port: 10902, servedBy: pods }, 'Thanos');
    endpoint._connect({ namespace: 'grafana' });

    expect(endpoint).toMatchObject({ servedBy: pods, url: 'http://thanos-query.thanos.svc:10902', tls: Tls.plaintext() });
    expect(endpoint._consumers).toEqual([{ namespace: 'grafana' }]);
  });

  test('is a data source of Grafana', () => {
    expect(QueryEndpoint.http({ url: 'https://prometheus.example.com/' }).grafanaDatasource('metrics')).toEqual({
      name: 'metrics', type: 'prometheus', access: 'proxy', url: 'https://prometheus.example.com', jsonData: { httpMethod: 'POST', prometheusType: 'Prometheus' },
    });
    expect(QueryEndpoint._served({ host: 'thanos-query.thanos.svc', port: 10902, servedBy: {} }, 'Thanos').grafanaDatasource('thanos').jsonData).toMatchObject({ prometheusType: 'Thanos' });
  });

  test('fails with credentials in it', () => {
    expect(() => QueryEndpoint.http({ url: 'https://user:pass@prometheus.example.com' })).toThrow(/^[^]*credentials do not belong into a URL/);
  });
});
