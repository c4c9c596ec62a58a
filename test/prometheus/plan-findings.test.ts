import { Duration, Size } from 'cdk8s';
import { planOf } from './plans';
import { AlertmanagerEndpoint, ObjectStore, PrometheusOptions, RemoteWriteEndpoint, Tls } from '../../lib';
import { planFindings } from '../../lib/prometheus/plan-findings';
import { whats } from '../collector/documents';

const objectStore = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' });
const remoteWriteTo = [RemoteWriteEndpoint.http({ url: 'http://receive.thanos.svc:19291/api/v1/receive' })];

describe('a Prometheus that would fail', () => {
  test.each<[Partial<PrometheusOptions>, string]>([
    [{ replicas: 0 }, 'replicas is 0'],
    [{ scrapeTimeout: Duration.seconds(31) }, 'scrapeTimeout 31s is longer than scrapeInterval 30s'],
    [{ scrapeInterval: Duration.seconds(0), scrapeTimeout: Duration.seconds(0), evaluationInterval: Duration.seconds(1) }, 'scrapeInterval is 0'],
    [{ evaluationInterval: Duration.seconds(0) }, 'evaluationInterval is 0'],
    [{ externalLabels: { cluster: 'b' } }, "externalLabels has 'cluster'"],
    [{ externalLabels: { region: 'b' } }, "externalLabels has 'region'"],
    [{ externalLabels: { prometheus_replica: 'b' } }, "externalLabels has 'prometheus_replica'"],
    [{ externalLabels: { '': 'b' } }, 'externalLabels has a label without a name'],
    [{ replicaLabel: 'cluster' }, "replicaLabel is 'cluster'"],
    [{ replicaLabel: '' }, "replicaLabel is ''"],
    [{ cluster: { name: 'prod' }, objectStore }, "cluster 'prod' has no region, and Thanos has its series"],
    [{ cluster: { name: 'prod' }, sidecar: {} }, "cluster 'prod' has no region, and Thanos has its series"],
    [{ cluster: { name: 'prod' }, remoteWriteTo }, "cluster 'prod' has no region, and it writes to another store"],
    [{ objectStore, retention: Duration.hours(5) }, 'Prometheus keeps samples for 5h'],
    [{ retention: Duration.minutes(90) }, 'retention is 1h30m'],
    [{ volume: Size.gibibytes(100), retentionSize: Size.gibibytes(86) }, 'retentionSize is 86 GiB, on a volume of 100 GiB'],
    [{ retentionSize: Size.gibibytes(0) }, 'retentionSize is 0 MiB, on a volume of 50 GiB'],
    [{ remoteWriteReceiver: true }, 'remoteWriteReceiver is on, with 2 replicas'],
    [{ limits: { samples: 0 } }, 'limits.samples is 0'],
    [{ maxExemplars: 0 }, 'maxExemplars is 0'],
    [{ remoteWriteTo: [RemoteWriteEndpoint.http({ url: 'http://push/api', tls: Tls.system() })] }, "url 'http://push/api' is plain text, but tls was given"],
    [{ alertmanagers: [AlertmanagerEndpoint.http({ url: 'https://alerts', tls: Tls.plaintext() })] }, "url 'https://alerts' is encrypted, but tls is Tls.plaintext()"],
    [{ remoteWriteTo: [...remoteWriteTo, ...remoteWriteTo] }, "two destinations of remote write are called 'receive-thanos-svc'"],
  ])('is found: %j', (options, what) => {
    expect(whats(planFindings(planOf(options)))).toContain(what);
  });

  test.each<[Partial<PrometheusOptions>]>([
    [{}],
    [{ cluster: { name: 'prod' } }],
    [{ objectStore, retention: Duration.hours(6) }],
    [{ retention: Duration.hours(2) }],
    [{ volume: Size.gibibytes(100), retentionSize: Size.gibibytes(85) }],
    [{ remoteWriteReceiver: true, replicas: 1 }],
    [{ externalLabels: { team: 'shop' }, replicaLabel: 'replica' }],
    [{ scrapeTimeout: Duration.seconds(30), maxExemplars: 1, limits: { samples: 1 }, remoteWriteTo }],
  ])('is none: %#', (options) => {
    expect(planFindings(planOf(options))).toEqual([]);
  });

  test('is mended by the fix', () => {
    const [finding] = planFindings(planOf({ volume: Size.gibibytes(100), retentionSize: Size.gibibytes(100) }));

    expect(finding!.fix).toBe('retentionSize: Size.mebibytes(87040) at most, or a larger volume');
    expect(planFindings(planOf({ volume: Size.gibibytes(100), retentionSize: Size.mebibytes(87_040) }))).toEqual([]);
  });
});
