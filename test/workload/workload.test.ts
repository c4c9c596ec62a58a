import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';

import { Workload } from '../../lib/workload/workload';
import { HEADLESS, workloadService } from '../../lib/workload/workload-service';
import { manifestsOf } from '../manifests';
import { chart, CONTAINER, PLAN, workload } from './cache-workload';

describe('a workload', () => {
  test('has an identity, a way in and out, and a guard against drains', () => {
    const scope = chart('observability');
    new Workload(scope, PLAN);

    expect(manifestsOf(scope).map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['ServiceAccount', 'cache'], ['NetworkPolicy', 'cache'], ['PodDisruptionBudget', 'cache'],
    ]);
  });

  test('has a ConfigMap only when its program reads files of ours', () => {
    const scope = chart('observability');
    const { configMap } = new Workload(scope, { ...PLAN, config: { mountPath: '/etc/cache', files: () => ({ 'cache.yaml': 'a: 1\n' }) } });

    expect(configMap?.toJson()).toMatchObject({ metadata: { name: 'cache-config' }, data: { 'cache.yaml': 'a: 1\n' } });
    expect(workload().configMap).toBeUndefined();
  });

  test('lets as many replicas go for a drain as its component can miss', () => {
    expect(workload().disruptionBudget?.toJson()).toMatchObject({ spec: { maxUnavailable: 1 } });
    expect(workload({ maxUnavailable: 2 }).disruptionBudget?.toJson()).toMatchObject({ spec: { maxUnavailable: 2 } });
    expect(workload({ placement: 'every node' }).disruptionBudget).toBeUndefined();
  });

  test('is reached by a name that every namespace resolves', () => {
    const named = chart('thanos');
    const here = new Workload(named, PLAN);

    expect(here.hostOf(workloadService(named, 'service', here, HEADLESS))).toBe('cache-headless.thanos.svc');
  });

  test('shows on a headless Service what clients and scrapers need, and nothing that is for the pod alone', () => {
    const scope = chart('observability');
    const service = workloadService(scope, 'service', new Workload(scope, PLAN), HEADLESS).toJson() as { spec: k8s.ServiceSpec };

    expect(service.spec).toMatchObject({ clusterIP: 'None', selector: { 'app.kubernetes.io/instance': 'cache' } });
    expect(service.spec.ports?.map(({ name }) => name)).toEqual(['memcache', 'metrics']);
  });
});

describe('the pods of a workload', () => {
  test('carry no hash and mount nothing when there is no configuration', () => {
    const { metadata, spec } = workload().podTemplate(CONTAINER, 10);

    expect(metadata?.annotations).toEqual({});
    expect(spec).toMatchObject({ volumes: [], automountServiceAccountToken: false, enableServiceLinks: false });
    expect(spec?.containers[0].volumeMounts).toEqual([]);
  });

  test('are rolled by a change of the configuration', () => {
    const hashOf = (text: string) => workload({ config: { mountPath: '/etc/cache', files: () => ({ 'cache.yaml': text }) } })
      .podTemplate(CONTAINER, 10).metadata?.annotations?.['observability.cdk8s.io/config-hash'];

    expect(hashOf('a: 1\n')).toBe(hashOf('a: 1\n'));
    expect(hashOf('a: 1\n')).not.toBe(hashOf('a: 2\n'));
  });

  test('stop after the time that the program needs and five seconds in which Services learn of it', () => {
    expect(workload().podTemplate(CONTAINER, 120).spec?.terminationGracePeriodSeconds).toBe(125);
  });

  test('are in the network of the node only if they have to be, and are privileged then', () => {
    const { metadata, spec } = workload({ hostNetwork: true }).podTemplate(CONTAINER, 10);

    expect(spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(metadata?.labels).toMatchObject({ 'observability.cdk8s.io/pod-security': 'privileged' });
    expect(workload().podTemplate(CONTAINER, 10)).toMatchObject({ metadata: { labels: { 'observability.cdk8s.io/pod-security': 'restricted' } } });
    expect(workload().podTemplate(CONTAINER, 10).spec).not.toHaveProperty('hostNetwork');
  });

  test('run as the user of the image, without any right beyond', () => {
    const { spec } = workload().podTemplate(CONTAINER, 10);

    expect(spec?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 11211, fsGroup: 11211, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec?.containers[0].securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  });
});

describe('what is wrong with a workload', () => {
  test('is nothing by itself', () => {
    expect(workload().commonFindings()).toEqual([]);
  });

  test('is a name that another workload of the namespace has, whatever runs in it', () => {
    const scope = chart('observability');
    new Workload(scope, PLAN);
    const other = new Workload(new Chart(scope, 'other', { namespace: 'observability' }), { ...PLAN, program: 'thanos', component: 'store' });

    expect(other.commonFindings()).toMatchObject([{ what: "its objects are called 'cache', as those of observability are", fix: "name: 'cache-2', or a chart with another namespace" }]);
  });

  test('is no name that a workload of another cluster has', () => {
    const both = (...clusters: (string | undefined)[]) => {
      const scope = chart('observability');
      return clusters.map((name, index) => new Workload(new Chart(scope, `cluster-${index}`, { namespace: 'observability' }), { ...PLAN, cluster: name === undefined ? undefined : { name } }))
        .flatMap((each) => each.commonFindings());
    };

    expect(both('prod-eu', 'prod-us')).toEqual([]);
    expect(both('prod-eu', 'prod-eu')).toHaveLength(1);
    expect(both('prod-eu', undefined)).toHaveLength(1);
  });

  test('is two different needs under one name', () => {
    const variable = (value: string) => ({ from: `who needs ${value}`, needs: { variables: [{ name: 'ZONE', value }] } });

    expect(workload({ parts: () => [variable('a'), variable('b')] }).commonFindings()).toMatchObject([
      { what: "variable ZONE is 'a' for who needs a but 'b' for who needs b" },
    ]);
  });
});
