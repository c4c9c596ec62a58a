import { Hashring, Ingestor } from './hashring';
import { membersByZone, placeableReplicas } from './placement';
import { shuffleShardingFindings } from './shuffle-sharding-invariants';
import { Finding } from '../../validation';

/** Judges the hashrings of the routers together. */
export function hashringFindings(hashrings: readonly Hashring[], replicationFactor: number): Finding[] {
  return [
    ...replicationFactorFindings(replicationFactor),
    ...noHashringFindings(hashrings),
    ...hashrings.flatMap((hashring) => [
      ...addressFindings(hashring),
      ...memberFindings(hashring, replicationFactor),
      ...shuffleShardingFindings(hashring, replicationFactor),
    ]),
    ...nameFindings(hashrings),
    ...reachFindings(hashrings),
  ];
}

function replicationFactorFindings(replicationFactor: number): Finding[] {
  return Number.isInteger(replicationFactor) && replicationFactor >= 1
    ? []
    : [{
      what: `the replication factor is ${replicationFactor}`,
      why: 'it is the number of ingestors that keep a series: Thanos does not start, or keeps nothing',
      fix: 'replicationFactor: 3',
    }];
}

function noHashringFindings(hashrings: readonly Hashring[]): Finding[] {
  return hashrings.length > 0
    ? []
    : [{
      what: 'there is no hashring',
      why: 'a router without one does not start (configuration file is empty)',
      fix: 'give the routers one hashring with the addresses of all ingestors',
    }];
}

function addressFindings({ name, ingestors }: Hashring): Finding[] {
  const addresses = ingestors.map(({ address }) => address);
  const portless = addresses.filter((address) => !/.:\d+$/.test(address));
  const repeated = [...new Set(addresses.filter((address, index) => addresses.indexOf(address) !== index))];
  return [
    ...portless.map((address) => ({
      what: `the hashring '${name}' has the address '${address}', without a port`,
      why: 'gRPC would take port 443, where no ingestor listens: every write to this one would fail',
      fix: `'${address}:10901'`,
    })),
    ...repeated.map((address) => ({
      what: `the hashring '${name}' has ${address} more than once`,
      why: 'Thanos counts it as several ingestors: replicas of a series would lie together, and be lost together',
      fix: `leave ${address} in the hashring once`,
    })),
  ];
}

function memberFindings({ name, ingestors }: Hashring, replicationFactor: number): Finding[] {
  if (ingestors.length < replicationFactor) {
    return [{
      what: `the hashring '${name}' has ${ingestors.length} ingestors for a replication factor of ${replicationFactor}`,
      why: 'every replica of a series is kept by another ingestor: the routers do not start (amount of endpoints needs to be larger than replication factor)',
      fix: `replicas: at least ${replicationFactor}, or replicationFactor: ${Math.max(1, ingestors.length)}`,
    }];
  }
  const zones = membersByZone(ingestors.map(({ zone }) => zone));
  return [...zonelessFindings(name, ingestors), ...spreadFindings(name, zones, replicationFactor)];
}

function zonelessFindings(name: string, ingestors: readonly Ingestor[]): Finding[] {
  const zoneless = ingestors.filter(({ zone }) => zone === undefined);
  return zoneless.length === 0 || zoneless.length === ingestors.length
    ? []
    : [{
      what: `in the hashring '${name}', ${zoneless.map(({ address }) => address).join(', ')} ${zoneless.length === 1 ? 'has' : 'have'} no zone while others have one`,
      why: 'Thanos takes them for a zone of their own, and puts replicas there that may lie in the same zone as others',
      fix: 'name the zone of every ingestor, or of none',
    }];
}

function spreadFindings(name: string, zones: ReadonlyMap<string, number>, replicationFactor: number): Finding[] {
  const placeable = placeableReplicas([...zones.values()]);
  const counts = [...zones].map(([zone, count]) => `${zone || 'no zone'}: ${count}`).join(', ');
  return placeable >= replicationFactor
    ? []
    : [{
      what: `the zones of the hashring '${name}' (${counts}) can hold ${placeable} replicas of a series, not ${replicationFactor}`,
      why: 'no zone gets two replicas more than another: the routers would search for ever when they start, and not even end on SIGTERM',
      fix: `as many ingestors in each zone, ${Math.ceil(replicationFactor / zones.size)} at least, or replicationFactor: ${placeable}`,
    }];
}

function nameFindings(hashrings: readonly Hashring[]): Finding[] {
  const names = hashrings.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `several hashrings are called '${name}'`,
    why: 'their metrics have the same labels: with shuffle sharding Thanos does not start, without it thanos_receive_hashring_nodes counts one of them',
    fix: 'give each hashring a name of its own',
  }));
}

/** The first hashring that takes a tenant is the one: what stands behind it may be out of reach. */
function reachFindings(hashrings: readonly Hashring[]): Finding[] {
  const takesAll = hashrings.findIndex(({ tenants = [] }) => tenants.length === 0);
  const behind = takesAll === -1 ? [] : hashrings.slice(takesAll + 1);
  return [
    ...behind.map(({ name }) => ({
      what: `the hashring '${name}' stands behind '${hashrings[takesAll].name}', which takes every tenant`,
      why: `Thanos asks them in turn: '${name}' would never be written to`,
      fix: `put the hashring without tenants last, or give '${hashrings[takesAll].name}' tenants`,
    })),
    ...hashrings.flatMap(repeatedTenantFindings),
  ];
}

function repeatedTenantFindings({ name, tenants = [], tenantMatcher }: Hashring, index: number, hashrings: readonly Hashring[]): Finding[] {
  const earlier = hashrings.slice(0, index).filter((hashring) => hashring.tenantMatcher !== 'glob');
  return tenantMatcher === 'glob'
    ? []
    : tenants.flatMap((tenant) => earlier.filter((other) => other.tenants?.includes(tenant)).map((other) => ({
      what: `the tenant '${tenant}' is in the hashrings '${other.name}' and '${name}'`,
      why: `Thanos takes the first: nothing of '${tenant}' would come to '${name}'`,
      fix: `leave '${tenant}' in one of them`,
    })));
}
