import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ServiceManifest } from './found-targets';
import { MonitorEndpoint } from './monitor-options';
import { TargetNamespaces } from './target-namespaces';
import { isLabelKey, isLabelValue, Labels } from '../../../kubernetes/labels';
import { Finding } from '../../../validation';
import { selects } from '../selection/label-selector';

/** How a monitor is told which targets it has. */
export interface TargetChoice {
  /** How options call an object of the program: `service`. */
  readonly property: string;
  readonly object?: ApiObject;
  /** Kinds that the object may be of. */
  readonly kinds: readonly string[];
  readonly selector?: Labels;
  readonly namespaces?: TargetNamespaces;
}

/** What is wrong with how targets are chosen. */
export function choiceFindings({ property, object, kinds, selector, namespaces }: TargetChoice): Finding[] {
  if ((object === undefined) === (selector === undefined)) {
    return [{
      what: object ? `${property} and selector are both given` : `it has neither ${property} nor selector`,
      why: object ? 'one of them would be forgotten' : 'it would have no targets',
      fix: object ? 'leave selector out' : `${property}: … of this program, or selector: { app: 'web' }`,
    }];
  }
  return [
    ...object && !kinds.includes(object.kind) ? [{
      what: `${property} is the ${object.kind} '${object.name}'`, why: 'it has no targets: nothing would be scraped', fix: `a ${kinds.join(', or a ')}`,
    }] : [],
    ...object && namespaces ? [{
      what: `namespaces is given, with ${property}`, why: `the namespace of '${object.name}' is known, and only one of them can be meant`, fix: 'leave namespaces out',
    }] : [],
    ...Object.entries(selector ?? {}).filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value)).map(([key, value]) => ({
      what: `selector has '${key}: ${value}'`, why: 'nothing has such a label, and the operator rejects the object', fix: "selector: { app: 'web' }",
    })),
  ];
}

/** Services of a tree that a selector takes. Of others nothing but metadata is asked: there may be many. */
export function takenServices(root: IConstruct, { selector = {}, namespaces }: TargetChoice, own: string | undefined): ServiceManifest[] {
  const { any, matchNames } = namespaces?._spec ?? {};
  const isWithin = (namespace: string | undefined) => any ?? (matchNames ? namespace !== undefined && matchNames.includes(namespace) : namespace === own);
  return root.node.findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'Service')
    .filter(({ metadata }) => isWithin(metadata.namespace) && selects({ matchLabels: selector }, (metadata.toJson() as ServiceManifest['metadata']).labels ?? {}))
    .map((service) => service.toJson() as ServiceManifest);
}

/**
 * What is wrong with Services that a selector takes. That it takes none of them is no problem: others may write Services too.
 */
export function takenServiceFindings(services: readonly ServiceManifest[], endpoints: readonly MonitorEndpoint[]): Finding[] {
  return endpoints.flatMap(({ port }, index) => {
    if (port === undefined || services.length === 0) {
      return [];
    }
    const withPort = services.filter(({ spec }) => spec?.ports?.some(({ name }) => name === port));
    return withPort.length === 0 ? [portMissing(index, port, services)] : twice(index, port, withPort);
  });
}

function portMissing(index: number, port: string, services: readonly ServiceManifest[]): Finding {
  const names = [...new Set(services.flatMap(({ spec }) => spec?.ports ?? []).flatMap(({ name }) => name ?? []))];
  return {
    what: `endpoints[${index}]: port '${port}' is none of ${quoted(services)}, which selector takes`,
    why: `${names.length === 0 ? 'there are no ports with names' : `there are '${names.join("', '")}'`}: nothing would be scraped`,
    fix: names.length === 0 ? `name: '${port}' at the port there` : `port: '${names[0]}'`,
  };
}

function twice(index: number, port: string, services: readonly ServiceManifest[]): Finding[] {
  const [first, ...others] = services.filter(({ spec }) => spec?.selector);
  const twin = others.find((other) => other.metadata.namespace === first!.metadata.namespace && isSame(other.spec!.selector!, first!.spec!.selector!));
  return twin === undefined ? [] : [{
    what: `endpoints[${index}]: selector takes ${quoted([first!, twin])}, which have the same pods behind port '${port}'`,
    why: 'each pod would be two targets: everything would be scraped and counted twice',
    fix: 'service: one of them',
  }];
}

function quoted(services: readonly ServiceManifest[]): string {
  return services.map(({ metadata: { name } }) => `'${name}'`).join(', ');
}

function isSame(one: Labels, other: Labels): boolean {
  return selects({ matchLabels: one }, other) && selects({ matchLabels: other }, one);
}
