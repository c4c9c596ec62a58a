import { planOf } from './plans';
import { ObjectStore } from '../../lib';
import { extraArgumentFindings, keepsRetentionInFile, prometheusArguments, prometheusFlags } from '../../lib/prometheus/flags';
import { whats } from '../collector/documents';

const FILE = '/etc/prometheus/prometheus.yaml';
const STORE = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' });
const argumentsOf = (...plan: Parameters<typeof planOf>) => prometheusArguments(prometheusFlags(planOf(...plan), FILE));

describe('the arguments of a Prometheus', () => {
  test('are its files and its port when nothing else is said', () => {
    expect(argumentsOf()).toEqual([`--config.file=${FILE}`, '--storage.tsdb.path=/prometheus', '--web.listen-address=:9090']);
  });

  test('say how long samples are kept to versions that do not read it from the configuration', () => {
    expect(argumentsOf({}, { prometheus: '3.10.0' })).toEqual(expect.arrayContaining(['--storage.tsdb.retention.time=15d', '--storage.tsdb.retention.size=40GiB']));
    expect(['3.0.0', '3.10.0', '3.11.0', '3.15.0'].map(keepsRetentionInFile)).toEqual([false, false, true, true]);
  });

  test('keep blocks from compaction until they are uploaded, or at all', () => {
    expect(argumentsOf({ objectStore: STORE })).toContain('--storage.tsdb.delay-compact-file.path=/prometheus/thanos.shipper.json');
    expect(argumentsOf({ objectStore: STORE }, { prometheus: '3.8.1' })).toEqual(expect.arrayContaining([
      '--storage.tsdb.min-block-duration=2h', '--storage.tsdb.max-block-duration=2h',
    ]));
    expect(argumentsOf({ sidecar: {} })).toEqual(argumentsOf());
  });

  test('are further ones for what is switched on', () => {
    expect(argumentsOf({ remoteWriteReceiver: true, maxExemplars: 1000, externalUrl: 'https://prometheus.example.com/eu' })).toEqual(expect.arrayContaining([
      '--web.enable-remote-write-receiver', '--enable-feature=exemplar-storage', '--web.external-url=https://prometheus.example.com/eu', '--web.route-prefix=/',
    ]));
  });

  test('end with those of the user, as they are', () => {
    expect(prometheusArguments({ 'config.file': FILE }, ['--query.timeout=5m'])).toEqual([`--config.file=${FILE}`, '--query.timeout=5m']);
  });
});

describe('arguments of the user', () => {
  const flags = prometheusFlags(planOf({ objectStore: STORE }), FILE);

  test.each([
    ['--config.file=/tmp/a.yaml', '--config.file=/tmp/a.yaml in extraArgs is a flag that the library sets itself'],
    ['--no-storage.tsdb.path', '--no-storage.tsdb.path in extraArgs is a flag that the library sets itself'],
    ['--storage.tsdb.retention.time=30d', '--storage.tsdb.retention.time=30d in extraArgs is a flag that the library sets itself'],
    ['--agent', '--agent in extraArgs is another program'],
    ['-query.timeout=5m', "'-query.timeout=5m' in extraArgs is no argument of the form --flag=value"],
    ['query', "'query' in extraArgs is no argument of the form --flag=value"],
  ])('are a problem: %s', (argument, what) => {
    expect(whats(extraArgumentFindings(flags, [argument]))).toEqual([what]);
  });

  test('are none when the library does not set them', () => {
    expect(extraArgumentFindings(flags, ['--query.timeout=5m', '--no-auto-gomemlimit', '--web.enable-remote-write-receiver'])).toEqual([]);
  });
});
