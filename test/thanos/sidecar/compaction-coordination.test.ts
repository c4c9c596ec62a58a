import { compactionCoordination, SidecarPair } from '../../../lib/thanos/sidecar/compaction-coordination';

const PAIR: SidecarPair = { prometheusVersion: '3.14.0', thanosVersion: '0.42.4', directory: '/prometheus', outOfOrder: false };

test('Prometheus compacts what was uploaded', () => {
  expect(compactionCoordination(PAIR)).toStrictEqual({
    mode: 'delayed',
    prometheus: { 'storage.tsdb.delay-compact-file.path': '/prometheus/thanos.shipper.json' },
    sidecar: { 'shipper.meta-file-name': 'thanos.shipper.json' },
  });
});

test.each([
  ['Prometheus cannot wait', { prometheusVersion: '3.8.1' }],
  ['the sidecar compares another path', { thanosVersion: '0.41.0' }],
])('Prometheus does not compact when %s', (_, versions) => {
  expect(compactionCoordination({ ...PAIR, ...versions })).toStrictEqual({
    mode: 'disabled',
    prometheus: { 'storage.tsdb.min-block-duration': '2h', 'storage.tsdb.max-block-duration': '2h' },
    sidecar: {},
  });
});

test.each([
  ['3.14.0', false],
  ['2.55.0', false],
  ['2.54.1', undefined],
])('Prometheus %s leaves blocks that overlap to Thanos', (prometheusVersion, expected) => {
  expect(compactionCoordination({ ...PAIR, prometheusVersion, outOfOrder: true }).prometheus['storage.tsdb.allow-overlapping-compaction']).toBe(expected);
});
