import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { ServiceDocument } from './service-lookup-invariants';

/** A Service of Kubernetes as it is written. */
interface ServiceManifest {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly clusterIP?: string; readonly ports?: readonly k8s.ServicePort[] };
}

/** The Services of a tree as they are written, under the names by which pods of other namespaces reach them. */
export function servicesOf({ node: { root } }: IConstruct): ServiceDocument[] {
  const services = root.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.kind === 'Service');
  return services.map((service) => documentOf(service.toJson() as ServiceManifest));
}

function documentOf({ metadata: { name, namespace }, spec = {} }: ServiceManifest): ServiceDocument {
  return {
    host: namespace === undefined ? name : `${name}.${namespace}.svc`,
    headless: spec.clusterIP === 'None',
    portNames: (spec.ports ?? []).flatMap((port) => port.name ?? []),
  };
}
