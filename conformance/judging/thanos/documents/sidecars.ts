/** A Prometheus and its sidecar, which leave each other's blocks alone. */
import { compactionCoordination } from '../../../../lib/thanos/sidecar/compaction-coordination';
import { sidecarFlags } from '../../../../lib/thanos/sidecar/flags';
import { judge, judgeVersions } from '../../../judges';
import { answers, Daemon } from '../../daemon';
import { temporaryFolder } from '../../processes';
import { THANOS_VERSION } from '../thanos-process';
import { bucketIn } from './blocks';
import { nextMachine, RunningComponent, written } from './running-component';

/** A Prometheus that is told what the library says, and its sidecar. */
export async function pairWithSidecar(): Promise<{ readonly prometheus: Daemon; readonly sidecar: RunningComponent }> {
  const address = `${nextMachine()}:9090`;
  const directory = temporaryFolder('prometheus');
  const coordination = compactionCoordination({ prometheusVersion: judgeVersions().get('prometheus')!, thanosVersion: THANOS_VERSION, directory, outOfOrder: true });
  const configuration = written('prometheus.yml', { global: { external_labels: { cluster: 'us', prometheus_replica: '0' } } });
  const flags = Object.entries(coordination.prometheus).map(([flag, value]) => typeof value === 'boolean' ? `--${value ? '' : 'no-'}${flag}` : `--${flag}=${value}`);
  const args = [`--config.file=${configuration}`, `--storage.tsdb.path=${directory}`, `--web.listen-address=${address}`, ...flags];
  const prometheus = new Daemon(judge('prometheus'), args);
  await prometheus.until('Prometheus is ready', () => answers(`http://${address}/-/ready`));
  const { objstoreFile } = bucketIn(temporaryFolder('uploaded'));
  return { prometheus, sidecar: RunningComponent.start('sidecar', sidecarFlags({ prometheusUrl: `http://${address}`, directory, coordination, objstoreFile })) };
}
