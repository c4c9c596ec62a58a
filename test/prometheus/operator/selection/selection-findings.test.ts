import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { ObjectSelector, PodMonitor, PodMonitorProps, Probe, PrometheusProps, ScrapeConfigMonitor, ServiceMonitor, ServiceMonitorProps } from '../../../../lib';
import { registerTaker, takersOf } from '../../../../lib/prometheus/operator/selection/takers';
import { problemsOf } from '../../../../lib/validation';
import { chartOf, prometheusBeside, whatsIn } from '../operator-objects';

const targets = { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }] };
const monitorIn = (chart: Chart, props: Partial<ServiceMonitorProps> = {}) => new ServiceMonitor(chart, 'web', { ...targets, ...props });
const labelled = (labels = { team: 'shop' }, namespaceLabels?: { [name: string]: string }) => ({ serviceMonitors: ObjectSelector.labelled(labels, namespaceLabels) });

/** What is wrong with a monitor beside a Prometheus. */
function problemsBeside(prometheus: Partial<PrometheusProps>, props: Partial<ServiceMonitorProps> = {}): (readonly string[])[] {
  const chart = chartOf();
  prometheusBeside(chart, prometheus);
  monitorIn(chart, props);
  return problemsOf(chart.node.root).map(({ path, what, fix }) => [path, what, fix]);
}

describe('a monitor of which a Prometheus is said', () => {
  test('has the labels by which that one takes it', () => {
    const chart = chartOf();
    const prometheus = prometheusBeside(chart, labelled({ team: 'shop' }));
    const monitor = monitorIn(chart, { prometheus, labels: { tier: 'critical' } });

    expect(monitor.resource.metadata.toJson()).toMatchObject({ labels: { team: 'shop', tier: 'critical' } });
    expect(whatsIn(chart)).toEqual([]);
  });

  test('has labels of its kind', () => {
    const chart = chartOf();
    const labelsOf = (kind: string) => ObjectSelector.labelled({ kind });
    const prometheus = prometheusBeside(chart, { serviceMonitors: labelsOf('service'), podMonitors: labelsOf('pod'), probes: labelsOf('probe'), scrapeConfigs: labelsOf('job') });
    const monitors = [
      monitorIn(chart, { prometheus }),
      new PodMonitor(chart, 'pod', { ...targets, prometheus }),
      new Probe(chart, 'probe', { prober: { address: 'exporter' }, targets: ['a'], prometheus }),
      new ScrapeConfigMonitor(chart, 'job', { scrapeConfig: { jobName: 'a', staticTargets: [{ targets: ['a:1'] }] }, prometheus }),
    ];

    expect(monitors.map(({ resource }) => resource.metadata.getLabel('kind'))).toEqual(['service', 'pod', 'probe', 'job']);
    expect(whatsIn(chart)).toEqual([]);
  });

  test('is held against that one only', () => {
    const chart = chartOf();
    prometheusBeside(chart, {}, 'all');
    const prometheus = prometheusBeside(chart, { serviceMonitors: ObjectSelector.none() });
    monitorIn(chart, { prometheus });

    expect(whatsIn(chart)).toEqual(["nobody takes it: 'monitoring/main' takes no ServiceMonitors"]);
  });

  test('is a problem when it says another value of such a label itself', () => {
    const chart = chartOf();
    monitorIn(chart, { prometheus: prometheusBeside(chart, labelled()), labels: { team: 'pay' } });

    expect(whatsIn(chart)).toEqual(["nobody takes it: 'monitoring/main' takes ServiceMonitors with team=shop"]);
  });
});

describe('a monitor that no Prometheus of the program takes', () => {
  test.each<[Partial<PrometheusProps>, Partial<ServiceMonitorProps>, string, string]>([
    [labelled(), {}, 'takes ServiceMonitors with team=shop', "labels: { team: 'shop' }"],
    [labelled(), { labels: { team: 'pay' } }, 'takes ServiceMonitors with team=shop', "labels: { team: 'shop' }"],
    [labelled({ 'example.com/team': 'shop', 'a': 'b' } as never), {}, 'takes ServiceMonitors with a=b,example.com/team=shop', "labels: { a: 'b', 'example.com/team': 'shop' }"],
    [{ serviceMonitors: ObjectSelector.none() }, {}, 'takes no ServiceMonitors', 'serviceMonitors: ObjectSelector.all() of \'monitoring/main\''],
    [
      { serviceMonitors: ObjectSelector.ownNamespace() }, {}, 'takes ServiceMonitors of its own namespace',
      "serviceMonitors: ObjectSelector.all() of 'monitoring/main', or a chart with namespace: 'monitoring'",
    ],
    [
      labelled({ team: 'shop' }, { 'kubernetes.io/metadata.name': 'pay' }), { labels: { team: 'shop' } }, 'takes ServiceMonitors of namespaces with kubernetes.io/metadata.name=pay',
      "serviceMonitors: ObjectSelector.labelled({ team: 'shop' }) of 'monitoring/main'",
    ],
  ])('is a problem: %#', (prometheus, props, takes, fix) => {
    expect(problemsBeside(prometheus, props)).toEqual([['shop/web', `nobody takes it: 'monitoring/main' ${takes}`, fix]]);
  });

  test('is a problem of each of them', () => {
    const chart = chartOf();
    prometheusBeside(chart, labelled({ team: 'pay' }), 'pay');
    prometheusBeside(chart, { serviceMonitors: ObjectSelector.ofOthers({ team: 'web' }) }, 'web');
    monitorIn(chart);

    expect(whatsIn(chart)).toEqual(["nobody takes it: 'monitoring/pay' takes ServiceMonitors with team=pay, 'monitoring/web' takes ServiceMonitors with team=web"]);
  });

  test('is seen as it is written, and so is the Prometheus', () => {
    const chart = chartOf();
    const prometheus = prometheusBeside(chart);
    monitorIn(chart).resource.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'shop' }));
    expect(whatsIn(chart)).toEqual([]);
    prometheus.resource.addJsonPatch(JsonPatch.replace('/spec/serviceMonitorSelector', { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['shop'] }] }));

    expect(problemsOf(chart.node.root)).toMatchObject([
      { what: "nobody takes it: 'monitoring/main' takes ServiceMonitors with team!=shop", fix: 'labels that team!=shop takes' },
    ]);
  });

  test.each<[Partial<PrometheusProps>, Partial<ServiceMonitorProps>]>([
    [{}, {}],
    [labelled(), { labels: { team: 'shop', tier: 'critical' } }],
    [labelled({ team: 'shop' }, { 'kubernetes.io/metadata.name': 'shop' }), { labels: { team: 'shop' } }],
    // nobody knows what labels namespaces have besides
    [labelled({ team: 'shop' }, { stage: 'prod' }), { labels: { team: 'shop' } }],
    [labelled({ team: 'shop' }, { 'stage': 'prod', 'kubernetes.io/metadata.name': 'shop' }), { labels: { team: 'shop' } }],
  ])('is none that one takes, or may take: %#', (prometheus, props) => {
    expect(problemsBeside(prometheus, props)).toEqual([]);
  });

  test('is not known without a Prometheus in the program, or without a namespace', () => {
    const chart = chartOf();
    monitorIn(chart);
    expect(whatsIn(chart)).toEqual([]);

    const nowhere = new Chart(chart.node.root as Chart, 'nowhere');
    new PodMonitor(nowhere, 'pod', targets);
    prometheusBeside(chart, { podMonitors: ObjectSelector.ownNamespace() });
    expect(whatsIn(chart)).toEqual([]);
  });

  test('is judged by whoever else takes it: agents, and those in the place of a Prometheus', () => {
    const [agent, other] = [chartOf(), chartOf()];
    new ApiObject(agent, 'agent', { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'PrometheusAgent', metadata: { name: 'agent' }, spec: {} });
    registerTaker(other, () => ({ kind: 'TargetAllocator', metadata: { name: 'allocator', namespace: 'shop' }, spec: { serviceMonitorSelector: { matchLabels: { team: 'pay' } } } }));
    [agent, other].forEach((chart) => monitorIn(chart));

    expect([agent, other].map(whatsIn)).toEqual([
      ["nobody takes it: 'shop/agent' takes no ServiceMonitors"], ["nobody takes it: 'shop/allocator' takes ServiceMonitors with team=pay"],
    ]);
  });

  test('is judged by a Prometheus that the program writes itself, too', () => {
    const chart = chartOf();
    new ApiObject(chart, 'prometheus', { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'own' }, spec: { podMonitorSelector: {} } });
    new ApiObject(chart, 'another', { apiVersion: 'example.com/v1', kind: 'Prometheus', metadata: { name: 'another' } });
    monitorIn(chart);
    new PodMonitor(chart, 'pod', targets);

    expect(whatsIn(chart)).toEqual(["nobody takes it: 'shop/own' takes no ServiceMonitors"]);
  });
});

describe('an object that cannot be what it is called', () => {
  test.each<[Partial<ServiceMonitorProps>, string]>([
    [{ name: 'My Monitor' }, "'My Monitor' is not a name for an object"],
    [{ labels: { team: 'a b' } }, "labels has 'team: a b'"],
    [{ labels: { 'a/b/c': 'd' } }, "labels has 'a/b/c: d'"],
  ])('is a problem: %#', (props, what) => {
    const chart = chartOf();
    monitorIn(chart, props);

    expect(whatsIn(chart)).toEqual([what]);
  });
});

describe('what a Prometheus cannot do with an object that it takes', () => {
  test.each<[Partial<PrometheusProps>, Partial<ServiceMonitorProps>, string]>([
    [{ enforcedLimits: { samples: 10 } }, { limits: { samples: 11 } }, "limits.samples is 11, and 'monitoring/main' enforces 10"],
    [{ enforcedLimits: { targets: 10 } }, { limits: { targets: 11 } }, "limits.targets is 11, and 'monitoring/main' enforces 10"],
    [{ enforcedLimits: { labelNameLength: 10 } }, { limits: { labelNameLength: 11 } }, "limits.labelNameLength is 11, and 'monitoring/main' enforces 10"],
    [
      { enforcedLimits: { bodySize: Size.mebibytes(1) } }, { limits: { bodySize: Size.mebibytes(2) } },
      "limits.bodySize is 2097152B, and 'monitoring/main' enforces 1048576B",
    ],
    [
      { scrapeInterval: Duration.seconds(15) }, { endpoints: [{ port: 'metrics', timeout: Duration.seconds(16) }] },
      "timeout 16s is longer than the scrapeInterval 15s of 'monitoring/main'",
    ],
  ])('is a problem: %#', (prometheus, props, what) => {
    expect(problemsBeside(prometheus, props).map(([path, said]) => [path, said])).toEqual([['shop/web', what]]);
  });

  test.each<[Partial<PrometheusProps>, Partial<ServiceMonitorProps>]>([
    [{ enforcedLimits: { samples: 10, bodySize: Size.mebibytes(1) } }, { limits: { samples: 10, bodySize: Size.mebibytes(1), labels: 100 } }],
    [{ enforcedLimits: { samples: 10 } }, {}],
    [{ scrapeInterval: Duration.seconds(15) }, { endpoints: [{ port: 'metrics', timeout: Duration.seconds(15) }] }],
    [{ scrapeInterval: Duration.seconds(15) }, { endpoints: [{ port: 'metrics', interval: Duration.minutes(1), timeout: Duration.seconds(16) }] }],
  ])('is nothing within its bounds: %#', (prometheus, props) => {
    expect(problemsBeside(prometheus, props)).toEqual([]);
  });

  test('is asked of every kind that has times', () => {
    const chart = chartOf();
    prometheusBeside(chart, { scrapeInterval: Duration.seconds(15) });
    const timeout = Duration.seconds(20);
    new PodMonitor(chart, 'pod', { ...targets, endpoints: [{ port: 'metrics', timeout }] } as PodMonitorProps);
    new Probe(chart, 'probe', { prober: { address: 'exporter' }, targets: ['a'], timeout });
    new ScrapeConfigMonitor(chart, 'job', { scrapeConfig: { jobName: 'a', staticTargets: [{ targets: ['a:1'] }], scrapeTimeout: timeout } });
    new ScrapeConfigMonitor(chart, 'slow', { scrapeConfig: { jobName: 'b', staticTargets: [{ targets: ['a:1'] }], scrapeTimeout: timeout, scrapeInterval: timeout } });

    expect(whatsIn(chart)).toEqual(Array(3).fill("timeout 20s is longer than the scrapeInterval 15s of 'monitoring/main'"));
  });

  test('is no problem while another one can: the program may write for several clusters', () => {
    const chart = chartOf();
    prometheusBeside(chart, { enforcedLimits: { samples: 10 } }, 'one');
    prometheusBeside(chart, {}, 'other');
    monitorIn(chart, { limits: { samples: 11 } });

    expect(whatsIn(chart)).toEqual([]);
  });

  test('reads sizes as the operator does', () => {
    const chart = chartOf();
    prometheusBeside(chart).resource.addJsonPatch(JsonPatch.add('/spec/enforcedBodySizeLimit', '1.5MB'));
    monitorIn(chart, { limits: { bodySize: Size.kibibytes(1536) } });
    expect(whatsIn(chart)).toEqual([]);

    const beyond = chartOf();
    prometheusBeside(beyond).resource.addJsonPatch(JsonPatch.add('/spec/enforcedBodySizeLimit', '1.5MiB'));
    monitorIn(beyond, { limits: { bodySize: Size.kibibytes(1537) } });
    expect(whatsIn(beyond)).toEqual(["limits.bodySize is 1573888B, and 'monitoring/main' enforces 1.5MiB"]);
  });
});

describe('a selector by labels that matches nothing of the program', () => {
  test('is a problem when there is something that only others take', () => {
    const chart = chartOf();
    prometheusBeside(chart, {}, 'all');
    prometheusBeside(chart, labelled({ team: 'shop' }), 'shop');
    monitorIn(chart, { labels: { team: 'pay' } });

    expect(problemsOf(chart.node.root)).toMatchObject([{
      path: 'monitoring-shop/shop',
      what: 'serviceMonitors takes those with team=shop, and no ServiceMonitor of this program',
      why: 'the ServiceMonitor that is there is taken by others only',
      fix: "serviceMonitors: ObjectSelector.ofOthers({ team: 'shop' }) when other programs write them, or this Prometheus as the option prometheus of those it is to take",
    }]);
  });

  test('is one problem with one cause: what nobody takes says so itself', () => {
    expect(problemsBeside(labelled(), { labels: { team: 'pay' } })).toHaveLength(1);
  });

  test('is none without objects of the kind, when others write them, or when it matches one', () => {
    const [without, others, one] = [chartOf(), chartOf(), chartOf()];
    prometheusBeside(without, labelled());
    prometheusBeside(others, {}, 'all');
    prometheusBeside(others, { serviceMonitors: ObjectSelector.ofOthers({ team: 'shop' }) });
    monitorIn(others);
    prometheusBeside(one, {}, 'all');
    const prometheus = prometheusBeside(one, labelled());
    monitorIn(one);
    new ServiceMonitor(one, 'taken', { ...targets, prometheus });

    expect([without, others, one].map(whatsIn)).toEqual([[], [], []]);
  });

  test('is none for rules that a ruler of the operator takes', () => {
    const chart = chartOf();
    prometheusBeside(chart, { rules: ObjectSelector.none() });
    new ApiObject(chart, 'ruler', { apiVersion: 'monitoring.coreos.com/v1', kind: 'ThanosRuler', metadata: { name: 'ruler' }, spec: { ruleSelector: {} } });

    expect([takersOf(chart.node.root, 'PrometheusRule'), takersOf(chart.node.root, 'Probe')].map((takers) => takers.map(({ kind }) => kind))).toEqual([
      ['Prometheus', 'ThanosRuler'], ['Prometheus'],
    ]);
  });

  test('is seen of rules too, of whoever writes them', () => {
    const chart = chartOf();
    prometheusBeside(chart, {}, 'all');
    prometheusBeside(chart, { rules: ObjectSelector.labelled({ team: 'shop' }) }, 'shop');
    ['a', 'b'].forEach((id) => new ApiObject(chart, id, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: {} }));

    expect(problemsOf(chart.node.root)).toMatchObject([{ what: 'rules takes those with team=shop, and no PrometheusRule of this program', why: 'the 2 that are there are taken by others only' }]);
  });
});
