import { endpointsHaveTls, AskedEndpoint, AskedEndpoints } from './endpoints';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';
import { lookupOf } from '../discovery/lookup';

/** How Thanos looks names up, and since when. */
const LOOKUPS: { readonly [lookup: string]: string } = { dns: '0.38.0', dnssrv: '0.38.0', dnssrvnoa: '0.38.0', dnsdualstack: '0.41.0' };

/** Judges whom Query asks. */
export function endpointFindings({ endpoints }: AskedEndpoints, version: string): Finding[] {
  return [
    ...endpoints.flatMap((endpoint) => [...lookupFindings(endpoint, version), ...strictFindings(endpoint), ...tlsFindings(endpoint, version)]),
    ...repeatedFindings(endpoints),
  ];
}

function lookupFindings({ address }: AskedEndpoint, version: string): Finding[] {
  const lookup = lookupOf(address);
  const since = lookup === undefined ? undefined : LOOKUPS[lookup];
  if (lookup !== undefined && (since === undefined || !isAtLeast(version, since))) {
    return [{
      what: `the endpoint '${address}' is to be looked up by ${lookup}, which Thanos ${version} does not know`,
      why: 'it would be asked by nobody, and no error says so but a line in the log',
      fix: `one of ${Object.keys(LOOKUPS).filter((known) => isAtLeast(version, LOOKUPS[known])).map((known) => `${known}+`).join(', ')}, or nothing before the name`,
    }];
  }
  return lookup?.startsWith('dnssrv') || /.:\d+$/.test(address) ? [] : [{
    what: `the endpoint '${address}' has no port`,
    why: lookup === undefined ? 'gRPC takes port 443, where no component of Thanos listens' : 'an address record has none: the name is never resolved',
    fix: `'${address}:10901', or the port of a service: 'dnssrv+_grpc._tcp.${address.slice(address.indexOf('+') + 1)}'`,
  }];
}

function strictFindings({ address, strict, group }: AskedEndpoint): Finding[] {
  return !strict || group || lookupOf(address) === undefined ? [] : [{
    what: `the endpoint '${address}' is strict, and looked up`,
    why: 'Query does not start (it uses SD and that is not permitted under strict mode)',
    fix: 'leave strict out, or name the address of each pod',
  }];
}

function tlsFindings({ address, tls, group }: AskedEndpoint, version: string): Finding[] {
  if (tls === undefined) {
    return [];
  }
  if (!endpointsHaveTls(version)) {
    return [{
      what: `the endpoint '${address}' has a TLS of its own, and the version is ${version}`,
      why: 'before 0.42.0, Query ignores it and reaches all endpoints alike',
      fix: 'Thanos 0.42.0 or later, or one TLS for all endpoints',
    }];
  }
  return lookupOf(address) === undefined || group ? [] : [{
    what: `the endpoint '${address}' has a TLS of its own, and is looked up`,
    why: 'Query reaches all addresses that it has looked up in the same way, and ignores that of a single name',
    fix: 'group: true when all that the name stands for have the same series, the address of each pod, or one TLS for all endpoints',
  }];
}

function repeatedFindings(endpoints: readonly AskedEndpoint[]): Finding[] {
  const addresses = endpoints.map(({ address }) => address);
  return [...new Set(addresses.filter((address, index) => addresses.indexOf(address) !== index))].map((address) => ({
    what: `the endpoint '${address}' is named more than once`,
    why: 'Query asks it once, in the way of one of the two',
    fix: `leave '${address}' in the list once`,
  }));
}
