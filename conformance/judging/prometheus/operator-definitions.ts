/** The custom resource definitions of prometheus-operator, on the API server. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiServer } from '../../api-server/api-server';
import { moduleFolder } from '../module-folder';

/** The newest version that the module proxy has as a whole, definitions among its files. */
const OPERATOR_VERSION = '0.85.0';

const PATIENCE_MS = 30_000;

/** Has the API server know the resources by their plural names, for example `prometheuses`. */
export async function defineOperatorResources(server: ApiServer, plurals: readonly string[]): Promise<void> {
  const folder = await moduleFolder('github.com/prometheus-operator/prometheus-operator', OPERATOR_VERSION);
  const files = plurals.flatMap((plural) => ['-f', join(folder, 'example', 'prometheus-operator-crd', `monitoring.coreos.com_${plural}.yaml`)]);
  await succeed(server, ['apply', '--server-side', ...files]);
  for (const end = Date.now() + PATIENCE_MS; !await serves(server, plurals); await sleep(100)) {
    if (Date.now() > end) {
      throw new Error(`the API server does not serve ${plurals.join(', ')}`);
    }
  }
}

async function serves(server: ApiServer, plurals: readonly string[]): Promise<boolean> {
  const { code, stdout } = await server.kubectl(['get', '--raw', '/apis/monitoring.coreos.com/v1']);
  const served = code === 0 ? (JSON.parse(stdout) as { resources: readonly { name: string }[] }).resources.map(({ name }) => name) : [];
  return plurals.every((plural) => served.includes(plural));
}

async function succeed(server: ApiServer, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await server.kubectl(args);
  if (code !== 0) {
    throw new Error(`the definitions of prometheus-operator could not be installed: ${stderr}${stdout}`);
  }
}
