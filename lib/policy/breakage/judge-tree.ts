import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { BreakageSeverity, SeriesSource } from './breakage';
import { breakagesOf } from './breakages-of';
import { DocumentKind, ManifestKind } from './documents/document-kind';
import { DASHBOARD_KINDS, RULE_KINDS } from './documents/read-documents';
import { Finding, judgeAtSynth } from '../../validation';
import { PolicyPlan } from '../cardinality/policy-plan';
import { PlainMap } from '../relabel/document-reader';

/** Has a policy fail the synth of a tree when it breaks alerts, recording rules or dashboards in manifests that are written there. */
export function judgeTree(scope: IConstruct, plan: PolicyPlan, source: SeriesSource): void {
  judgeAtSynth(scope, () => manifestsOf(scope), ({ rules, dashboards }) => breakagesOf(plan, { ...source, rules, dashboards })
    .filter(({ severity }) => severity === BreakageSeverity.ERROR)
    .map(({ where, what, expression, why, fix }): Finding => ({ what: `${where}: ${what}`, why: `${why}: ${expression.replace(/\s+/g, ' ').trim()}`, fix })));
}

function manifestsOf(scope: IConstruct): { readonly rules: PlainMap[]; readonly dashboards: PlainMap[] } {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject);
  // what is not asked for is not rendered: that may cost much
  const ofKind = ({ kind, isRead }: ManifestKind) =>
    objects.filter((object) => object.kind === kind).map((object) => object.toJson() as PlainMap).filter(isRead);
  const manifests = (kinds: readonly DocumentKind[]) => kinds.flatMap(({ manifest }) => manifest ? ofKind(manifest) : []);
  return { rules: manifests(RULE_KINDS), dashboards: manifests(DASHBOARD_KINDS) };
}
