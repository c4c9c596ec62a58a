import { Finding } from '../../validation';

/** Judges zones by themselves: each has a StatefulSet of its own, whose name ends with that of the zone. */
export function zoneFindings(zones: readonly string[]): Finding[] {
  return [...emptyFindings(zones), ...repeatedFindings(zones), ...zones.flatMap(nameFindings)];
}

function emptyFindings(zones: readonly string[]): Finding[] {
  return zones.length > 0 ? [] : [{
    what: 'zones is an empty list',
    why: 'there would be no ingestor',
    fix: "zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], or leave zones out",
  }];
}

function repeatedFindings(zones: readonly string[]): Finding[] {
  const distinct = [...new Set(zones)];
  return distinct.filter((zone) => zones.filter((each) => each === zone).length > 1).map((zone) => ({
    what: `zones has '${zone}' more than once`,
    why: 'its ingestors would be one StatefulSet, and copies of a series lie together',
    fix: `zones: [${distinct.map((each) => `'${each}'`).join(', ')}]`,
  }));
}

function nameFindings(zone: string): Finding[] {
  const mended = zone.toLowerCase().replace(/[^-a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'zone-a';
  return mended === zone ? [] : [{
    what: `zones has '${zone}'`,
    why: 'names of objects end with it, and take lower-case letters, digits and -',
    fix: `'${mended}', and the same in the label topology.kubernetes.io/zone of its nodes`,
  }];
}

/** Judges whether all zones have as many ingestors. */
export function zoneShareFindings(replicas: number, zones: readonly string[]): Finding[] {
  return replicas % zones.length === 0 ? [] : [{
    what: `${replicas} ingestors in ${zones.length} zones (${zones.join(', ')})`,
    why: 'a zone with fewer of them gets as many series as the others: its ingestors run out of memory first',
    fix: `replicas: ${Math.max(1, Math.ceil(replicas / zones.length)) * zones.length}`,
  }];
}
