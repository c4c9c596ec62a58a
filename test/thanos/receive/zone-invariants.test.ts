import { zoneFindings, zoneShareFindings } from '../../../lib/thanos/receive/zone-invariants';

test('zones have names that are in those of objects, each once', () => {
  expect(zoneFindings(['us-east-1a'])).toEqual([]);
  expect(zoneFindings(['1', '2', 'rack--3'])).toEqual([]);
});

test('zones fail to be none', () => {
  expect(zoneFindings([])).toEqual([{
    what: 'zones is an empty list', why: 'there would be no ingestor', fix: "zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], or leave zones out",
  }]);
});

test('a zone fails to be there twice', () => {
  expect(zoneFindings(['a', 'b', 'a', 'a']).map(({ what, fix }) => [what, fix])).toEqual([["zones has 'a' more than once", "zones: ['a', 'b']"]]);
});

test.each([['EU_West.1', 'eu-west-1'], ['-a-', 'a'], ['_', 'zone-a']])('the zone %j fails to be part of a name, and is one as %j', (zone, mended) => {
  expect(zoneFindings([zone])).toMatchObject([{ what: `zones has '${zone}'`, fix: `'${mended}', and the same in the label topology.kubernetes.io/zone of its nodes` }]);
  expect(zoneFindings([mended])).toEqual([]);
});

test('zones share ingestors equally', () => {
  expect(zoneShareFindings(6, ['a', 'b', 'c'])).toEqual([]);
  expect(zoneShareFindings(7, ['a', 'b', 'c'])).toMatchObject([{ what: '7 ingestors in 3 zones (a, b, c)', fix: 'replicas: 9' }]);
  expect(zoneShareFindings(1.5, ['a', 'b'])).toMatchObject([{ what: '1.5 ingestors in 2 zones (a, b)', fix: 'replicas: 2' }]);
});
