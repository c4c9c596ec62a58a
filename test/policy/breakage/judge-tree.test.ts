import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import { CardinalityPolicy } from '../../../lib/policy';
import { problemOf } from '../../collector/documents';

const policy = new CardinalityPolicy({ dropLabels: ['pod'] });

/** An app with an alert and a dashboard. */
function anApp(expr: string, labels: { [name: string]: string } = {}): App {
  const app = new App();
  const chart = new Chart(app, 'observability');
  const rules = new ApiObject(chart, 'rules', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: { groups: [{ name: 'web', rules: [{ alert: 'Busy', expr }] }] } });
  const panels = [{ title: 'By pod', targets: [{ expr: 'sum by (pod)\n  (x)', refId: 'A' }] }];
  new ApiObject(chart, 'dashboard', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels }, data: { 'web.json': JSON.stringify({ title: 'Web', panels }) } });
  expect(rules.kind).toBe('PrometheusRule');
  return app;
}

test('what a policy breaks of the rules of a tree fails its synth', () => {
  const app = anApp('sum by (pod)\n  (x) > 1\n');
  policy.failOnBreakages(app);

  expect(problemOf(() => app.synthYaml())).toEqual({
    path: '',
    what: "alert Busy (group web): dropLabels takes 'pod' from 'x', but the expression groups by it",
    why: 'it would be empty for all of them: sum by (pod) (x) > 1',
    fix: "leave 'pod' out of dropLabels, or rules on other series than these",
  });
});

test('dashboards are looked at when Grafana would find them', () => {
  const found = anApp('up == 0', { grafana_dashboard: '1' });
  const other = anApp('up == 0');
  policy.failOnBreakages(found);
  policy.failOnBreakages(other);

  expect(problemOf(() => found.synthYaml()).what).toBe("dashboard 'Web', panel 'By pod' (A): dropLabels takes 'pod' from 'x', but the expression groups by it");
  expect(other.synthYaml()).toContain('kind: PrometheusRule');
});

test('a construct that stands for a manifest is none itself', () => {
  const app = anApp('up == 0');
  const dashboard = new ConfigMap(app.charts[0]!, 'typed', { metadata: { labels: { grafana_dashboard: '1' } } });
  dashboard.addData('web.json', JSON.stringify({ title: 'Typed', panels: [{ title: 'By pod', targets: [{ expr: 'sum by (pod) (x)' }] }] }));
  policy.failOnBreakages(app);

  expect(problemOf(() => app.synthYaml()).what).toBe("dashboard 'Typed', panel 'By pod': dropLabels takes 'pod' from 'x', but the expression groups by it");
});

test('warnings do not fail it', () => {
  const app = anApp('x > 0');
  policy.failOnBreakages(app);

  expect(policy.breaks({ rules: [{ groups: [{ name: 'web', rules: [{ alert: 'Busy', expr: 'x > 0' }] }] }] })).toMatchObject([{ severity: 'warning' }]);
  expect(app.synthYaml()).toContain('kind: PrometheusRule');
});

test('series that there are make fewer errors', () => {
  const app = anApp('sum by (pod) (x) > 1');
  policy.failOnBreakages(app, { series: [{ __name__: 'x', job: 'a' }] });

  expect(app.synthYaml()).toContain('kind: PrometheusRule');
});

test('what comes later in a program is looked at too', () => {
  const app = anApp('up == 0');
  policy.failOnBreakages(app);
  new ApiObject(app.charts[0]!, 'more', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: { groups: [{ name: 'more', rules: [{ alert: 'Late', expr: 'sum by (pod) (y)' }] }] } });

  expect(problemOf(() => app.synthYaml()).what).toBe("alert Late (group more): dropLabels takes 'pod' from 'y', but the expression groups by it");
});
