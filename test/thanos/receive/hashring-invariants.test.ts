import { Hashring } from '../../../lib/thanos/receive/hashring';
import { hashringFindings } from '../../../lib/thanos/receive/hashring-invariants';

function ring(zones: readonly (string | undefined)[], more: Partial<Hashring> = {}): Hashring {
  return { name: 'default', ingestors: zones.map((zone, index) => ({ address: `receive-${index}.receive:10901`, zone })), ...more };
}

const THREE = ring([undefined, undefined, undefined]);

function whats(rings: readonly Hashring[], factor = 3): string[] {
  return hashringFindings(rings, factor).map(({ what }) => what);
}

test('three ingestors are enough for three replicas, with zones and without', () => {
  expect(hashringFindings([THREE], 3)).toEqual([]);
  expect(hashringFindings([ring(['a', 'b', 'c'])], 3)).toEqual([]);
  expect(hashringFindings([ring(['a', 'a', 'b'])], 3)).toEqual([]);
});

test.each([0, 1.5, -1])('a replication factor of %d is none', (factor) => {
  expect(whats([THREE], factor)).toEqual([`the replication factor is ${factor}`]);
});

test('routers need a hashring', () => {
  expect(whats([])).toEqual(['there is no hashring']);
});

test('every replica needs an ingestor of its own', () => {
  expect(hashringFindings([ring([undefined, undefined])], 3)).toEqual([{
    what: "the hashring 'default' has 2 ingestors for a replication factor of 3",
    why: 'every replica of a series is kept by another ingestor: the routers do not start (amount of endpoints needs to be larger than replication factor)',
    fix: 'replicas: at least 3, or replicationFactor: 2',
  }]);
});

test('zones too uneven for the replicas would keep the routers busy for ever', () => {
  expect(hashringFindings([ring(['a', 'b', 'b', 'b'])], 4)).toEqual([{
    what: "the zones of the hashring 'default' (a: 1, b: 3) can hold 3 replicas of a series, not 4",
    why: 'no zone gets two replicas more than another: the routers would search for ever when they start, and not even end on SIGTERM',
    fix: 'as many ingestors in each zone, 2 at least, or replicationFactor: 3',
  }]);
  expect(whats([ring(['a', 'a', 'b', 'b'])], 4)).toEqual([]);
});

test('the zone of every ingestor is named, or of none', () => {
  expect(whats([ring(['a', 'b', undefined])])).toEqual(["in the hashring 'default', receive-2.receive:10901 has no zone while others have one"]);
});

test('addresses have a port, and stand in a hashring once', () => {
  const ingestors = ['a:1', 'b', 'a:1', 'c:1'].map((address) => ({ address }));

  expect(whats([{ name: 'default', ingestors }])).toEqual([
    "the hashring 'default' has the address 'b', without a port",
    "the hashring 'default' has a:1 more than once",
  ]);
});

describe('several hashrings', () => {
  const teams = { ...THREE, name: 'teams', tenants: ['shop', 'bank'] };

  test('are for some tenants each, and the last one for the rest', () => {
    expect(hashringFindings([teams, THREE], 3)).toEqual([]);
    expect(hashringFindings([teams, { ...THREE, name: 'more', tenants: ['shop*'], tenantMatcher: 'glob' }, THREE], 3)).toEqual([]);
  });

  test('fail to be reached behind one that takes everybody', () => {
    expect(hashringFindings([THREE, teams], 3)).toEqual([{
      what: "the hashring 'teams' stands behind 'default', which takes every tenant",
      why: "Thanos asks them in turn: 'teams' would never be written to",
      fix: "put the hashring without tenants last, or give 'default' tenants",
    }]);
  });

  test('fail when they share a tenant, or a name', () => {
    expect(whats([teams, { ...THREE, name: 'more', tenants: ['bank'] }])).toEqual(["the tenant 'bank' is in the hashrings 'teams' and 'more'"]);
    expect(whats([teams, { ...THREE, name: 'teams' }])).toEqual(["several hashrings are called 'teams'"]);
  });
});
