import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { compactionCoordination } from '../../../lib/thanos/sidecar/compaction-coordination';
import { sidecarFlags } from '../../../lib/thanos/sidecar/flags';

const coordination = compactionCoordination({ prometheusVersion: '3.14.0', thanosVersion: '0.42.4', directory: '/prometheus', outOfOrder: false });
const PLAN = { prometheusUrl: 'http://localhost:9090', directory: '/prometheus', coordination, objstoreFile: '/etc/objstore.yaml', requestSeriesLimit: 10, requestSamplesLimit: 20 };

test('a sidecar uploads, and answers Query', () => {
  expect(sidecarFlags(PLAN)).toStrictEqual({
    'prometheus.url': 'http://localhost:9090',
    'tsdb.path': '/prometheus',
    'shipper.meta-file-name': 'thanos.shipper.json',
    'objstore.config-file': '/etc/objstore.yaml',
    'store.limits.request-series': 10,
    'store.limits.request-samples': 20,
  });
});

test('a sidecar that uploads nothing answers Query', () => {
  expect(Object.entries(sidecarFlags({ prometheusUrl: 'http://localhost:9090', directory: '/prometheus' })).filter(([, value]) => value !== undefined)).toEqual([
    ['prometheus.url', 'http://localhost:9090'], ['tsdb.path', '/prometheus'],
  ]);
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect(thanosArguments({ component: 'sidecar', version, values: sidecarFlags(PLAN) }).findings).toEqual([]);
});
