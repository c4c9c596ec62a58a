import { Duration } from 'cdk8s';
import {
  CardinalityPolicy, FileSource, KubernetesDiscoveryRole, RelabelAction, ScrapeClass, ScrapeConfig, ScrapeConfigMonitor, ScrapeConfigMonitorProps, ScrapeJobs,
  ScrapeScheme, ScrapeTier, SecretValue, Tls,
} from '../../../../lib';
import { chartOf, prometheusBeside, specOf, whatsIn } from '../operator-objects';

const staticTargets = [{ targets: ['10.0.0.1:9100'] }];
const monitorOf = (job: Partial<ScrapeConfig>, more: Omit<ScrapeConfigMonitorProps, 'scrapeConfig'> = {}) =>
  new ScrapeConfigMonitor(chartOf(), 'node', { scrapeConfig: { jobName: 'node', staticTargets, ...job }, ...more });
const kubernetes = (role: KubernetesDiscoveryRole, more = {}) => ({ staticTargets: undefined, kubernetes: [{ role, ...more }] });

describe('a ScrapeConfigMonitor', () => {
  test('is a ScrapeConfig of the operator, with a job as a collector takes it', () => {
    expect(monitorOf({}).resource.toJson()).toEqual({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'ScrapeConfig',
      metadata: { name: 'node', namespace: 'shop' },
      spec: { jobName: 'node', staticConfigs: [{ targets: ['10.0.0.1:9100'] }] },
    });
  });

  test('says everything that a job does', () => {
    expect(specOf(monitorOf({
      scrapeInterval: Duration.minutes(1),
      scrapeTimeout: Duration.seconds(20),
      metricsPath: '/prometheus',
      staticTargets: [{ targets: ['10.0.0.1:9100'], labels: { team: 'shop' } }],
      honorLabels: true,
      sampleLimit: 10,
      labelLimit: 20,
      tls: Tls.custom({ ca: FileSource.fromSecret('authority', 'ca.crt') }),
      relabelConfigs: [{ sourceLabels: ['__address__'], targetLabel: 'host' }],
      metricRelabelConfigs: [{ action: RelabelAction.LABELDROP, regex: 'id' }],
    }, {
      limits: { targets: 5 },
      params: { module: ['http_2xx'] },
      basicAuth: { username: SecretValue.fromSecret('node', 'username'), password: SecretValue.fromSecret('node', 'password') },
      cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'], limits: { samples: 5 } }),
    }))).toEqual({
      jobName: 'node',
      scrapeInterval: '1m',
      scrapeTimeout: '20s',
      metricsPath: '/prometheus',
      scheme: 'HTTPS',
      params: { module: ['http_2xx'] },
      honorLabels: true,
      sampleLimit: 5,
      labelLimit: 20,
      targetLimit: 5,
      tlsConfig: { ca: { secret: { name: 'authority', key: 'ca.crt' } } },
      basicAuth: { username: { name: 'node', key: 'username' }, password: { name: 'node', key: 'password' } },
      staticConfigs: [{ targets: ['10.0.0.1:9100'], labels: { team: 'shop' } }],
      relabelings: [{ sourceLabels: ['__address__'], targetLabel: 'host', action: 'replace' }],
      metricRelabelings: [{ regex: 'id', action: 'labeldrop' }, { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    });
  });

  test('finds targets in the Kubernetes API', () => {
    const { POD, ENDPOINTSLICE } = KubernetesDiscoveryRole;
    const job = {
      staticTargets: undefined,
      kubernetes: [
        { role: POD, namespaces: ['shop'], labelSelector: 'app=web', fieldSelector: 'status.phase=Running', attachNodeMetadata: true }, { role: ENDPOINTSLICE, ownNamespace: true },
      ],
    };

    expect(specOf(monitorOf(job)).kubernetesSDConfigs).toEqual([
      { role: 'Pod', namespaces: { names: ['shop'] }, selectors: [{ role: 'Pod', label: 'app=web', field: 'status.phase=Running' }], attachMetadata: { node: true } },
      { role: 'EndpointSlice', namespaces: { ownNamespace: true } },
    ]);
  });

  test('knows the authority of the cluster by the ConfigMap that is in every namespace', () => {
    expect(specOf(monitorOf({ clusterCa: true }))).toMatchObject({ scheme: 'HTTPS', tlsConfig: { ca: { configMap: { name: 'kube-root-ca.crt', key: 'ca.crt' } } } });
  });
});

describe('a job that somebody else takes too', () => {
  test('may be one of kubelets, by a class that shows them the token', () => {
    const chart = chartOf();
    const scrapeClass = new ScrapeClass('kubelet', { serviceAccountToken: true });
    const prometheus = prometheusBeside(chart, { scrapeClasses: [scrapeClass] });
    const monitor = new ScrapeConfigMonitor(chart, 'kubelet', { scrapeConfig: ScrapeJobs.kubelet(), scrapeClass, prometheus });

    expect(whatsIn(chart)).toEqual([]);
    expect(specOf(monitor)).toMatchObject({ jobName: 'kubelet', scrapeClass: 'kubelet', scheme: 'HTTPS', kubernetesSDConfigs: [{ role: 'Node' }] });
  });

  test('is scraped as its tier says', () => {
    expect(specOf(monitorOf({ tier: ScrapeTier.NORMAL }))).toMatchObject({ scrapeInterval: '1m', scrapeTimeout: '10s' });
  });
});

describe('a job that the operator would not take', () => {
  test.each<[Partial<ScrapeConfig>, Omit<ScrapeConfigMonitorProps, 'scrapeConfig'>, string]>([
    [{ serviceAccountToken: true }, {}, "job 'node': serviceAccountToken is on, and there is no scrapeClass"],
    [
      { serviceAccountToken: true }, { scrapeClass: new ScrapeClass('mesh') }, "job 'node': serviceAccountToken is on, and scrapeClass 'mesh' does not show it",
    ],
    [{ extra: { params: {} } }, {}, "job 'node': extra has 'params'"],
    [{ sampleLimit: 1 }, { limits: { samples: 2 } }, "job 'node': sampleLimit and limits.samples are both given"],
    [{ labelLimit: 1 }, { limits: { labels: 2 } }, "job 'node': labelLimit and limits.labels are both given"],
    [{ staticTargets: [{ targets: ['a:1', 'b:1', 'a:1'] }] }, {}, "job 'node': target 'a:1' stands twice"],
    [{}, { authorization: SecretValue.fromSecret('a', 'b') }, 'authorization is given, and targets are asked without TLS'],
    [{}, { cardinality: new CardinalityPolicy({ dropLabels: ['pod'] }) }, 'cardinality: dropLabels may make series the same'],
    [{}, { limits: { targets: 0 } }, 'limits.targets is 0'],
  ])('is a problem: %#', (job, more, what) => {
    expect(whatsIn(monitorOf(job, more))).toEqual([what]);
  });

  test.each<[Partial<ScrapeConfig>, RegExp]>([
    [{ staticTargets: [] }, /it has neither staticTargets nor kubernetes/],
    [{ scrapeInterval: Duration.seconds(10), scrapeTimeout: Duration.seconds(11) }, /scrapeTimeout 11s is longer than scrapeInterval 10s/],
    [kubernetes(KubernetesDiscoveryRole.POD, { ownNodeOnly: true }), /prometheus-operator is not on every node/],
    [{ relabelConfigs: [{ regex: '(', targetLabel: 'x' }] }, /relabelConfigs\[0\]/],
  ])('fails: %#', (job, message) => {
    expect(() => monitorOf(job)).toThrow(message);
  });

  test('is none when it says nothing of its times, or how its targets are asked', () => {
    expect([...whatsIn(monitorOf({ scrapeTimeout: Duration.minutes(5) })), ...whatsIn(monitorOf({ scheme: ScrapeScheme.HTTPS }, { authorization: SecretValue.fromSecret('a', 'b') }))]).toEqual([]);
  });
});
