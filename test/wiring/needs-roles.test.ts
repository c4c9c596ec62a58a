import { rolesOf } from '../../lib/wiring/needs-roles';

const pods = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };
const leases = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] };

describe('the Roles of a pod', () => {
  test('are none when it may do nothing', () => {
    expect(rolesOf([], 'observability')).toEqual([]);
  });

  test('are one for each namespace, and one for its own', () => {
    expect(rolesOf([leases, { ...pods, namespace: 'tracing' }, pods, { ...leases, namespace: 'tracing' }], 'observability')).toEqual([
      { namespace: 'observability', rules: [leases, pods] },
      { namespace: 'tracing', rules: [pods, leases] },
    ]);
  });

  test('have a rule once, whether its own namespace was named or not', () => {
    expect(rolesOf([pods, { ...pods, namespace: 'observability' }], 'observability')).toEqual([{ namespace: 'observability', rules: [pods] }]);
  });

  test('keep the names of the only objects that they are about', () => {
    const own = { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get'], resourceNames: ['state'] };
    const all = { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get'] };

    expect(rolesOf([own, { ...own, resourceNames: ['other'] }, all, { ...all, resourceNames: undefined }], 'observability')).toEqual([
      { namespace: 'observability', rules: [own, { ...own, resourceNames: ['other'] }, all] },
    ]);
  });

  test('are in a namespace without a name for a pod that has none', () => {
    expect(rolesOf([pods, { ...leases, namespace: 'tracing' }])).toEqual([{ rules: [pods] }, { namespace: 'tracing', rules: [leases] }]);
  });
});
