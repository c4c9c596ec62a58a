import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { endpointSpec } from './endpoint-spec';
import { endpointFindings, endpointsOf, monitorFindings, monitorSpec, requireEndpoints } from './endpoints';
import { FoundTargets, workloadPorts, workloadTargets } from './found-targets';
import { PodMonitorProps } from './pod-monitor-props';
import { choiceFindings } from './target-findings';
import { namespaceSelector, NODES, noEndpoints, targetSpec } from './targets';
import { Finding } from '../../../validation';
import { defined } from '../defined';
import { monitoringObject } from '../monitoring-object';

/** What makes pods of a template. */
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/**
 * Has a Prometheus of the operator scrape pods, whether a Service is before them or not.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export class PodMonitor extends Construct {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;
  private readonly props: PodMonitorProps;

  public constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    this.props = props;
    requireEndpoints(this.node.path, props.endpoints);
    this.resource = monitoringObject(this, {
      kind: 'PodMonitor', options: props, spec: () => this.spec(), findings: () => this.findings(), rights: props.attachNodeMetadata ? NODES : undefined,
    });
  }

  private get targets(): FoundTargets {
    return this.props.workload ? workloadTargets(this.props.workload) : { selector: { matchLabels: { ...this.props.selector } }, relabelings: [] };
  }

  private spec(): object {
    const { props, targets } = this;
    const { workload } = props;
    return defined({
      ...monitorSpec(props),
      ...targetSpec(props),
      selector: targets.selector,
      namespaceSelector: namespaceSelector(props.namespaces, targets.namespace, this.resource.metadata.namespace),
      podMetricsEndpoints: endpointsOf(props.endpoints, () => workload && workloadPorts(workload)).map((endpoint) => ({
        port: endpoint.port, portNumber: endpoint.portNumber, ...endpointSpec(endpoint, props),
      })),
    });
  }

  private findings(): Finding[] {
    const { workload, selector, namespaces, endpoints } = this.props;
    const wrong = choiceFindings({ property: 'workload', object: workload, kinds: WORKLOADS, selector, namespaces });
    if (wrong.length > 0) {
      return [...wrong, ...monitorFindings(this.props)];
    }
    const known = workload && workloadPorts(workload);
    return [...noEndpoints(endpoints, known), ...endpointFindings(endpoints ?? [], known), ...monitorFindings(this.props)];
  }
}
