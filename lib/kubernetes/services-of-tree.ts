import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { Labels } from './labels';

/** A Service to which a name leads. */
export interface ServiceDocument {
  /** `thanos-store.monitoring.svc`, with or without the domain of the cluster. */
  readonly host: string;
  readonly headless: boolean;
  readonly portNames: readonly string[];
}

/** A Service of Kubernetes as it is written. */
interface ServiceManifest {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly clusterIP?: string; readonly ports?: readonly k8s.ServicePort[]; readonly selector?: Labels };
}

/** The Services of a tree as they are written, under the names by which pods of other namespaces reach them. */
export function servicesOf(scope: IConstruct): ServiceDocument[] {
  return manifestsOf(scope).map(documentOf);
}

/** The names by which pods are reached: those of all Services of a tree that select them. */
export function servicesBefore(scope: IConstruct, pods: { readonly namespace?: string; readonly labels: Labels }): string[] {
  return manifestsOf(scope).filter(({ metadata, spec }) => {
    const selector = Object.entries(spec?.selector ?? {});
    return metadata.namespace === pods.namespace && selector.length > 0 && selector.every(([name, value]) => pods.labels[name] === value);
  }).map((manifest) => documentOf(manifest).host);
}

function manifestsOf({ node: { root } }: IConstruct): ServiceManifest[] {
  return root.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.kind === 'Service')
    .map((service) => service.toJson() as ServiceManifest);
}

function documentOf({ metadata: { name, namespace }, spec = {} }: ServiceManifest): ServiceDocument {
  return {
    host: namespace === undefined ? name : `${name}.${namespace}.svc`,
    headless: spec.clusterIP === 'None',
    portNames: (spec.ports ?? []).flatMap((port) => port.name ?? []),
  };
}
