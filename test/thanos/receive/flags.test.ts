import { Duration } from 'cdk8s';
import { ingestorFlags, routerFlags } from '../../../lib/thanos/receive/flags';

test('a router distributes, and keeps nothing', () => {
  expect(routerFlags({
    labels: { receive: 'true' },
    hashringsFile: '/etc/hashrings.json',
    replicationFactor: 3,
    tenancy: { header: 'X-Tenant', defaultTenant: 'shop', label: 'tenant' },
    limitsFile: '/etc/limits.yaml',
    relabelFile: '/etc/relabel.yaml',
    forwardWorkers: 8,
  })).toStrictEqual({
    'label': ['receive="true"'],
    'receive.hashrings-file': '/etc/hashrings.json',
    'receive.hashrings-algorithm': 'ketama',
    'receive.replication-factor': 3,
    'receive.forward.async-workers': 8,
    'receive.limits-config-file': '/etc/limits.yaml',
    'receive.relabel-config-file': '/etc/relabel.yaml',
    'receive.tenant-header': 'X-Tenant',
    'receive.default-tenant-id': 'shop',
    'receive.tenant-label-name': 'tenant',
  });
});

test('an ingestor keeps samples, and uploads them', () => {
  const flags = ingestorFlags({
    labels: { receive_replica: '$(POD_NAME)' },
    directory: '/var/thanos/receive',
    objstoreFile: '/etc/objstore.yaml',
    localRetention: Duration.hours(36),
    outOfOrderWindow: Duration.minutes(30),
    tooFarInFutureWindow: Duration.minutes(5),
    maxExemplars: 1000,
  });

  expect(flags).toMatchObject({
    'label': ['receive_replica="$(POD_NAME)"'],
    'tsdb.path': '/var/thanos/receive',
    'tsdb.retention': '1d12h',
    'tsdb.out-of-order.time-window': '30m',
    'tsdb.too-far-in-future.time-window': '5m',
    'tsdb.max-exemplars': 1000,
    'objstore.config-file': '/etc/objstore.yaml',
  });
  expect(Object.keys(flags).filter((flag) => flag.includes('hashring'))).toEqual([]);
});
