import { Chart } from 'cdk8s';
import { GatewayStatefulSet, OtlpEndpoint, PodMonitor, PodMonitorProps, ScrapeClass, TargetNamespaces } from '../../../../lib';
import { CLUSTER } from '../../plans';
import { chartOf, deploymentIn, serviceIn, specOf, whatsIn } from '../operator-objects';

const selector = { app: 'web' };
const monitorOf = (props: PodMonitorProps, chart = chartOf()) => new PodMonitor(chart, 'web', props);

describe('a PodMonitor', () => {
  test('says what it is told', () => {
    expect(specOf(monitorOf({
      selector,
      endpoints: [{ port: 'metrics', path: '/prometheus' }, { portNumber: 8081 }],
      namespaces: TargetNamespaces.named(['shop', 'pay']),
      limits: { samples: 10 },
      scrapeClass: new ScrapeClass('mesh'),
      attachNodeMetadata: false,
      jobLabel: 'app',
      podTargetLabels: ['version'],
    }))).toEqual({
      selector: { matchLabels: { app: 'web' } },
      namespaceSelector: { matchNames: ['shop', 'pay'] },
      podMetricsEndpoints: [{ port: 'metrics', path: '/prometheus' }, { portNumber: 8081 }],
      sampleLimit: 10,
      scrapeClass: 'mesh',
      attachMetadata: { node: false },
      jobLabel: 'app',
      podTargetLabels: ['version'],
    });
  });

  test('has the pods of a workload, in its namespace, and their only port', () => {
    const chart = chartOf();
    const monitor = monitorOf({ workload: deploymentIn(chart) }, new Chart(chart.node.root as Chart, 'monitors', { namespace: 'monitoring' }));

    expect(specOf(monitor)).toEqual({ selector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchNames: ['shop'] }, podMetricsEndpoints: [{ port: 'metrics' }] });
    expect(whatsIn(chart)).toEqual([]);
  });

  test('asks a port without a name by its number', () => {
    const chart = chartOf();

    expect(specOf(monitorOf({ workload: deploymentIn(chart, [{ containerPort: 8080 }]) }, chart)).podMetricsEndpoints).toEqual([{ portNumber: 8080 }]);
  });

  test('takes workloads of this library', () => {
    const chart = chartOf();
    const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster: CLUSTER, destination: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }) });
    const monitor = monitorOf({ workload: gateway.statefulSet, endpoints: [{ port: 'metrics' }] }, chart);

    expect(whatsIn(chart)).toEqual([]);
    expect(specOf(monitor).selector).toMatchObject({ matchLabels: { 'app.kubernetes.io/instance': 'gateway' } });
  });
});

describe('a PodMonitor that would have no targets', () => {
  test.each<[PodMonitorProps, string]>([
    [{}, 'it has neither workload nor selector'],
    [{ selector }, 'it has no endpoints'],
    [{ selector, endpoints: [] }, 'it has no endpoints'],
    [{ selector, endpoints: [{}] }, 'endpoints[0]: it has neither port nor portNumber'],
    [{ selector: { '/': 'a' }, endpoints: [{ port: 'metrics' }] }, "selector has '/: a'"],
    [{ selector, endpoints: [{ port: 'metrics' }], limits: { labels: -1 } }, 'limits.labels is -1'],
  ])('is a problem: %#', (props, what) => {
    expect(whatsIn(monitorOf(props))).toEqual([what]);
  });

  test('is a problem where the workload is not as it is asked', () => {
    const chart = chartOf();
    const workload = deploymentIn(chart, [{ name: 'http', containerPort: 80 }, { name: 'admin', containerPort: 81 }]);
    const add = (id: string, props: PodMonitorProps) => new PodMonitor(chart, id, props);
    add('a', { workload });
    add('b', { workload, endpoints: [{ port: 'metrics' }] });
    add('c', { workload: serviceIn(chart), endpoints: [{ port: 'metrics' }] });
    add('d', { workload, endpoints: [{ port: 'http' }], namespaces: TargetNamespaces.own() });

    expect(whatsIn(chart)).toEqual([
      "it has no endpoints, and Deployment 'web' has the ports 'http', 'admin'", "endpoints[0]: port 'metrics' is none of Deployment 'web'", "workload is the Service 'web'", 'namespaces is given, with workload',
    ]);
  });

  test('fails on rules that Prometheus refuses', () => {
    expect(() => monitorOf({ selector, endpoints: [{ port: 'a', relabelings: [{ regex: '(', targetLabel: 'x' }] }] })).toThrow(/endpoints\[0\]\.relabelings\[0\]/);
  });
});

test.each([[[]], [['My Namespace']]])('namespaces that are none fail: %p', (names) => {
  expect(() => TargetNamespaces.named(names)).toThrow(/TargetNamespaces\.named/);
});
