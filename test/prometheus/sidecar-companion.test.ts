import { Size } from 'cdk8s';
import { ObjectStore, PortExposure, ThanosLogLevel, ThanosSidecarOptions } from '../../lib';
import { sidecarArguments, sidecarCompanion, SidecarCompanionPlan, sidecarParts } from '../../lib/prometheus/sidecar-companion';
import { compactionCoordination } from '../../lib/thanos/sidecar/compaction-coordination';
import { VersionCatalog } from '../../lib/versions';
import { whats } from '../collector/documents';

const objectStore = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' });

function planOf(options: ThanosSidecarOptions = {}, uploads = false): SidecarCompanionPlan {
  const versions = VersionCatalog.tested();
  const pair = { prometheusVersion: versions.prometheus, thanosVersion: versions.thanos, directory: '/prometheus', outOfOrder: false };
  return {
    path: 'observability/prometheus',
    options,
    versions,
    directory: '/prometheus',
    ...uploads ? { coordination: compactionCoordination(pair), store: { objectStore, file: '/etc/prometheus/objstore.yaml' } } : {},
  };
}

describe('the sidecar of a Prometheus', () => {
  test('answers queries and shows its metrics, and keeps nothing', () => {
    const [own, ...others] = sidecarParts(planOf(), Size.mebibytes(512));

    expect(own!.needs).toMatchObject({
      ports: [{ name: 'grpc', port: 10901, exposure: PortExposure.SERVICE }, { name: 'http', port: 10902, exposure: PortExposure.SCRAPE }],
      directories: [],
    });
    expect(others).toEqual([]);
  });

  test('reads the folder of blocks and adds objects when it uploads', () => {
    const [, store] = sidecarParts(planOf({}, true), Size.mebibytes(512));

    expect(sidecarParts(planOf({}, true), Size.mebibytes(512))[0]!.needs.directories).toMatchObject([{ path: '/prometheus' }]);
    expect(store!.needs).toMatchObject({ egress: [{ port: 443 }], stores: [] });
  });

  test('takes arguments of the user, but none that the library sets', () => {
    expect(sidecarArguments(planOf({ logLevel: ThanosLogLevel.DEBUG, extraArgs: ['--min-time=-6w'] }))).toEqual({
      args: ['sidecar', '--log.level=debug', '--prometheus.url=http://127.0.0.1:9090', '--tsdb.path=/prometheus', '--min-time=-6w'], findings: [],
    });
    expect(whats(sidecarArguments(planOf({ extraArgs: ['--prometheus.url=http://a'] })).findings)).toEqual([
      '--prometheus.url=http://a in extraArgs is a flag that the library sets itself',
    ]);
  });

  test('lives from the start, and is ready when it has heard of its Prometheus', () => {
    const { container: { probes }, budget } = sidecarCompanion(planOf({ memoryLimit: Size.gibibytes(1) }));

    expect([probes.startupProbe.httpGet?.path, probes.readinessProbe.httpGet?.path, probes.livenessProbe.httpGet?.path]).toEqual(['/-/healthy', '/-/ready', '/-/healthy']);
    expect(budget).toMatchObject({ cpu: 0.1, cpuLimit: 1 });
    expect(budget.memory.toMebibytes()).toBe(1024);
  });
});
