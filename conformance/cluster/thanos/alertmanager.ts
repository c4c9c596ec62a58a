/** Who is told of alerts: an Alertmanager on the node, behind a name of the cluster. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Asked } from './answers';
import { judge } from '../../judges';
import { get } from '../asking';
import { ClusterNode } from '../node';
import { NODE_IP } from '../node-files';
import { serviceOnNode } from '../node-service';

const PLACE = { namespace: 'alerting', name: 'alertmanager', port: 9093 } as const;

/** As rulers are told. */
export const ALERTMANAGER_URL = `http://${PLACE.name}.${PLACE.namespace}.svc:${PLACE.port}`;

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A headless Service: its name has the address of every replica, of which there is one. */
export const ALERTMANAGER_MANIFESTS: readonly object[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: PLACE.namespace } },
  ...serviceOnNode({ name: PLACE.name, namespace: PLACE.namespace, clusterIP: 'None', ports: [{ port: PLACE.port, target: PLACE.port }] }),
];

/** Starts one, which tells nobody, on a node that runs. */
export function startAlertmanager(node: ClusterNode): void {
  const config = join(node.state, 'alertmanager.json');
  writeFileSync(config, JSON.stringify({ route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] }));
  node.spawn([
    judge('alertmanager'), `--config.file=${config}`, `--storage.path=${join(node.state, 'alertmanager')}`,
    `--web.listen-address=${NODE_IP}:${PLACE.port}`, '--cluster.listen-address=',
  ], 'alertmanager');
}

export async function alerts(asked: Pick<Asked, 'node' | 'program'>): Promise<readonly Alert[]> {
  return JSON.parse(await get(asked, `http://${NODE_IP}:${PLACE.port}/api/v2/alerts`)) as Alert[];
}
