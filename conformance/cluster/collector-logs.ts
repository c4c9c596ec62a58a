/** What collectors wrote of themselves, read from the files on the node: of ended containers and rotated files too. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ClusterNode } from './node';

/** Files of one folder of a container; a temporary one is there twice, and may be gone in this moment. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.endsWith('.tmp')).map((name) => join(folder, name));
}

function read(path: string): string {
  try {
    const content = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8');
  } catch {
    // the kubelet has just renamed it: it is read under its other name by the next one who asks
    return '';
  }
}

/** Whose pods: all of a namespace, or those whose names begin so. */
export interface PodsOf {
  readonly namespace: string;
  readonly name?: string;
}

/** The folder of a pod is `namespace_name_uid`. */
function podFolders(node: ClusterNode, { namespace, name = '' }: PodsOf): string[] {
  const all = join(node.state, 'pod-logs', 'pods');
  return existsSync(all) ? readdirSync(all).filter((folder) => folder.startsWith(`${namespace}_${name}`)).map((folder) => join(all, folder)) : [];
}

/** Paths of the log files of every container. */
export function logFiles(node: ClusterNode, pods: PodsOf): string[] {
  return podFolders(node, pods).flatMap((pod) => readdirSync(pod).flatMap((container) => filesIn(join(pod, container))));
}

/** Lines that match. */
export function logLines(node: ClusterNode, pods: PodsOf, pattern: RegExp): string[] {
  return logFiles(node, pods).flatMap((path) => read(path).split('\n')).filter((line) => pattern.test(line));
}
