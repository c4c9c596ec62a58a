import { Chart } from 'cdk8s';
import { KubernetesDiscoveryRole, ObjectSelector, PodMonitor, Probe, Prometheus, PrometheusProps, ScrapeClass, ScrapeConfigMonitor, ServiceMonitor } from '../../../../lib';
import { find, manifestsOf } from '../../../manifests';
import { chartOf, prometheusBeside } from '../operator-objects';

const targets = { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }] };
const USUAL = ['endpointslices', 'services', 'pods', 'nodes/metrics'];

/** What a Prometheus may read when there is something else in the program. */
function readBeside(others: (chart: Chart) => void, props: Partial<PrometheusProps> = {}, kind = 'ClusterRole'): string[] {
  const chart = chartOf();
  const prometheus = prometheusBeside(chart, props);
  others(chart);
  return (find(manifestsOf(Chart.of(prometheus)), kind).rules as { resources: string[] }[]).flatMap(({ resources }) => resources);
}

const job = (more: object) => (chart: Chart) => new ScrapeConfigMonitor(chart, 'job', { scrapeConfig: { jobName: 'job', kubernetes: [{ role: KubernetesDiscoveryRole.INGRESS, ...more }] } });

describe('what a Prometheus of the operator may read', () => {
  test.each<[string, (chart: Chart) => unknown, readonly string[]]>([
    ['a ServiceMonitor', (chart) => new ServiceMonitor(chart, 'web', targets), USUAL],
    ['a ServiceMonitor that knows nodes', (chart) => new ServiceMonitor(chart, 'web', { ...targets, attachNodeMetadata: true }), [...USUAL, 'nodes']],
    ['a PodMonitor that knows nodes', (chart) => new PodMonitor(chart, 'web', { ...targets, attachNodeMetadata: true }), [...USUAL, 'nodes']],
    ['a Probe of targets', (chart) => new Probe(chart, 'web', { prober: { address: 'a' }, targets: ['a'] }), USUAL],
    ['a Probe of Ingresses', (chart) => new Probe(chart, 'web', { prober: { address: 'a' }, ingresses: {} }), [...USUAL, 'ingresses']],
    ['a job', job({}), [...USUAL, 'ingresses']],
  ])('follows from %s that it takes', (_, others, resources) => {
    expect(readBeside(others)).toEqual(resources);
  });

  test('follows from its scrape classes', () => {
    expect(readBeside(() => {}, { scrapeClasses: [new ScrapeClass('zones', { attachNodeMetadata: true })] })).toEqual([...USUAL, 'nodes']);
  });

  test('is no more in its namespace than a job asks for there', () => {
    expect(readBeside(job({ ownNamespace: true }), {}, 'Role')).toEqual(['ingresses']);
    expect(readBeside(job({ namespaces: ['shop'] }), {}, 'Role')).toEqual(['ingresses']);
  });

  test('is not more for what it leaves to others', () => {
    const probe = (chart: Chart, prometheus?: Prometheus) => new Probe(chart, 'web', { prober: { address: 'a' }, ingresses: {}, prometheus });
    const ingressesOf = (id: string) => (chart: Chart) => probe(chart, prometheusBeside(chart, {}, id));

    expect(readBeside(ingressesOf('all'), { probes: ObjectSelector.ofOthers({ team: 'shop' }) })).toEqual(USUAL);
    expect(readBeside(probe, { probes: ObjectSelector.labelled({}, { stage: 'prod' }) })).toEqual([...USUAL, 'ingresses']);
  });
});
