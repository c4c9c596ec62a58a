/** The bucket: a folder of a server of S3 on the node. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOKI_BUCKET, LOKI_NAMESPACE } from './program';
import { judge } from '../../judges';
import { ClusterNode } from '../node';
import { NODE_IP } from '../node-files';
import { serviceOnNode } from '../node-service';
import { STORAGE } from '../thanos/storage';

export class LogsBucket {
  /** Starts the server on a node that runs. */
  public static start(node: ClusterNode): LogsBucket {
    const folder = join(node.state, 'buckets');
    mkdirSync(join(folder, LOKI_BUCKET), { recursive: true });
    const key = { id: 'acme', secret: randomBytes(16).toString('hex') };
    node.spawn([
      'env', `ROOT_ACCESS_KEY=${key.id}`, `ROOT_SECRET_KEY=${key.secret}`,
      judge('versitygw'), '--quiet', '--port', `${NODE_IP}:${STORAGE.port}`, 'posix', folder,
    ], 'bucket');
    return new LogsBucket(join(folder, LOKI_BUCKET), key);
  }

  private constructor(private readonly folder: string, private readonly key: { readonly id: string; readonly secret: string }) {}

  /** Its name in the cluster, and the key for those who use it. */
  public get manifests(): object[] {
    const { service, namespace, port, secret } = STORAGE;
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...serviceOnNode({ name: service, namespace, ports: [{ port, target: port }] }),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace: LOKI_NAMESPACE }, stringData: this.key },
    ];
  }

  /** The keys of the objects that begin so. */
  public keys(prefix: string): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => join(entry.path, entry.name).slice(this.folder.length + 1)).filter((key) => key.startsWith(prefix));
  }
}
