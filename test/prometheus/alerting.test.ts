import { AlertmanagerEndpoint, FileSource, Tls } from '../../lib';
import { alertingConfig } from '../../lib/prometheus/alerting';

describe('alerts', () => {
  test('go to every replica by its name', () => {
    expect(alertingConfig([
      AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093' }),
      AlertmanagerEndpoint.http({ url: 'https://alerts.example.com/alertmanager' }),
    ], 'prometheus_replica')).toMatchObject({
      alertmanagers: [
        { scheme: 'http', path_prefix: undefined, static_configs: [{ targets: ['alertmanager-0.alertmanager.monitoring.svc:9093'] }] },
        { scheme: 'https', path_prefix: '/alertmanager', static_configs: [{ targets: ['alerts.example.com:443'] }] },
      ],
    });
  });

  test('go to every address behind a headless Service, verified as it is told', () => {
    const ca = FileSource.fromConfigMap('authority', 'ca.crt');
    const tls = Tls.custom({ ca });

    expect(alertingConfig([AlertmanagerEndpoint.headless({ url: 'https://alertmanager-operated.monitoring.svc:9093', tls })], 'prometheus_replica')).toMatchObject({
      alertmanagers: [{
        scheme: 'https',
        tls_config: { ca_file: ca },
        dns_sd_configs: [{ names: ['alertmanager-operated.monitoring.svc'], type: 'A', port: 9093 }],
      }],
    });
  });

  test('take the label of replicas literally, and nothing else', () => {
    expect(alertingConfig([AlertmanagerEndpoint.http({ url: 'http://a:9093' })], 'a.b')).toMatchObject({ alert_relabel_configs: [{ regex: 'a\\.b' }] });
    expect(alertingConfig([], 'a')).toBeUndefined();
  });
});
