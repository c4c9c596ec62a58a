import { Chart, Testing } from 'cdk8s';
import { AlertRule, ObjectSelector, Prometheus, PrometheusRules, PrometheusRulesProps, RecordingRule, RuleGroup, VersionCatalog } from '../../../lib';
import { problemsOf } from '../../../lib/validation';
import { find, manifestsOf } from '../../manifests';

const SHOP = new RuleGroup('shop', { rules: [new AlertRule('Down', { expr: 'up == 0' })] });

function made(props: Partial<PrometheusRulesProps> = {}): Chart {
  const chart = new Chart(Testing.app(), 'rules', { namespace: 'shop' });
  new PrometheusRules(chart, 'alerts', { groups: [SHOP], ...props });
  return chart;
}

const whatsOf = (props: Partial<PrometheusRulesProps>) => problemsOf(made(props).node.root).map(({ what }) => what);

test('rules of the operator are groups under a name', () => {
  expect(find(manifestsOf(made()), 'PrometheusRule')).toMatchObject({
    apiVersion: 'monitoring.coreos.com/v1', metadata: { name: 'alerts', namespace: 'shop' }, spec: { groups: [{ name: 'shop', rules: [{ alert: 'Down', expr: 'up == 0' }] }] },
  });
});

test('they have labels by which somebody takes them', () => {
  expect(find(manifestsOf(made({ name: 'shop', labels: { role: 'alerts' } })), 'PrometheusRule')).toMatchObject({ metadata: { name: 'shop', labels: { role: 'alerts' } } });
});

test.each<[string, Partial<PrometheusRulesProps>]>([
  ['it has no groups', { groups: [] }],
  ["two rule groups are called 'shop'", { groups: [SHOP, SHOP] }],
  ["'My rules' is not a name for an object", { name: 'My rules' }],
  ["labels has 'my team: shop'", { labels: { 'my team': 'shop' } }],
  ['its groups have 0.6 MiB', { groups: [new RuleGroup('a', { rules: [new AlertRule('A', { expr: 'up == 0', summary: 'x'.repeat(600 * 1024) })] })] }],
])('it is a problem that %s', (what, props) => {
  expect(whatsOf(props)).toEqual([what]);
});

describe('a Prometheus of the program', () => {
  const withPrometheus = (props: Partial<PrometheusRulesProps>, rules?: ObjectSelector, version = '3.15.0') => {
    const chart = new Chart(Testing.app(), 'rules', { namespace: 'shop' });
    const prometheus = new Prometheus(chart, 'main', { cluster: { name: 'prod', region: 'eu-west-1' }, rules, versions: new VersionCatalog({ prometheus: version }) });
    new PrometheusRules(chart, 'alerts', { groups: [SHOP], prometheus, ...props });
    return { chart, whats: problemsOf(chart.node.root).map(({ what }) => what) };
  };

  test('takes rules by labels that both get from one value', () => {
    const { chart, whats } = withPrometheus({}, ObjectSelector.labelled({ team: 'shop' }));

    expect(find(manifestsOf(chart), 'PrometheusRule')).toMatchObject({ metadata: { labels: { team: 'shop' } } });
    expect(whats).toEqual([]);
  });

  test('that takes none of them is a problem', () => {
    expect(withPrometheus({}, ObjectSelector.none()).whats).toEqual([expect.stringContaining("nobody takes it: 'shop/main' takes")]);
    expect(withPrometheus({ prometheus: undefined, labels: { team: 'web' } }, ObjectSelector.labelled({ team: 'shop' })).whats).toEqual(expect.arrayContaining([expect.stringContaining('nobody takes it')]));
  });

  test('is asked what it knows', () => {
    const groups = ['mad_over_time(up[1h])', 'rate(up[5m * 2])'].map((expr, index) => new RuleGroup(`g${index}`, { rules: [new RecordingRule('job:up:x', { expr })] }));

    expect(withPrometheus({ groups }).whats).toEqual([expect.stringContaining('mad_over_time, which is experimental')]);
    expect(withPrometheus({ groups }, undefined, '3.13.0').whats).toHaveLength(2);
    expect(withPrometheus({ groups, prometheus: undefined }).whats).toEqual([]);
  });
});
