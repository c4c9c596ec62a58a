/** The custom resource definitions of other projects, on the API server. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server';
import { Manifest } from '../judging/kubernetes-types';
import { moduleFolder } from '../judging/module-folder';

/** A project that defines kinds, as its module for Go carries them. */
interface Project {
  readonly group: string;
  readonly module: string;
  readonly moduleVersion: string;
  /** Where the definitions are in the module. */
  readonly folder: readonly string[];
  /** What the definitions call the kinds, and of which version of the API they are. */
  readonly kinds: Readonly<Record<string, { readonly plural: string; readonly version: string }>>;
}

const PROMETHEUS_OPERATOR: Project = {
  group: 'monitoring.coreos.com',
  module: 'github.com/prometheus-operator/prometheus-operator',
  // the newest that the module proxy has as a whole, definitions among its files
  moduleVersion: '0.85.0',
  folder: ['example', 'prometheus-operator-crd'],
  kinds: {
    PodMonitor: { plural: 'podmonitors', version: 'v1' },
    Probe: { plural: 'probes', version: 'v1' },
    Prometheus: { plural: 'prometheuses', version: 'v1' },
    PrometheusRule: { plural: 'prometheusrules', version: 'v1' },
    ScrapeConfig: { plural: 'scrapeconfigs', version: 'v1alpha1' },
    ServiceMonitor: { plural: 'servicemonitors', version: 'v1' },
  },
};

const CERT_MANAGER: Project = {
  group: 'cert-manager.io',
  module: 'github.com/cert-manager/cert-manager',
  moduleVersion: '1.21.2',
  folder: ['deploy', 'crds'],
  kinds: { Certificate: { plural: 'certificates', version: 'v1' } },
};

/** A kind, and how the API server knows it. */
interface Definition {
  readonly project: Project;
  readonly plural: string;
  readonly version: string;
}

const PATIENCE_MS = 30_000;

function definitionOf({ apiVersion, kind }: Manifest): Definition | undefined {
  const project = [PROMETHEUS_OPERATOR, CERT_MANAGER].find(({ group, kinds }) => kinds[kind] !== undefined && apiVersion === `${group}/${kinds[kind].version}`);
  return project && { project, ...project.kinds[kind]! };
}

/** Whether there is a definition of this resource. */
export function hasDefinition(manifest: Manifest): boolean {
  return definitionOf(manifest) !== undefined;
}

async function fileOf({ project: { module, moduleVersion, folder, group }, plural }: Definition): Promise<string> {
  return join(await moduleFolder(module, moduleVersion), ...folder, `${group}_${plural}.yaml`);
}

/** Has the API server know the resources of other projects that are among the manifests. */
export async function defineResourcesOf(server: ApiServer, manifests: readonly Manifest[]): Promise<void> {
  const wanted = manifests.map(definitionOf).filter((definition) => definition !== undefined);
  const definitions = [...new Map(wanted.map((definition) => [definition.plural, definition])).values()];
  if (definitions.length === 0) {
    return;
  }
  const files = await Promise.all(definitions.map(fileOf));
  // an apply of the client would write the whole definition into an annotation, which is too short for it
  const { code, stdout, stderr } = await server.kubectl(['apply', '--server-side', ...files.flatMap((file) => ['-f', file])]);
  if (code !== 0) {
    throw new Error(`custom resource definitions could not be installed: ${stderr}${stdout}`);
  }
  const areServed = async () => (await Promise.all(definitions.map((definition) => serves(server, definition)))).every(Boolean);
  for (const end = Date.now() + PATIENCE_MS; !await areServed(); await sleep(100)) {
    if (Date.now() > end) {
      throw new Error(`the API server does not serve ${definitions.map(({ plural }) => plural).join(', ')}`);
    }
  }
}

async function serves(server: ApiServer, { project: { group }, plural, version }: Definition): Promise<boolean> {
  const { code, stdout } = await server.kubectl(['get', '--raw', `/apis/${group}/${version}`]);
  return code === 0 && (JSON.parse(stdout) as { resources: readonly { name: string }[] }).resources.some(({ name }) => name === plural);
}
