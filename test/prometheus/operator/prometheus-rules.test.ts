import { Chart, Testing } from 'cdk8s';
import { AlertRule, PrometheusRules, PrometheusRulesProps, RuleGroup } from '../../../lib';
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
