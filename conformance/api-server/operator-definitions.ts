/** The custom resource definitions of prometheus-operator, on the API server. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server';
import { Manifest } from '../judging/kubernetes-types';
import { moduleFolder } from '../judging/module-folder';

/** The newest version that the module proxy has as a whole, definitions among its files. */
const OPERATOR_VERSION = '0.85.0';

const API_VERSION = 'monitoring.coreos.com/v1';

/** What the definitions call the kinds. */
const PLURALS: Readonly<Record<string, string>> = {
  PodMonitor: 'podmonitors', Probe: 'probes', Prometheus: 'prometheuses', PrometheusRule: 'prometheusrules', ServiceMonitor: 'servicemonitors',
};

const PATIENCE_MS = 30_000;

/** Whether there is a definition of this resource. */
export function hasDefinition({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === API_VERSION && PLURALS[kind] !== undefined;
}

/** Has the API server know the resources of the operator that are among the manifests. */
export async function defineResourcesOf(server: ApiServer, manifests: readonly Manifest[]): Promise<void> {
  const plurals = [...new Set(manifests.filter(hasDefinition).map(({ kind }) => PLURALS[kind]!))];
  if (plurals.length === 0) {
    return;
  }
  const folder = await moduleFolder('github.com/prometheus-operator/prometheus-operator', OPERATOR_VERSION);
  const files = plurals.flatMap((plural) => ['-f', join(folder, 'example', 'prometheus-operator-crd', `monitoring.coreos.com_${plural}.yaml`)]);
  // an apply of the client would write the whole definition into an annotation, which is too short for it
  const { code, stdout, stderr } = await server.kubectl(['apply', '--server-side', ...files]);
  if (code !== 0) {
    throw new Error(`the definitions of prometheus-operator could not be installed: ${stderr}${stdout}`);
  }
  for (const end = Date.now() + PATIENCE_MS; !await serves(server, plurals); await sleep(100)) {
    if (Date.now() > end) {
      throw new Error(`the API server does not serve ${plurals.join(', ')}`);
    }
  }
}

async function serves(server: ApiServer, plurals: readonly string[]): Promise<boolean> {
  const { code, stdout } = await server.kubectl(['get', '--raw', `/apis/${API_VERSION}`]);
  const served = code === 0 ? (JSON.parse(stdout) as { resources: readonly { name: string }[] }).resources.map(({ name }) => name) : [];
  return plurals.every((plural) => served.includes(plural));
}
