import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { askingSpec, schemeOf } from './endpoint-spec';
import { monitorFindings, monitorSpec } from './endpoints';
import { probeFindings } from './probe-findings';
import { ProbeProps } from './probe-props';
import { watching } from '../../../kubernetes/api-access';
import { requireRelabellings } from '../../../policy/relabel/relabel-requirements';
import { Finding } from '../../../validation';
import { defined } from '../defined';
import { monitoringObject } from '../monitoring-object';
import { relabelingSpec, seriesRelabelings } from '../relabelings';

/**
 * Has a Prometheus of the operator ask a prober, such as the blackbox exporter, how targets answer.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Probe
 */
export class Probe extends Construct {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;
  private readonly props: ProbeProps;

  public constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    this.props = props;
    requireRelabellings(this.node.path, 'relabelings', props.relabelings ?? []);
    requireRelabellings(this.node.path, 'metricRelabelings', props.metricRelabelings ?? []);
    this.resource = monitoringObject(this, {
      kind: 'Probe',
      options: props,
      spec: () => this.spec(),
      findings: () => this.findings(),
      rights: props.ingresses ? { clusterRules: [watching('networking.k8s.io', 'ingresses')] } : undefined,
    });
  }

  private spec(): object {
    const { props } = this;
    const { prober, targets, targetLabels, ingresses, tls, insecureSkipVerify } = props;
    const relabelingConfigs = relabelingSpec(props.relabelings);
    return defined({
      ...monitorSpec(props),
      jobName: props.jobName,
      prober: { url: prober.address, path: prober.path, scheme: schemeOf({ scheme: prober.scheme, tls, insecureSkipVerify }) },
      module: props.module,
      targets: {
        staticConfig: targets && { static: targets, labels: targetLabels, relabelingConfigs },
        ingress: ingresses && { selector: { matchLabels: { ...ingresses.selector } }, namespaceSelector: ingresses.namespaces?._spec, relabelingConfigs },
      },
      ...askingSpec(props),
      metricRelabelings: relabelingSpec(seriesRelabelings(props)),
    });
  }

  private findings(): Finding[] {
    return [...probeFindings(this.props), ...monitorFindings(this.props)];
  }
}
