import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { BreakageSeverity, SeriesSource } from './breakage';
import { breakagesOf } from './breakages-of';
import { Finding, judgeAtSynth } from '../../validation';
import { PolicyPlan } from '../cardinality/policy-plan';
import { PlainMap } from '../relabel/document';

/** The label by which Grafana's sidecar finds ConfigMaps with dashboards: https://github.com/grafana/helm-charts/tree/main/charts/grafana */
const DASHBOARD_LABEL = 'grafana_dashboard';

/**
 * Has a policy fail the synth of a tree when it breaks alerts, recording rules or dashboards that are written there: PrometheusRule objects, and
 * ConfigMaps with the label `grafana_dashboard`.
 */
export function judgeTree(scope: IConstruct, plan: PolicyPlan, source: SeriesSource): void {
  judgeAtSynth(scope, () => manifestsOf(scope), ({ rules, dashboards }) => breakagesOf(plan, { ...source, rules, dashboards })
    .filter(({ severity }) => severity === BreakageSeverity.ERROR)
    .map(({ where, what, expression, why, fix }): Finding => ({ what: `${where}: ${what}`, why: `${why}: ${expression.replace(/\s+/g, ' ').trim()}`, fix })));
}

function manifestsOf(scope: IConstruct): { readonly rules: PlainMap[]; readonly dashboards: PlainMap[] } {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject);
  const manifests = (kind: string) => objects.filter((object) => object.kind === kind).map((object) => object.toJson() as PlainMap);
  return { rules: manifests('PrometheusRule'), dashboards: manifests('ConfigMap').filter(hasDashboards) };
}

function hasDashboards({ metadata }: PlainMap): boolean {
  const { labels } = (metadata ?? {}) as PlainMap;
  return typeof labels === 'object' && labels !== null && DASHBOARD_LABEL in labels;
}
