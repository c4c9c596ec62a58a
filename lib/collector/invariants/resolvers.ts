import { componentAt, Config, isOf, pipelinesOf, textAt, textsAt, valueAt } from './document-reader';
import { leadsTo } from './service-address';
import { ServiceDocument } from '../../kubernetes/services-of-tree';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** Whether a collector chooses among several backends. */
export function balancesLoad(document: CollectorDocument): boolean {
  return balancers(document).length > 0;
}

/** The names by which an exporter looks for its backends. */
export function backendsOf(balancer: Config): string[] {
  const resolver = valueAt(balancer, 'resolver');
  return [textAt(resolver, 'k8s', 'service'), textAt(resolver, 'dns', 'hostname'), ...textsAt(resolver, 'static', 'hostnames')]
    .filter((name): name is string => name !== undefined);
}

/** Services by which backends cannot be told apart. */
export function resolverFindings(document: CollectorDocument, services: readonly ServiceDocument[]): Finding[] {
  return balancers(document).flatMap(({ id, config }) => services.filter(({ headless }) => !headless).flatMap((service) => {
    const hostname = textAt(config, 'resolver', 'dns', 'hostname');
    if (hostname !== undefined && leadsTo(hostname, service.host)) {
      return [{
        what: `${id} looks up '${hostname}', which is no headless Service`,
        why: 'its name has one address for all pods: they would be one backend, and what belongs together be spread among them',
        fix: headlessInstead(hostname),
      }];
    }
    const named = textAt(config, 'resolver', 'k8s', 'service');
    return named !== undefined && valueAt(config, 'resolver', 'k8s', 'return_hostnames') === true && leadsTo(named, service.host) ? [{
      what: `${id} asks for the names of the pods of '${named}', which is no headless Service`,
      why: 'only a headless Service gives its pods names: no backend would be found',
      fix: `${headlessInstead(named)}, or returnHostnames: false`,
    }] : [];
  }));
}

function headlessInstead(name: string): string {
  const [service, ...rest] = name.split('.');
  return `'${[`${service}-headless`, ...rest].join('.')}', the headless Service beside it`;
}

function balancers(document: CollectorDocument): { readonly id: string; readonly config: Config }[] {
  const used = new Set(pipelinesOf(document).flatMap(([, { exporters }]) => exporters));
  return [...used].filter((id) => isOf(ComponentKind.EXPORTER, id, 'load_balancing'))
    .map((id) => ({ id, config: componentAt(document, ComponentKind.EXPORTER, id) }));
}
