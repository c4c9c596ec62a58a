import { ServiceDocument } from '../../kubernetes/services-of-tree';
import { Finding } from '../../validation';

/** The Services of Kubernetes under the names by which they are looked up. */
const LOOKUP = /^(?<lookup>dns[a-z]*)\+(?:_(?<port>[^.]+)\._(?:tcp|udp)\.)?(?<host>[^:]+)(?::\d+)?$/;

/**
 * Judges a name that is looked up to find every pod behind it. Only a headless Service has a record for each: another one leads to whichever
 * pod its address does, so that all others are asked by nobody.
 */
export function serviceLookupFindings(address: string, services: readonly ServiceDocument[]): Finding[] {
  const { lookup, port, host } = LOOKUP.exec(address)?.groups ?? {};
  const service = services.find((known) => host === known.host || host?.startsWith(`${known.host}.`));
  if (service === undefined) {
    return [];
  }
  return [
    ...service.headless ? [] : [{
      what: `'${address}' looks up ${service.host}, which is no headless Service`,
      why: 'its name has one address for all pods: one of them would be asked at a time, and what the others have be missing',
      fix: `clusterIP: None for ${service.host}, or the name of the headless Service beside it`,
    }],
    ...lookup?.startsWith('dnssrv') && (port === undefined || !service.portNames.includes(port)) ? [{
      what: `'${address}' looks up ${port === undefined ? 'no port' : `the port '${port}'`} of ${service.host}, whose ports are called ${service.portNames.join(', ')}`,
      why: 'there is no such record: nobody would be found behind the name',
      fix: `'${lookup}+_${service.portNames[0]}._tcp.${host}'`,
    }] : [],
  ];
}
