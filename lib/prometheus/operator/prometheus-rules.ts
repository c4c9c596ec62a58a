import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusRulesProps } from './prometheus-rules-props';
import { isLabelKey, isLabelValue } from '../../kubernetes/labels';
import { readableBytes } from '../../kubernetes/quantities';
import { RuleGroup } from '../../policy/rules';
import { documentFindings } from '../../policy/rules/rule-file';
import { Finding, judgeAtSynth } from '../../validation';
import { isObjectName } from '../../wiring/object-name';

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
    const { name = id, labels = {} } = props;
    this.groups = [...props.groups];
    const spec = { groups: this.groups.map((group) => group.toDocument()) };
    this.resource = new ApiObject(this, 'resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name, labels: { ...labels } },
      spec,
    });
    judgeAtSynth(this, () => [...metadataFindings(name, labels), ...groupsFindings(spec)], (findings) => findings);
  }
}

function groupsFindings(spec: { readonly groups: readonly { readonly [key: string]: unknown }[] }): Finding[] {
  const bytes = Buffer.byteLength(Yaml.stringify(spec));
  return [
    ...spec.groups.length > 0 ? [] : [{
      what: 'it has no groups', why: 'nothing would be recorded, and no alert ever fire', fix: "groups: [new RuleGroup('shop', { rules: […] })]",
    }],
    ...documentFindings(spec.groups),
    ...bytes <= MOST_BYTES ? [] : [{
      what: `its groups have ${readableBytes(bytes)}`,
      why: 'prometheus-operator takes 512 KiB at most of one object, and passes it by (the length of rendered Prometheus Rule is above the maximum limit)',
      fix: 'a part of the groups in another PrometheusRules',
    }],
  ];
}

function metadataFindings(name: string, labels: { readonly [name: string]: string }): Finding[] {
  return [
    ...isObjectName(name) ? [] : [{
      what: `'${name}' is not a name for an object`, why: 'Kubernetes takes lower-case letters, digits, - and . only, and refuses it', fix: "name: 'shop'",
    }],
    ...Object.entries(labels).filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value)).map(([key, value]) => ({
      what: `labels has '${key}: ${value}'`, why: 'Kubernetes refuses the object', fix: "labels: { team: 'shop' }",
    })),
  ];
}
