import { Duration, Size } from 'cdk8s';
import { planOf } from './plans';
import { AlertmanagerEndpoint, PrometheusOptions, RemoteWriteEndpoint, ScrapeConfig } from '../../lib';
import { prometheusConfiguration } from '../../lib/prometheus/configuration';
import { VersionCatalogProps } from '../../lib/versions';

function configurationOf(options: Partial<PrometheusOptions> = {}, jobs: ScrapeConfig[] = [], versions: VersionCatalogProps = {}): object {
  const plan = planOf(options, versions);
  const scraper = { caller: 'test', program: 'Prometheus', interval: plan.scrapeInterval, timeout: plan.scrapeTimeout };
  return prometheusConfiguration(plan, { scraper, jobs, ruleFiles: [] });
}

describe('the configuration of a Prometheus', () => {
  test('says how often, as whom, and for how long', () => {
    expect(configurationOf({ volume: Size.gibibytes(100) })).toEqual({
      global: {
        scrape_interval: '30s',
        scrape_timeout: '10s',
        evaluation_interval: '30s',
        external_labels: { cluster: 'prod', region: 'eu-west-1', prometheus_replica: '${POD_NAME}' },
      },
      storage: { tsdb: { retention: { time: '15d', size: '80GiB' } } },
    });
  });

  test('says nothing of retention to a version that would keep it for a million times as long', () => {
    expect(configurationOf({}, [], { prometheus: '3.10.0' })).not.toHaveProperty('storage');
    expect(configurationOf({ outOfOrderTimeWindow: Duration.hours(1) }, [], { prometheus: '3.10.0' })).toMatchObject({
      storage: { tsdb: { out_of_order_time_window: '1h' } },
    });
  });

  test('takes text of labels as it is: a dollar sign is no variable', () => {
    expect(configurationOf({ externalLabels: { price: '$5', path: '${HOME}' } })).toMatchObject({ global: { external_labels: { price: '$$5', path: '$${HOME}' } } });
  });

  test('has the limits of every target', () => {
    expect(configurationOf({ limits: { samples: 50_000, bodySize: Size.mebibytes(20), targets: 100 } })).toMatchObject({
      global: { sample_limit: 50_000, body_size_limit: '20971520B', target_limit: 100 },
    });
  });

  test('keeps exemplars, sends them on, and takes late samples, when it is told', () => {
    const options = { maxExemplars: 1000, outOfOrderTimeWindow: Duration.minutes(30), remoteWriteTo: [RemoteWriteEndpoint.http({ url: 'http://receive.thanos.svc:19291/api/v1/receive' })] };

    expect(configurationOf(options)).toMatchObject({
      storage: { tsdb: { out_of_order_time_window: '30m' }, exemplars: { max_exemplars: 1000 } },
      remote_write: [{ name: 'receive-thanos-svc', send_exemplars: true }],
    });
  });

  test('has jobs that take the times of all unless they say otherwise', () => {
    const jobs = [{ jobName: 'web', staticTargets: [{ targets: ['web:80'] }] }, { jobName: 'slow', staticTargets: [{ targets: ['db:80'] }], scrapeInterval: Duration.minutes(2) }];

    expect(configurationOf({ scrapeInterval: Duration.seconds(15) }, jobs)).toMatchObject({
      scrape_configs: [{ job_name: 'web', scrape_interval: '15s', scrape_timeout: '10s' }, { job_name: 'slow', scrape_interval: '2m' }],
    });
  });

  test('sends alerts of a pair as one', () => {
    expect(configurationOf({ replicaLabel: 'replica', alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0:9093' })] })).toMatchObject({
      alerting: { alert_relabel_configs: [{ action: 'labeldrop', regex: 'replica' }] },
    });
  });
});
