/** The custom resource definitions of prometheus-operator, on the API server. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server';
import { Manifest } from '../judging/kubernetes-types';
import { moduleFolder } from '../judging/module-folder';

/** The newest version that the module proxy has as a whole, definitions among its files. */
const OPERATOR_VERSION = '0.85.0';

const GROUP = 'monitoring.coreos.com';

/** What the definitions call the kinds, and of which version of the API they are. */
const DEFINITIONS: Readonly<Record<string, { readonly plural: string; readonly version: string }>> = {
  PodMonitor: { plural: 'podmonitors', version: 'v1' },
  Probe: { plural: 'probes', version: 'v1' },
  Prometheus: { plural: 'prometheuses', version: 'v1' },
  PrometheusRule: { plural: 'prometheusrules', version: 'v1' },
  ScrapeConfig: { plural: 'scrapeconfigs', version: 'v1alpha1' },
  ServiceMonitor: { plural: 'servicemonitors', version: 'v1' },
};

const PATIENCE_MS = 30_000;

/** Whether there is a definition of this resource. */
export function hasDefinition({ apiVersion, kind }: Manifest): boolean {
  return DEFINITIONS[kind] !== undefined && apiVersion === `${GROUP}/${DEFINITIONS[kind].version}`;
}

/** Has the API server know the resources of the operator that are among the manifests. */
export async function defineResourcesOf(server: ApiServer, manifests: readonly Manifest[]): Promise<void> {
  const definitions = [...new Set(manifests.filter(hasDefinition).map(({ kind }) => DEFINITIONS[kind]!))];
  if (definitions.length === 0) {
    return;
  }
  const folder = await moduleFolder('github.com/prometheus-operator/prometheus-operator', OPERATOR_VERSION);
  const files = definitions.flatMap(({ plural }) => ['-f', join(folder, 'example', 'prometheus-operator-crd', `${GROUP}_${plural}.yaml`)]);
  // an apply of the client would write the whole definition into an annotation, which is too short for it
  const { code, stdout, stderr } = await server.kubectl(['apply', '--server-side', ...files]);
  if (code !== 0) {
    throw new Error(`the definitions of prometheus-operator could not be installed: ${stderr}${stdout}`);
  }
  const areServed = async () => (await Promise.all(definitions.map((definition) => serves(server, definition)))).every(Boolean);
  for (const end = Date.now() + PATIENCE_MS; !await areServed(); await sleep(100)) {
    if (Date.now() > end) {
      throw new Error(`the API server does not serve ${definitions.map(({ plural }) => plural).join(', ')}`);
    }
  }
}

async function serves(server: ApiServer, { plural, version }: { readonly plural: string; readonly version: string }): Promise<boolean> {
  const { code, stdout } = await server.kubectl(['get', '--raw', `/apis/${GROUP}/${version}`]);
  return code === 0 && (JSON.parse(stdout) as { resources: readonly { name: string }[] }).resources.some(({ name }) => name === plural);
}
