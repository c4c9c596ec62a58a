import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { chart, CONTAINER, PLAN, workload } from './cache-workload';
import { Needs, PortExposure } from '../../lib';
import { Workload, WorkloadPlan } from '../../lib/workload/workload';
import { HEADLESS, workloadService } from '../../lib/workload/workload-service';

describe('a companion', () => {
  const budget = { cpu: 0.1, cpuLimit: 0.5, memory: Size.mebibytes(256), ephemeralStorage: Size.mebibytes(64) };
  const mount = (secretName: string) => ({ secretName, mountPath: `/etc/${secretName}` });
  const companion = (needs: Needs) => () => [{ container: { ...CONTAINER, name: 'exporter', image: 'exporter:1' }, budget, parts: [{ from: 'the exporter', needs }] }];
  const EXPORTER = companion({
    ports: [{ name: 'exporter', port: 9200, exposure: PortExposure.SCRAPE }],
    variables: [{ name: 'TOKEN', secretName: 'exporter', secretKey: 'token' }],
    mounts: [mount('exporter')],
    directories: [{ path: '/data', holds: 'items' }],
    egress: [{ port: 443 }],
  });
  const withExporter = (more: Partial<WorkloadPlan> = {}) => workload({
    state: { name: 'data', mountPath: '/data' },
    parts: () => [{ from: 'the cache', needs: { mounts: [mount('cache')], directories: [{ path: '/data', holds: 'items' }] } }],
    companions: EXPORTER,
    ...more,
  });

  test('is as hardened as the program that it stands by, and has a budget of its own', () => {
    const [own, other] = withExporter().podTemplate(CONTAINER, 10).spec!.containers;

    expect(other).toMatchObject({ name: 'exporter', image: 'exporter:1' });
    expect(other!.securityContext).toEqual(own!.securityContext);
    expect(other!.lifecycle).toEqual(own!.lifecycle);
    expect(other!.resources?.limits).toMatchObject({ memory: { value: '256Mi' } });
    expect(own!.resources?.limits).toMatchObject({ memory: { value: '1Gi' } });
  });

  test('has its own variables, files and ports, and shares what survives a restart', () => {
    const { containers: [own, other], volumes } = withExporter().podTemplate(CONTAINER, 10).spec!;

    expect(volumes?.map(({ secret }) => secret?.secretName)).toEqual(['cache', 'exporter']);
    expect(own!.env).toEqual([]);
    expect(other!.env?.map(({ name }) => name)).toEqual(['TOKEN']);
    expect(own!.volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }, { name: 'files-0', mountPath: '/etc/cache', readOnly: true }]);
    expect(other!.volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }, { name: 'files-1', mountPath: '/etc/exporter', readOnly: true }]);
    expect(other!.ports?.map(({ containerPort }) => containerPort)).toEqual([9200]);
  });

  test('is on the Services and in the policies of the workload', () => {
    const scope = chart('observability');
    const both = new Workload(scope, { ...PLAN, companions: EXPORTER });
    const service = workloadService(scope, 'service', both, HEADLESS).toJson() as { spec: k8s.ServiceSpec };

    expect(service.spec.ports?.map(({ name }) => name)).toEqual(['memcache', 'metrics', 'exporter']);
    expect(JSON.stringify(both.networkPolicy.toJson())).toContain('9200');
    expect(JSON.stringify(both.networkPolicy.toJson())).toContain('443');
  });

  test('may have a variable of the same name with another value, but no port of the other', () => {
    const own: WorkloadPlan['parts'] = () => [{ from: 'the cache', needs: { variables: [{ name: 'LIMIT', value: '1' }], ports: [{ name: 'memcache', port: 11211 }] } }];
    const other = { variables: [{ name: 'LIMIT', value: '2' }] };

    expect(workload({ parts: own, companions: companion(other) }).commonFindings()).toEqual([]);
    expect(workload({ parts: own, companions: companion({ ports: [{ name: 'other', port: 11211 }] }) }).commonFindings()).toMatchObject([
      { what: "port 11211 is claimed by the cache ('memcache') and by the exporter ('other')" },
    ]);
  });
});
