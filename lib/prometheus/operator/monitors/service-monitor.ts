import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { endpointSpec } from './endpoint-spec';
import { endpointFindings, endpointsOf, monitorFindings, monitorSpec, requireEndpoints } from './endpoints';
import { FoundTargets, servicePorts, serviceTargets } from './found-targets';
import { MonitorEndpoint } from './monitor-options';
import { ServiceMonitorProps } from './service-monitor-props';
import { choiceFindings, TargetChoice, takenServiceFindings, takenServices } from './target-findings';
import { namespaceSelector, NODES, noEndpoints, targetSpec } from './targets';
import { Finding } from '../../../validation';
import { defined } from '../defined';
import { monitoringObject } from '../monitoring-object';

/**
 * Has a Prometheus of the operator scrape the pods behind Services.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export class ServiceMonitor extends Construct {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;
  private readonly props: ServiceMonitorProps;

  public constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    this.props = props;
    requireEndpoints(this.node.path, props.endpoints);
    this.resource = monitoringObject(this, {
      kind: 'ServiceMonitor', options: props, spec: () => this.spec(), findings: () => this.findings(), rights: props.attachNodeMetadata ? NODES : undefined,
    });
  }

  private get choice(): TargetChoice {
    const { service: object, selector, namespaces } = this.props;
    return { property: 'service', object, kinds: ['Service'], selector, namespaces };
  }

  private get targets(): FoundTargets {
    return this.props.service ? serviceTargets(this.props.service) : { selector: { matchLabels: { ...this.props.selector } }, relabelings: [] };
  }

  private get endpoints(): readonly MonitorEndpoint[] {
    const { service, endpoints } = this.props;
    return endpointsOf(endpoints, () => service && servicePorts(service));
  }

  private spec(): object {
    const { props, targets, endpoints } = this;
    return defined({
      ...monitorSpec(props),
      ...targetSpec(props),
      targetLabels: props.targetLabels,
      selector: targets.selector,
      namespaceSelector: namespaceSelector(props.namespaces, targets.namespace, this.resource.metadata.namespace),
      endpoints: endpoints.map((endpoint) => ({
        port: endpoint.port,
        targetPort: endpoint.portNumber,
        ...endpointSpec({ ...endpoint, relabelings: [...targets.relabelings, ...endpoint.relabelings ?? []] }, props),
      })),
    });
  }

  private findings(): Finding[] {
    const { props: { service, endpoints, selector }, choice } = this;
    const wrong = choiceFindings(choice);
    if (wrong.length > 0) {
      return [...wrong, ...monitorFindings(this.props)];
    }
    const known = service && servicePorts(service);
    return [
      ...noEndpoints(endpoints, known),
      ...endpointFindings(endpoints ?? [], known),
      ...selector ? takenServiceFindings(takenServices(this.node.root, choice, this.resource.metadata.namespace), endpoints ?? []) : [],
      ...monitorFindings(this.props),
    ];
  }
}
