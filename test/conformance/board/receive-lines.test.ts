import { ingestors, MEMBERS, object, ring, routers, workload } from './thanos-manifests';
import { receiveLines } from '../../../conformance/board/receive-lines';
import { thanosPods } from '../../../conformance/board/thanos-pods';
import { Manifest } from '../../../conformance/judging/kubernetes-types';

function value(title: string, ...manifests: Manifest[]): string | undefined {
  return receiveLines(thanosPods(manifests), manifests).find((line) => line.title === title)?.value;
}

test('routers are apart from those who keep samples', () => {
  const both = workload({ name: 'both', args: ['receive', ring(...MEMBERS), '--receive.local-endpoint=me:10901'] });
  expect(value('receivers that route or keep, not both', ingestors(), routers(ring(...MEMBERS)), both)).toBe('2 of 3');
});

test('a router that says nothing makes one copy', () => {
  const silent = workload({ name: 'silent', args: ['receive', ring(...MEMBERS)] });
  expect(value('copies of a sample', ingestors(), silent)).toBe('1');
  expect(value('copies of a sample', ingestors(), routers(ring(...MEMBERS)))).toBe('3');
  expect(value('copies of a sample', ingestors())).toBe('none');
});

describe('a hashring', () => {
  const KEPT = 'ingestors that are members of the hashring';
  const KNOWN = 'members of the hashring that are ingestors';

  test('has every ingestor, and nobody else', () => {
    expect(value(KEPT, ingestors(), routers(ring(...MEMBERS)))).toBe('3 of 3');
    expect(value(KEPT, ingestors({ replicas: 5 }), routers(ring(...MEMBERS)))).toBe('3 of 5');
    expect(value(KNOWN, ingestors({ replicas: 2 }), routers(ring(...MEMBERS)))).toBe('2 of 3');
  });

  test('may name addresses with a zone, and with less of the name of the cluster', () => {
    const members = ['ingestor-0.ingestors.thanos.svc:10901', 'ingestor-1.ingestors.thanos:10901', 'ingestor-2.ingestors:10901'];
    expect(value(KNOWN, ingestors(), routers(ring(...members.map((address) => ({ address, az: 'a' })))))).toBe('3 of 3');
  });

  test('reaches ingestors on the port on which they listen', () => {
    expect(value(KNOWN, ingestors({ args: ['--grpc-address=0.0.0.0:9000'] }), routers(ring(...MEMBERS)))).toBe('0 of 3');
  });

  test('is of the algorithm that it names, or its router does', () => {
    const TITLE = 'hashrings by ketama';
    expect(value(TITLE, routers(ring(...MEMBERS)))).toBe('0 of 1');
    expect(value(TITLE, routers(ring(...MEMBERS), '--receive.hashrings-algorithm=ketama'))).toBe('1 of 1');
    expect(value(TITLE, routers('--receive.hashrings=[{endpoints: [], algorithm: ketama}]'))).toBe('1 of 1');
  });
});

describe('labels by which copies differ', () => {
  const QUERY = 'labels of copies that Query leaves out';
  const COMPACTOR = 'labels of copies that the compactor merges';
  const query = (...args: string[]) => workload({ name: 'query', args: ['query', ...args] });
  const written = [ingestors({ args: ['--label=cluster="a"'] }), routers(ring(...MEMBERS))];

  test('are known to every Query', () => {
    expect(value(QUERY, ...written, query('--query.replica-label=replica'))).toBe('1 of 1');
    expect(value(QUERY, ...written, query('--query.replica-label=prometheus_replica'))).toBe('0 of 1');
    expect(value(QUERY, ...written, query('--query.replica-label=replica'), query())).toBe('0 of 1');
    expect(value(QUERY, ...written)).toBe('0 of 1');
  });

  test('are known to the compactor', () => {
    const compactor = (...args: string[]) => workload({ name: 'compactor', args: ['compact', ...args] });
    expect(value(COMPACTOR, ...written, compactor('--deduplication.replica-label=replica'))).toBe('1 of 1');
    expect(value(COMPACTOR, ...written, compactor())).toBe('0 of 1');
  });

  test('are nobody\'s when there are no copies', () => {
    expect(value(QUERY, ingestors(), query())).toBe('none');
  });

  test('make one series by the chain, which leaves no gaps', () => {
    const TITLE = 'queries that fill one copy from the next (chain)';
    expect(value(TITLE, ...written, query('--deduplication.func=chain'), query('--deduplication.func=penalty'), query())).toBe('1 of 3');
    expect(value(TITLE, ingestors(), query())).toBe('none');
  });
});

describe('evictions', () => {
  const TITLE = 'sets of ingestors whose evictions leave a quorum';
  const budget = (spec: object) => object('PodDisruptionBudget', 'ingestor', { spec: { selector: { matchLabels: { app: 'ingestor' } }, ...spec } });
  const allowed = (...budgets: Manifest[]) => value(TITLE, ingestors(), routers(ring(...MEMBERS)), ...budgets);

  test('are not limited without a budget, or by one that says nothing', () => {
    expect(allowed()).toBe('0 of 1');
    expect(allowed(budget({}))).toBe('0 of 1');
    expect(allowed(budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'query' } } }))).toBe('0 of 1');
  });

  test.each([
    [{ maxUnavailable: 1 }, '1 of 1'], [{ maxUnavailable: 2 }, '0 of 1'], [{ maxUnavailable: '34%' }, '0 of 1'], [{ maxUnavailable: '33%' }, '1 of 1'],
    [{ minAvailable: 2 }, '1 of 1'], [{ minAvailable: 1 }, '0 of 1'], [{ minAvailable: '50%' }, '1 of 1'],
  ])('of three copies leave two: %j', (spec, wanted) => {
    expect(allowed(budget(spec))).toBe(wanted);
  });

  test('of two copies leave one, and of one copy none', () => {
    const one = budget({ maxUnavailable: 1 });
    const copies = (factor: number) => workload({ name: 'router', args: ['receive', ring(...MEMBERS), `--receive.replication-factor=${factor}`] });
    expect(value(TITLE, ingestors(), copies(2), one)).toBe('1 of 1');
    expect(value(TITLE, ingestors(), copies(1), one)).toBe('0 of 1');
  });
});

test('the end of an ingestor is half a minute unless it says otherwise', () => {
  const TITLE = 'seconds that an ingestor has to end';
  expect(value(TITLE, ingestors())).toBe('30');
  expect(value(TITLE, ingestors({ pod: { terminationGracePeriodSeconds: 900 } }))).toBe('900');
  expect(value(TITLE, routers(ring(...MEMBERS)))).toBe('none');
});

test.each([
  [{}, '0 of 1'],
  [{ topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }] }, '0 of 1'],
  [{ topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname' }] }, '1 of 1'],
  [{ affinity: { podAntiAffinity: {} } }, '1 of 1'],
])('ingestors are on different nodes: %j', (pod, wanted) => {
  expect(value('sets of ingestors that are spread over nodes', ingestors({ pod }))).toBe(wanted);
});

test('late samples are taken in a window of some length', () => {
  const TITLE = 'sets of ingestors that take late samples';
  expect(value(TITLE, ingestors(), ingestors({ args: ['--tsdb.out-of-order.time-window=0s'] }), ingestors({ args: ['--tsdb.out-of-order.time-window=1h'] }))).toBe('1 of 3');
});
