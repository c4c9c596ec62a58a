import { MemberCluster, StoreApi } from '../../lib';
import { problemOf } from '../collector/documents';

test('a member is a cluster and who answers for it', () => {
  const api = StoreApi.at({ address: 'thanos.eu.example.com:443' });
  const given = [api];
  const member = new MemberCluster({ cluster: { name: 'eu' }, storeApis: given });
  given.push(api);

  expect([member.cluster.name, member.storeApis]).toEqual(['eu', [api]]);
});

test('a member for which nobody answers fails at once', () => {
  expect(problemOf(() => new MemberCluster({ cluster: { name: 'eu' }, storeApis: [] }))).toEqual({
    path: 'MemberCluster',
    what: "nobody answers for the cluster 'eu'",
    why: 'its metrics would be missing in every answer, and no error says so',
    fix: "storeApis: [StoreApi.at({ address: 'thanos.eu.example.com:443', tls: Tls.system(), replicaLabels: ['prometheus_replica'] })]",
  });
});
