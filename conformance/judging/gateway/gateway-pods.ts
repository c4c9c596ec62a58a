/** The gateways among manifests, and what this machine changes of their documents so that a real nginx reads and runs them here. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigMap, Manifest, podTemplate } from '../kubernetes-types';
import { temporaryFolder } from '../processes';

/** A gateway as it is written: how it is started, and what it reads. */
export interface GatewayPod {
  readonly name: string;
  readonly args: readonly string[];
  readonly document: string;
}

interface Mounting {
  readonly containers: readonly { readonly args?: readonly string[] }[];
  readonly volumes?: readonly { readonly configMap?: { readonly name: string } }[];
}

/** Every pod of nginx, with the document of the ConfigMap that it mounts. */
export function gatewayPods(manifests: readonly Manifest[]): GatewayPod[] {
  return manifests.flatMap((manifest) => {
    const spec = podTemplate(manifest)?.spec as unknown as Mounting | undefined;
    const args = spec?.containers.map((container) => container.args ?? []).find(([program]) => program === 'nginx');
    if (spec === undefined || args === undefined) {
      return [];
    }
    const mounted = (spec.volumes ?? []).flatMap(({ configMap }) => configMap?.name ?? []);
    const document = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && mounted.includes(metadata.name))
      .map((config) => (config as ConfigMap).data?.['nginx.conf']).find((text) => text !== undefined);
    if (document === undefined) {
      throw new Error(`${manifest.metadata.name} mounts no nginx.conf`);
    }
    return [{ name: manifest.metadata.name, args: args.slice(1), document }];
  });
}

/** Where a gateway is on this machine, and who stands behind it, by the names that its document has for them. */
export interface GatewaySite {
  readonly port: number;
  readonly upstreams: { readonly [name: string]: number };
}

/** @throws when there is nothing to replace: the document is another one than the judge believes */
function replaced(text: string, pattern: RegExp, by: string): string {
  if (!text.match(pattern)) {
    throw new Error(`the document has nothing like ${pattern}: what is judged would be another one`);
  }
  return text.replace(pattern, by);
}

/** A document whose folders, addresses and port are those of this machine; nothing else of it is another. */
export function documentHere(document: string, folder: string, { port, upstreams }: GatewaySite): string {
  const named = [...document.matchAll(/^ {2}upstream (\S+) \{$/gm)].map(([, name]) => name!);
  return [
    // a socket, as which this machine may have it, cannot be opened by its name
    (text: string) => replaced(text, /\/dev\/stdout(?= )/g, join(folder, 'access.log')),
    (text: string) => replaced(text, /(?<=^ *(?:pid|\w+_temp_path) )\/tmp(?=\/)/gm, folder),
    (text: string) => replaced(text, /(?<=^ {4}listen )8080(?=;$)/m, `127.0.0.1:${port}`),
    ...named.map((name) => (text: string) => replaced(text, new RegExp(`(?<=^ {2}upstream ${name} \\{\\n {4}server )\\S+(?=;$)`, 'm'), `127.0.0.1:${upstreams[name]}`)),
  ].reduce((text, move) => move(text), document);
}

/** The arguments of a gateway whose document is written into a folder of this machine, and the file of its lines. */
export interface StartedHere {
  readonly args: readonly string[];
  readonly accessLog: string;
}

export function startedHere({ args, document }: GatewayPod, site: GatewaySite): StartedHere {
  const folder = temporaryFolder('gateway');
  const file = join(folder, 'nginx.conf');
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(file, documentHere(document, join(folder, 'tmp'), site));
  const at = args.indexOf('-c');
  if (at === -1) {
    throw new Error(`a gateway is started with ${args.join(' ')}, without a document`);
  }
  // one process: workers would outlive a master that is killed
  return { args: [...args.slice(0, at + 1), file, ...args.slice(at + 2), '-g', 'master_process off;'], accessLog: join(folder, 'tmp', 'access.log') };
}
