import { Chart, Duration, Size } from 'cdk8s';
import {
  CardinalityPolicy, FileSource, RelabelAction, ScrapeClass, ScrapeProtocol, ScrapeScheme, ScrapeTier, SecretValue, ServiceMonitor, ServiceMonitorProps,
  TargetNamespaces, Tls,
} from '../../../../lib';
import { problemsOf } from '../../../../lib/validation';
import { chartOf, prometheusBeside, serviceIn, specOf, whatsIn } from '../operator-objects';

const selector = { app: 'web' };
const endpoints = [{ port: 'metrics' }];
const monitorOf = (props: ServiceMonitorProps, chart = chartOf()) => new ServiceMonitor(chart, 'web', props);
const whatsOf = (props: ServiceMonitorProps) => whatsIn(monitorOf(props));
const keep = (service: string) => ({ sourceLabels: ['__meta_kubernetes_service_name'], regex: service, action: 'keep' });

describe('a ServiceMonitor', () => {
  test('says no more than it is told', () => {
    const monitor = monitorOf({ selector, endpoints });

    expect(monitor.resource.toJson()).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }] },
    });
  });

  test('has what holds for all of its targets beside the endpoints', () => {
    const spec = specOf(monitorOf({
      selector,
      endpoints,
      namespaces: TargetNamespaces.any(),
      limits: { samples: 10, labels: 20, bodySize: Size.mebibytes(1), targets: 5 },
      scrapeClass: new ScrapeClass('kubelet'),
      fallbackScrapeProtocol: ScrapeProtocol.PROMETHEUS_TEXT_0_0_4,
      attachNodeMetadata: true,
      jobLabel: 'app',
      targetLabels: ['team'],
      podTargetLabels: ['version'],
    }));

    expect(spec).toMatchObject({
      namespaceSelector: { any: true },
      sampleLimit: 10,
      labelLimit: 20,
      bodySizeLimit: '1048576B',
      targetLimit: 5,
      scrapeClass: 'kubelet',
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      attachMetadata: { node: true },
      jobLabel: 'app',
      targetLabels: ['team'],
      podTargetLabels: ['version'],
    });
  });

  test('asks a port as it is told, by references to Secrets', () => {
    const [endpoint] = specOf(monitorOf({
      selector,
      endpoints: [{
        portNumber: 8443,
        path: '/prometheus',
        interval: Duration.minutes(1),
        timeout: Duration.millis(7500),
        params: { format: ['prometheus'] },
        honorLabels: true,
        tls: Tls.custom({
          ca: FileSource.fromConfigMap('authority', 'ca.crt'),
          certificate: FileSource.fromSecret('client', 'tls.crt'),
          key: FileSource.fromSecret('client', 'tls.key'),
          serverName: 'web',
        }),
        authorization: SecretValue.fromSecret('web', 'token', { prefix: 'Token ' }),
        relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
        metricRelabelings: [{ action: RelabelAction.DROP, sourceLabels: ['__name__'], regex: 'go_.*' }],
      }],
    })).endpoints as object[];

    expect(endpoint).toEqual({
      targetPort: 8443,
      path: '/prometheus',
      scheme: 'https',
      interval: '1m',
      scrapeTimeout: '7s500ms',
      params: { format: ['prometheus'] },
      honorLabels: true,
      tlsConfig: {
        ca: { configMap: { name: 'authority', key: 'ca.crt' } },
        cert: { secret: { name: 'client', key: 'tls.crt' } },
        keySecret: { name: 'client', key: 'tls.key' },
        serverName: 'web',
      },
      authorization: { type: 'Token', credentials: { name: 'web', key: 'token' } },
      relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node', action: 'replace' }],
      metricRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    });
  });

  test('is asked as often as its tier says', () => {
    expect(specOf(monitorOf({ selector, endpoints: [{ port: 'metrics', tier: ScrapeTier.CRITICAL }] })).endpoints).toEqual([{ port: 'metrics', interval: '15s', scrapeTimeout: '10s' }]);
  });

  test('asks with a name and a password, of whoever answers', () => {
    const basicAuth = { username: SecretValue.fromSecret('web', 'username'), password: SecretValue.fromSecret('web', 'password') };
    const [endpoint] = specOf(monitorOf({ selector, endpoints: [{ port: 'metrics', basicAuth, insecureSkipVerify: true }] })).endpoints as object[];

    expect(endpoint).toEqual({
      port: 'metrics',
      scheme: 'https',
      tlsConfig: { insecureSkipVerify: true },
      basicAuth: { username: { name: 'web', key: 'username' }, password: { name: 'web', key: 'password' } },
    });
  });

  test('has the series that a policy leaves, after what it says itself, and the lower limits', () => {
    const spec = specOf(monitorOf({
      selector,
      endpoints: [{ port: 'metrics', metricRelabelings: [{ action: RelabelAction.LABELDROP, regex: 'id' }] }],
      cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'], limits: { samples: 10, labels: 5 } }),
      limits: { samples: 20, targets: 3 },
    }));

    expect(spec).toMatchObject({ sampleLimit: 10, labelLimit: 5, targetLimit: 3 });
    expect((spec.endpoints as { metricRelabelings: object[] }[])[0].metricRelabelings).toEqual([
      { regex: 'id', action: 'labeldrop' }, { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' },
    ]);
  });
});

describe('a ServiceMonitor of a Service of the program', () => {
  test('has its labels, its namespace and its only port, and no other Service with the same labels', () => {
    const chart = chartOf();
    const monitor = monitorOf({ service: serviceIn(chart) }, new Chart(chart.node.root as Chart, 'monitors', { namespace: 'monitoring' }));

    expect(specOf(monitor)).toEqual({
      selector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchNames: ['shop'] }, endpoints: [{ port: 'metrics', relabelings: [keep('web')] }],
    });
    expect(whatsIn(chart)).toEqual([]);
  });

  test('reads what comes later in the program', () => {
    const chart = chartOf();
    const service = serviceIn(chart);
    const monitor = monitorOf({ service }, chart);
    service.metadata.addLabel('team', 'shop');

    expect(specOf(monitor)).toMatchObject({ selector: { matchLabels: { app: 'web', team: 'shop' } } });
    expect(specOf(monitor)).not.toHaveProperty('namespaceSelector');
  });

  test('has no labels that change with every version', () => {
    const chart = chartOf();
    const service = serviceIn(chart, 'web', undefined, { 'app': 'web', 'app.kubernetes.io/version': '1.2.3', 'helm.sh/chart': 'web-1.2.3' });

    expect(specOf(monitorOf({ service }, chart)).selector).toEqual({ matchLabels: { app: 'web' } });
  });

  test('asks the container where the port has no name', () => {
    const chart = chartOf();
    const monitor = monitorOf({ service: serviceIn(chart, 'web', { ports: [{ port: 80, targetPort: 8080 }] }) }, chart);

    expect(specOf(monitor).endpoints).toMatchObject([{ targetPort: 8080 }]);
  });

  test('may be of a Prometheus that takes it: its Service is not asked for ports while they are being counted', () => {
    const chart = chartOf();
    const prometheus = prometheusBeside(chart, { sidecar: {} });
    const monitor = new ServiceMonitor(chart, 'prometheus', { service: prometheus.headlessService, endpoints: [{ port: 'web' }], attachNodeMetadata: true, prometheus });

    expect(whatsIn(chart)).toEqual([]);
    expect(specOf(monitor)).toMatchObject({ namespaceSelector: { matchNames: ['monitoring'] }, endpoints: [{ port: 'web', relabelings: [keep('main-headless')] }] });
  });
});

describe('a ServiceMonitor that would have no targets', () => {
  test.each<[string, ServiceMonitorProps, string]>([
    ['nothing is chosen', { endpoints }, 'it has neither service nor selector'],
    ['nothing is asked', { selector, endpoints: [] }, 'it has no endpoints'],
    ['no endpoints are known', { selector }, 'it has no endpoints'],
    ['no label can be so', { selector: { app: 'a b' }, endpoints }, "selector has 'app: a b'"],
    ['no port', { selector, endpoints: [{}] }, 'endpoints[0]: it has neither port nor portNumber'],
    ['two ports', { selector, endpoints: [{ port: 'metrics', portNumber: 1 }] }, "endpoints[0]: port is 'metrics', and portNumber 1"],
    ['no such port', { selector, endpoints: [{ portNumber: 65536 }] }, 'endpoints[0]: portNumber is 65536'],
    ['half a port', { selector, endpoints: [{ portNumber: 1.5 }] }, 'endpoints[0]: portNumber is 1.5'],
    ['a path in the middle', { selector, endpoints: [{ port: 'metrics', path: 'metrics' }] }, "endpoints[0]: path 'metrics' does not begin with a slash"],
    ['no samples', { selector, endpoints, limits: { samples: 0 } }, 'limits.samples is 0'],
    ['a policy that needs a collector', { selector, endpoints, cardinality: new CardinalityPolicy({ dropLabels: ['pod'] }) }, 'cardinality: dropLabels may make series the same'],
  ])('is a problem: %s', (_, props, what) => {
    expect(whatsOf(props)).toEqual([what]);
  });

  test('fails on rules that Prometheus refuses', () => {
    expect(() => monitorOf({ selector, endpoints: [{ port: 'a' }, { port: 'b', relabelings: [{ regex: '(', targetLabel: 'x' }] }] })).toThrow(/endpoints\[1\]\.relabelings\[0\]: regex '\(' is no RE2 expression/);
    expect(() => monitorOf({ selector, endpoints: [{ port: 'a', metricRelabelings: [{ action: RelabelAction.HASHMOD }] }] })).toThrow(/endpoints\[0\]\.metricRelabelings\[0\]: relabel configuration for hashmod/);
  });

  test('is a problem where the Service of the program is not as it is asked', () => {
    const chart = chartOf();
    const ports = (...each: object[]) => ({ selector, ports: each });
    const service = serviceIn(chart, 'many', ports({ name: 'http', port: 80 }, { name: 'admin', port: 81 }));
    const unnamed = serviceIn(chart, 'unnamed', ports({ port: 80, targetPort: 'web' }));
    const none = serviceIn(chart, 'none', ports());
    const other = prometheusBeside(chart).serviceAccount;
    const add = (id: string, props: ServiceMonitorProps) => new ServiceMonitor(chart, id, props);
    add('a', { service, endpoints });
    add('b', { service });
    add('c', { service: unnamed });
    add('d', { service: none });
    add('e', { service: unnamed, endpoints });
    add('f', { service: other, endpoints });
    add('g', { service, selector, endpoints });
    add('h', { service, endpoints: [{ port: 'http' }], namespaces: TargetNamespaces.any() });

    expect(problemsOf(chart.node.root).map(({ what, fix }) => [what, fix])).toEqual([
      ["endpoints[0]: port 'metrics' is none of Service 'many'", "port: 'http'"],
      ["it has no endpoints, and Service 'many' has the ports 'http', 'admin'", "endpoints: [{ port: 'http' }]"],
      ["it has no endpoints, and Service 'unnamed' has ports without names", "endpoints: [{ port: 'metrics' }]"],
      ["it has no endpoints, and Service 'none' has no ports", "endpoints: [{ port: 'metrics' }]"],
      ["endpoints[0]: port 'metrics' is none of Service 'unnamed'", "name: 'metrics' at the port there"],
      ["service is the ServiceAccount 'main'", 'a Service'],
      ['service and selector are both given', 'leave selector out'],
      ['namespaces is given, with service', 'leave namespaces out'],
    ]);
  });
});

describe('Services that a selector takes', () => {
  const elsewhere = (chart: Chart) => new Chart(chart.node.root as Chart, 'elsewhere', { namespace: 'elsewhere' });

  test('are not missed: others may write them', () => {
    const chart = chartOf();
    serviceIn(chart);
    monitorOf({ selector: { app: 'shop' }, endpoints }, chart);

    expect(whatsIn(chart)).toEqual([]);
  });

  test('have to have the port, one of them at least', () => {
    const chart = chartOf();
    serviceIn(chart);
    monitorOf({ selector, endpoints: [{ port: 'metrics' }, { port: 'http' }, { portNumber: 1 }] }, chart);

    expect(whatsIn(chart)).toEqual(["endpoints[1]: port 'http' is none of 'web', which selector takes"]);
  });

  test.each([
    [undefined, []], [TargetNamespaces.own(), []], [TargetNamespaces.named(['shop']), []], [TargetNamespaces.any(), ["endpoints[0]: port 'http' is none of 'web', which selector takes"]],
    [TargetNamespaces.named(['shop', 'elsewhere']), ["endpoints[0]: port 'http' is none of 'web', which selector takes"]],
  ])('are those of the namespaces in which they are looked for: %#', (namespaces, whats) => {
    const chart = chartOf();
    serviceIn(elsewhere(chart));
    monitorOf({ selector, namespaces, endpoints: [{ port: 'http' }] }, chart);

    expect(whatsIn(chart)).toEqual(whats);
  });

  test('may not have the same pods behind a port: each would be two targets', () => {
    const chart = chartOf();
    const prometheus = prometheusBeside(chart);
    const labels = { 'app.kubernetes.io/instance': 'main' };
    new ServiceMonitor(chart, 'both', { selector: labels, namespaces: TargetNamespaces.named(['monitoring']), endpoints: [{ port: 'web' }] });
    new ServiceMonitor(chart, 'headless', { service: prometheus.headlessService, endpoints: [{ port: 'web' }] });

    expect(whatsIn(chart)).toEqual(["endpoints[0]: selector takes 'main', 'main-headless', which have the same pods behind port 'web'"]);
  });

  test('may have other pods', () => {
    const chart = chartOf();
    const behind = (app: string) => ({ selector: { app }, ports: [{ name: 'metrics', port: 8080 }] });
    serviceIn(chart, 'one', behind('one'));
    serviceIn(chart, 'two', behind('two'));
    monitorOf({ selector, endpoints }, chart);

    expect(whatsIn(chart)).toEqual([]);
  });
});

test.each<[ServiceMonitorProps['endpoints'], string]>([
  [[{ port: 'a', interval: Duration.seconds(0) }], 'endpoints[0]: interval is 0'],
  [[{ port: 'a', timeout: Duration.seconds(0) }], 'endpoints[0]: timeout is 0'],
  [[{ port: 'a', tier: ScrapeTier.NORMAL, interval: Duration.minutes(1) }], "endpoints[0]: interval is given, with the tier 'normal'"],
  [[{ port: 'a', tier: ScrapeTier.NORMAL, timeout: Duration.minutes(1) }], "endpoints[0]: timeout is given, with the tier 'normal'"],
  [[{ port: 'a' }, { port: 'b', interval: Duration.seconds(10), timeout: Duration.seconds(11) }], 'endpoints[1]: timeout 11s is longer than interval 10s'],
  [[{ port: 'a', tls: Tls.plaintext() }], 'endpoints[0]: tls is Tls.plaintext()'],
  [[{ port: 'a', tls: Tls.system(), scheme: ScrapeScheme.HTTP }], 'endpoints[0]: tls is given, and scheme is http'],
  [[{ port: 'a', insecureSkipVerify: true, scheme: ScrapeScheme.HTTP }], 'endpoints[0]: insecureSkipVerify is given, and scheme is http'],
  [[{ port: 'a', insecureSkipVerify: true, tls: Tls.custom({ ca: FileSource.fromSecret('a', 'b') }) }], 'endpoints[0]: insecureSkipVerify is on, with an authority to ask'],
  [
    [{ port: 'a', tls: Tls.custom({ certificate: FileSource.fromConfigMap('client', 'tls.crt'), key: FileSource.fromConfigMap('client', 'tls.key') }) }],
    "endpoints[0]: tls has a key in the ConfigMap 'client'",
  ],
  [[{ port: 'a', authorization: SecretValue.fromSecret('a', 'b') }], 'endpoints[0]: authorization is given, and targets are asked without TLS'],
  [[{ port: 'a', scheme: ScrapeScheme.HTTPS, authorization: SecretValue.fromSecret('a', 'b', { prefix: 'Basic ' }) }], 'endpoints[0]: authorization has the scheme Basic'],
  [
    [{ port: 'a', basicAuth: { username: SecretValue.fromSecret('a', 'b'), password: SecretValue.fromSecret('a', 'c') } }],
    'endpoints[0]: basicAuth is given, and targets are asked without TLS',
  ],
  [
    [{ port: 'a', scheme: ScrapeScheme.HTTPS, basicAuth: { username: SecretValue.fromSecret('a', 'b', { prefix: 'x' }), password: SecretValue.fromSecret('a', 'c') } }],
    "endpoints[0]: basicAuth.username has the prefix 'x'",
  ],
  [
    [{
      port: 'a',
      scheme: ScrapeScheme.HTTPS,
      authorization: SecretValue.fromSecret('a', 'b'),
      basicAuth: { username: SecretValue.fromSecret('a', 'b'), password: SecretValue.fromSecret('a', 'c') },
    }],
    'endpoints[0]: authorization and basicAuth are both given',
  ],
])('an endpoint that the operator rejects, or asks in another way than is meant, is a problem: %#', (wrong, what) => {
  expect(whatsOf({ selector, endpoints: wrong })).toEqual([what]);
});

test('targets that say themselves how they are asked are taken at their word', () => {
  const endpoint = {
    port: 'a',
    tls: Tls.system(),
    scheme: ScrapeScheme.HTTP,
    authorization: SecretValue.fromSecret('a', 'b'),
    relabelings: [{ sourceLabels: ['__meta_kubernetes_service_label_scheme'], targetLabel: '__scheme__' }],
  };

  expect(whatsOf({ selector, endpoints: [endpoint] })).toEqual([]);
});

test('at the bounds there is no problem', () => {
  const interval = Duration.seconds(10);

  expect(whatsOf({ selector, endpoints: [{ portNumber: 1, interval, timeout: interval }, { portNumber: 65535 }] })).toEqual([]);
});
