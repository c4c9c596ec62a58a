import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { monitoringObject } from './monitoring-object';
import { PrometheusRulesProps } from './prometheus-rules-props';
import { readableBytes } from '../../kubernetes/quantities';
import { RuleGroup } from '../../policy/rules';
import { operatorReader, RuleGroupDocument, RuleReader } from '../../policy/rules/rule-document';
import { ruleFindings } from '../../policy/rules/rule-findings';
import { Finding } from '../../validation';

/** What the operator takes of one object: it has to find room for it in a ConfigMap. */
const MOST_BYTES = 512 * 1024;

/**
 * Groups of rules as a resource of prometheus-operator: every Prometheus and every ruler that selects it evaluates them.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export class PrometheusRules extends Construct {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;
  /** Its groups. */
  public readonly groups: RuleGroup[];

  public constructor(scope: Construct, id: string, props: PrometheusRulesProps) {
    super(scope, id);
    this.groups = [...props.groups];
    const spec = { groups: this.groups.map((group) => group.toDocument()) };
    this.resource = monitoringObject(this, {
      kind: 'PrometheusRule', options: props, spec: () => spec, findings: () => groupsFindings(spec, operatorReader(props.prometheus?._version)),
    });
  }
}

function groupsFindings(spec: { readonly groups: readonly RuleGroupDocument[] }, reader: RuleReader): Finding[] {
  const bytes = Buffer.byteLength(Yaml.stringify(spec));
  return [
    ...spec.groups.length > 0 ? [] : [{
      what: 'it has no groups', why: 'nothing would be recorded, and no alert ever fire', fix: "groups: [new RuleGroup('shop', { rules: […] })]",
    }],
    ...ruleFindings(spec.groups, reader),
    ...bytes <= MOST_BYTES ? [] : [{
      what: `its groups have ${readableBytes(bytes)}`,
      why: 'prometheus-operator takes 512 KiB at most of one object, and passes it by (the length of rendered Prometheus Rule is above the maximum limit)',
      fix: 'a part of the groups in another PrometheusRules',
    }],
  ];
}
