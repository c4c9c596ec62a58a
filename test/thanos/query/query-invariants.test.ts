import { Duration } from 'cdk8s';
import { QueryPlan } from '../../../lib/thanos/query/flags';
import { distributedFindings, instantResolutionFindings, queryFindings, tenantLabelFindings } from '../../../lib/thanos/query/query-invariants';
import { ThanosQueryEngine, ThanosQueryMode } from '../../../lib/thanos/query/thanos-query-props';

const { DISTRIBUTED } = ThanosQueryMode;

const PLAN: QueryPlan = { endpointsFile: '/etc/endpoints.yaml', replicaLabels: ['replica'] };

function whats(plan: Partial<QueryPlan>): string[] {
  return queryFindings({ ...PLAN, ...plan }).map(({ what }) => what);
}

test('a Query may leave everything to Thanos, or decide it', () => {
  expect(queryFindings(PLAN)).toEqual([]);
  expect(whats({ mode: DISTRIBUTED, engine: ThanosQueryEngine.THANOS, partitionLabels: ['cluster'], storeResponseTimeout: Duration.minutes(2) })).toEqual([]);
});

test('expressions are not distributed by the engine of Prometheus', () => {
  expect(whats({ mode: DISTRIBUTED, engine: ThanosQueryEngine.PROMETHEUS })).toEqual(['the mode is distributed, and the engine prometheus']);
  expect(whats({ mode: DISTRIBUTED })).toEqual([]);
});

test('expressions are distributed among Queries only', () => {
  expect(distributedFindings({ ...PLAN, mode: DISTRIBUTED }, [])).toEqual([]);
  expect(distributedFindings(PLAN, ['store:10901'])).toEqual([]);
  expect(distributedFindings({ ...PLAN, mode: DISTRIBUTED }, ['store:10901', 'rule:10901'])).toEqual([{
    what: 'the mode is distributed, and store:10901, rule:10901 are no Query',
    why: 'Query hands every expression on to other Queries, and asks nobody else: what they have would be missing, and no error says so',
    fix: 'mode: ThanosQueryMode.LOCAL, or a Query of that mode between this one and them',
  }]);
});

test('replicas are no partitions', () => {
  expect(whats({ partitionLabels: ['cluster', 'replica'] })).toEqual(['replica is a label of replicas and of partitions']);
});

test('an endpoint is given up before the query is', () => {
  expect(whats({ storeResponseTimeout: Duration.minutes(3) })).toEqual(['an endpoint has 3m to answer, and the whole query 2m']);
  expect(whats({ storeResponseTimeout: Duration.minutes(3), timeout: Duration.minutes(5) })).toEqual([]);
});

test('tenants are told apart by the label under which they are announced', () => {
  expect(tenantLabelFindings({ ...PLAN, tenancy: {} })).toEqual([]);
  expect(tenantLabelFindings(PLAN, 'team')).toEqual([]);
  expect(tenantLabelFindings({ ...PLAN, tenancy: { label: 'team' } }).map(({ what, fix }) => [what, fix])).toEqual([
    ['Query answers tenants by team, and receivers announce them by tenant_id', "label: 'tenant_id' for both"],
  ]);
});

test('queries of one moment find what is left when raw samples are gone', () => {
  const retention = { raw: Duration.days(7), fiveMinutes: Duration.days(90) };

  expect(instantResolutionFindings({ ...PLAN, instantMaxSourceResolution: Duration.hours(1) }, retention)).toEqual([]);
  expect(instantResolutionFindings({ instantMaxSourceResolution: Duration.minutes(5) }, retention)).toEqual([]);
  expect(instantResolutionFindings({ instantMaxSourceResolution: Duration.minutes(4) }, retention)).toHaveLength(1);
  expect(instantResolutionFindings(PLAN, { raw: Duration.days(30) })).toEqual([]);
  expect(instantResolutionFindings(PLAN, { raw: Duration.days(7), fiveMinutes: Duration.days(7) })).toEqual([]);
  expect(instantResolutionFindings(PLAN, retention).map(({ what, fix }) => [what, fix])).toEqual([
    ['raw samples are kept for 1w, and queries of one moment take no others', 'instantMaxSourceResolution: Duration.hours(1)'],
  ]);
});
