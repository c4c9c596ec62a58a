import { Duration } from 'cdk8s';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { ingestorFlags, IngestorPlan, routerFlags, RouterPlan } from '../../../lib/thanos/receive/flags';

const ROUTER: RouterPlan = {
  labels: { receive: 'true' },
  hashringsFile: '/etc/hashrings.json',
  replicationFactor: 3,
  tenancy: { header: 'X-Tenant', defaultTenant: 'shop', label: 'tenant' },
  limitsFile: '/etc/limits.yaml',
  forwardWorkers: 8,
};

const INGESTOR: IngestorPlan = {
  labels: { receive_replica: '$(POD_NAME)' },
  directory: '/var/thanos/receive',
  objstoreFile: '/etc/objstore.yaml',
  localRetention: Duration.hours(36),
  outOfOrderTimeWindow: Duration.minutes(30),
  tooFarInFutureTimeWindow: Duration.minutes(5),
  maxExemplars: 1000,
};

test('a router distributes, and keeps nothing', () => {
  expect(routerFlags(ROUTER)).toStrictEqual({
    'label': ['receive="true"'],
    'receive.hashrings-file': '/etc/hashrings.json',
    'receive.hashrings-algorithm': 'ketama',
    'receive.replication-factor': 3,
    'receive.forward.async-workers': 8,
    'receive.limits-config-file': '/etc/limits.yaml',
    'receive.tenant-header': 'X-Tenant',
    'receive.default-tenant-id': 'shop',
    'receive.tenant-label-name': 'tenant',
  });
});

test('an ingestor keeps samples, and uploads them', () => {
  const flags = ingestorFlags(INGESTOR);

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

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect([routerFlags(ROUTER), ingestorFlags(INGESTOR)].flatMap((values) => thanosArguments({ component: 'receive', version, values }).findings)).toEqual([]);
});
