import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Prometheus, PrometheusProps } from '../../../lib';
import { problemsOf } from '../../../lib/validation';
import { CLUSTER } from '../plans';

/** A chart of its own. */
export function chartOf(namespace = 'shop'): Chart {
  return new Chart(Testing.app(), 'shop', { namespace });
}

/** A Prometheus of the operator in the namespace `monitoring` of the same program. */
export function prometheusBeside(scope: IConstruct, props: Partial<PrometheusProps> = {}, id = 'main'): Prometheus {
  return new Prometheus(new Chart(scope.node.root as Construct, `monitoring-${id}`, { namespace: 'monitoring' }), id, { cluster: CLUSTER, ...props });
}

/** A Service of the program, by default with one port for metrics. */
export function serviceIn(chart: Chart, name = 'web', spec: object = { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 8080 }] }, labels: object = { app: 'web' }): ApiObject {
  return new ApiObject(chart, `service-${name}`, { apiVersion: 'v1', kind: 'Service', metadata: { name, labels: labels as { [name: string]: string } }, spec });
}

/** A Deployment of the program. */
export function deploymentIn(chart: Chart, ports: readonly object[] = [{ name: 'metrics', containerPort: 8080 }]): ApiObject {
  return new ApiObject(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', ports }] } } },
  });
}

/** The spec of an object as it is written. */
export function specOf({ resource }: { readonly resource: ApiObject }): { readonly [key: string]: unknown } {
  return (resource.toJson() as { spec: { [key: string]: unknown } }).spec;
}

/** What is wrong with a program. */
export function whatsIn(construct: IConstruct): string[] {
  return problemsOf(construct.node.root).map(({ what }) => what);
}
