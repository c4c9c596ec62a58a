import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Labels } from '../../../kubernetes/labels';
import { PrometheusSelectors } from '../selector-findings';

const GROUP = 'monitoring.coreos.com';

/** A kind of objects that a Prometheus takes. */
interface MonitoringKindFacts {
  readonly apiVersion: string;
  /** How the resource of a Prometheus names its selector. */
  readonly selector: keyof PrometheusSelectors;
  /** How the options of a Prometheus name it. */
  readonly option: string;
}

/** What a Prometheus of the operator takes. */
export const MONITORING_KINDS = {
  ServiceMonitor: { apiVersion: `${GROUP}/v1`, selector: 'serviceMonitor', option: 'serviceMonitors' },
  PodMonitor: { apiVersion: `${GROUP}/v1`, selector: 'podMonitor', option: 'podMonitors' },
  Probe: { apiVersion: `${GROUP}/v1`, selector: 'probe', option: 'probes' },
  ScrapeConfig: { apiVersion: `${GROUP}/v1alpha1`, selector: 'scrapeConfig', option: 'scrapeConfigs' },
  PrometheusRule: { apiVersion: `${GROUP}/v1`, selector: 'rule', option: 'rules' },
} as const satisfies { readonly [kind: string]: MonitoringKindFacts };

/** The kind of an object that a Prometheus takes. */
export type MonitoringKind = keyof typeof MONITORING_KINDS;

/** What is looked at in a manifest. */
export interface MonitoringManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: { readonly [key: string]: unknown };
}

/** Objects of the operator in a tree, of one kind, in the order of the program: those of this library and those that the user wrote. */
export function objectsOfKind(root: IConstruct, kind: string): ApiObject[] {
  return root.node.findAll().filter(ApiObject.isApiObject).filter((object) => object.kind === kind && object.apiGroup === GROUP);
}

/** An object as it is written, patches included. */
export function manifestOf(object: ApiObject): MonitoringManifest {
  return object.toJson() as MonitoringManifest;
}

/** What is known of an object while others are being rendered, which may depend on it. */
export function metadataOf({ kind, metadata }: ApiObject): MonitoringManifest {
  return { kind, metadata: metadata.toJson() as MonitoringManifest['metadata'] };
}

/** Where an object is, in the words of the operator. */
export function placeOf({ metadata: { name, namespace } }: MonitoringManifest): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
