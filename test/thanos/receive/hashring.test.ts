import { hashringDocument, ingestorsOf } from '../../../lib/thanos/receive/hashring';

const DOMAIN = 'thanos-receive.monitoring.svc.cluster.local';

test('every pod of a StatefulSet is a member, by the name that it keeps', () => {
  expect(ingestorsOf([{ name: 'thanos-receive', replicas: 2, domain: DOMAIN, port: 10901 }])).toEqual([
    { address: `thanos-receive-0.${DOMAIN}:10901`, zone: undefined },
    { address: `thanos-receive-1.${DOMAIN}:10901`, zone: undefined },
  ]);
});

test('the pods of several StatefulSets are members in their zones', () => {
  const sets = ['a', 'b'].map((zone) => ({ name: `receive-${zone}`, replicas: 1, domain: DOMAIN, port: 10901, zone }));

  expect(hashringDocument([{ name: 'default', ingestors: ingestorsOf(sets) }])).toStrictEqual([{
    hashring: 'default',
    endpoints: [{ address: `receive-a-0.${DOMAIN}:10901`, az: 'a' }, { address: `receive-b-0.${DOMAIN}:10901`, az: 'b' }],
    algorithm: 'ketama',
  }]);
});

test('a hashring may be for some tenants, and give each of them some of its ingestors', () => {
  const [document] = hashringDocument([{
    name: 'teams',
    ingestors: [{ address: 'a:1' }],
    tenants: ['team-*'],
    tenantMatcher: 'glob',
    shuffleSharding: { shardSize: 3, overrides: [{ shardSize: 6, tenants: ['team-big'], tenantMatcher: 'exact' }] },
  }]);

  expect(document).toStrictEqual({
    hashring: 'teams',
    tenants: ['team-*'],
    tenant_matcher_type: 'glob',
    endpoints: [{ address: 'a:1' }],
    algorithm: 'ketama',
    shuffle_sharding_config: { shard_size: 3, overrides: [{ shard_size: 6, tenants: ['team-big'], tenant_matcher_type: 'exact' }] },
  });
});
