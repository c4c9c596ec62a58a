/** node_exporter as its pod would have it: its user, its arguments and variables, and the files of this machine for those of the node. */
import { copyFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { NodeExporter } from '../../../lib/scraping';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';
import { fetchWhenReady } from '../simulation/real-pages';

interface Container {
  readonly args: readonly string[];
  readonly env: ReadonlyArray<{ readonly name: string; readonly value?: string }>;
  readonly securityContext: { readonly runAsUser: number; readonly runAsGroup: number };
  readonly volumeMounts: ReadonlyArray<{ readonly mountPath: string; readonly readOnly?: boolean }>;
}

const NODE_ADDRESS = '127.0.0.1';

/** The only mount of the pod is the root of the node; whoever is not root has no capability any more. */
const START = 'mount --rbind / "$1$2" && mount -o remount,bind,ro "$1$2" && root=$1 && user=$3 && shift 3 && exec chroot --groups= --userspec="$user" "$root" "$@"';

export function containerOf(exporter: NodeExporter): Container {
  const manifest = (exporter.daemonSet as ApiObject).toJson() as { spec: { template: { spec: { containers: Container[] } } } };
  return manifest.spec.template.spec.containers[0]!;
}

/** References to variables as the kubelet replaces them. */
export function expanded(argument: string, variables: Readonly<Record<string, string>>): string {
  return argument.replace(/\$(\$)?\((\w+)\)/g, (reference, escaped: string | undefined, name: string) => escaped ? reference.slice(1) : variables[name] ?? reference);
}

/** Its page, once it answers. */
export async function pageOf(exporter: NodeExporter, port: number): Promise<string> {
  const { args, env, securityContext: { runAsUser, runAsGroup }, volumeMounts } = containerOf(exporter);
  const variables = Object.fromEntries(env.map(({ name, value }) => [name, value ?? NODE_ADDRESS]));
  const root = temporaryFolder('node-exporter');
  const [{ mountPath }] = volumeMounts as [Container['volumeMounts'][number]];
  mkdirSync(join(root, mountPath));
  chmodSync(root, 0o755);
  copyFileSync(judge('node_exporter'), join(root, 'node_exporter'));
  const program = ['/node_exporter', ...args.map((argument) => expanded(argument, variables))];
  const daemon = new Daemon('unshare', ['--mount', 'sh', '-c', START, 'sh', root, mountPath, `${runAsUser}:${runAsGroup}`, ...program], variables);
  try {
    await daemon.until('it answers the probe', () => fetch(`http://${NODE_ADDRESS}:${port}/`).then(({ ok }) => ok, () => false));
    return await fetchWhenReady(`http://${NODE_ADDRESS}:${port}/metrics`);
  } finally {
    await daemon.end();
  }
}
