import { ingestors, MEMBERS, object, ring, routers, workload } from './thanos-manifests';
import { thanosLines } from '../../../conformance/board/thanos-lines';
import { Manifest } from '../../../conformance/judging/kubernetes-types';

function value(title: string, ...manifests: Manifest[]): string | undefined {
  return thanosLines(manifests).find((line) => line.title === title)?.value;
}

const query = (...args: string[]) => workload({ name: 'query', kind: 'Deployment', args: ['query', ...args] });
const compactor = (args: readonly string[], replicas?: number) => workload({ name: 'compactor', args: ['compact', ...args], spec: { replicas } });

test('months are asked of coarse samples', () => {
  expect(value('queries that take samples as coarse as a step allows', query('--query.auto-downsampling'), query(), query('--no-query.auto-downsampling'))).toBe('1 of 3');
});

describe('the compactor', () => {
  test('stays, and is one', () => {
    const TITLE = 'compactors that stay, and are one';
    expect(value(TITLE, compactor(['--wait']))).toBe('1 of 1');
    expect(value(TITLE, compactor([]))).toBe('0 of 1');
    expect(value(TITLE, compactor(['--wait'], 2))).toBe('0 of 1');
  });

  test('deletes at each resolution', () => {
    const TITLE = 'resolutions with a retention';
    expect(value(TITLE, compactor(['--retention.resolution-raw=30d', '--retention.resolution-5m=0d']))).toBe('1 of 3');
  });
});

describe('a lookup of the addresses of pods', () => {
  const TITLE = 'Services of pods looked up that are headless';
  const service = (spec: object) => object('Service', 'store', { spec });
  const asked = query('--endpoint=dnssrv+_grpc._tcp.store.thanos.svc.cluster.local');

  test('finds them behind a headless Service with a port of that name', () => {
    expect(value(TITLE, asked, service({ clusterIP: 'None', ports: [{ name: 'grpc' }] }))).toBe('1 of 1');
    expect(value(TITLE, asked, service({ ports: [{ name: 'grpc' }] }))).toBe('0 of 1');
    expect(value(TITLE, asked, service({ clusterIP: 'None', ports: [{ name: 'http' }] }))).toBe('0 of 1');
  });

  test('of somebody who is not here is not judged', () => {
    expect(value(TITLE, asked)).toBe('none');
  });

  test('counts once, and in documents too', () => {
    const cache = '--index-cache.config={type: MEMCACHED, config: {addresses: [dnssrvnoa+_grpc._tcp.store.thanos.svc]}}';
    expect(value(TITLE, asked, workload({ args: ['store', cache] }), service({ clusterIP: 'None', ports: [{ name: 'grpc' }] }))).toBe('1 of 1');
  });
});

describe('the end of a pod', () => {
  const TITLE = 'pods of Thanos that end when their requests are done';
  const ending = (seconds: number | undefined, ...args: string[]) => workload({ args, pod: { terminationGracePeriodSeconds: seconds } });

  test('waits for both servers, one after the other', () => {
    expect(value(TITLE, ending(240, 'query'))).toBe('0 of 1');
    expect(value(TITLE, ending(241, 'query'))).toBe('1 of 1');
    expect(value(TITLE, ending(undefined, 'query'))).toBe('0 of 1');
    expect(value(TITLE, ending(undefined, 'query', '--http-grace-period=10s', '--grpc-grace-period=10s'))).toBe('1 of 1');
  });

  test.each(['compact', 'query-frontend'])('waits for the only server of %s', (component) => {
    expect(value(TITLE, ending(121, component))).toBe('1 of 1');
  });
});

test('memory is known from a variable, or from a limit', () => {
  const TITLE = 'pods of Thanos that know their memory';
  const limits = { resources: { limits: { memory: '1Gi' } } };
  expect(value(TITLE, workload({ args: ['query'], container: { env: [{ name: 'GOMEMLIMIT', value: '1GiB' }] } }))).toBe('1 of 1');
  expect(value(TITLE, workload({ args: ['query', '--enable-auto-gomemlimit'], container: limits }))).toBe('1 of 1');
  expect(value(TITLE, workload({ args: ['query', '--enable-auto-gomemlimit'] }), workload({ args: ['query'], container: limits }))).toBe('0 of 2');
});

test('a slow start is not taken for a death', () => {
  expect(value('pods of Thanos with a startup probe', query(), workload({ args: ['store'], container: { startupProbe: {} } }))).toBe('1 of 2');
});

describe('flags', () => {
  const TAKEN = 'pods of Thanos whose flags it takes';
  const LASTING = 'pods of Thanos without flags that will go';

  test('that this version does not have end it', () => {
    expect(value(TAKEN, query('--store=a:1'), query('--query.timeout=soon'), query('--query.timeout=5m'))).toBe('1 of 3');
  });

  test('that it still has are counted apart', () => {
    expect(value(TAKEN, query('--endpoint=a:1'))).toBe('1 of 1');
    expect(value(LASTING, query('--endpoint=a:1'), query())).toBe('1 of 2');
  });

  test('of a version that nobody names are not vouched for', () => {
    expect(value(TAKEN, workload({ args: ['query'], image: 'thanos:latest' }))).toBe('0 of 1');
  });
});

describe('an account at the bucket', () => {
  const TITLE = 'pods at the bucket whose account no other component has';
  const as = (serviceAccountName: string | undefined, ...args: string[]) => workload({ args, pod: { serviceAccountName } });
  const BUCKET = '--objstore.config-file=/etc/objstore.yaml';

  test('is of one component', () => {
    expect(value(TITLE, as('store', 'store', BUCKET), as('store', 'store', BUCKET), as('compactor', 'compact', BUCKET))).toBe('3 of 3');
    expect(value(TITLE, as('all', 'store', BUCKET), as('all', 'compact', BUCKET), as('all', 'query'))).toBe('0 of 2');
    expect(value(TITLE, as(undefined, 'store', BUCKET), as('default', 'query'))).toBe('0 of 1');
  });

  test('of ingestors is not that of routers', () => {
    const router = as('receive', 'receive', ring(...MEMBERS));
    expect(value(TITLE, as('receive', 'receive', BUCKET), router)).toBe('0 of 1');
  });
});

test('what holds between receivers is among the lines', () => {
  expect(value('copies of a sample', ingestors(), routers(ring(...MEMBERS)))).toBe('3');
});
