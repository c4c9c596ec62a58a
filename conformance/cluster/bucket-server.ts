/** The server of buckets: S3 on the node, over folders that the harness looks into. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterNode } from './node';
import { NODE_IP } from './node-files';
import { serviceOnNode } from './node-service';
import { IObjectStore, ObjectStore, SecretValue, Tls } from '../../lib';
import { judge } from '../judges';

/** Where it is, and the Secret with the key of who may use it. */
const STORAGE = { namespace: 'storage', service: 's3', port: 7070, secret: 'bucket-key' } as const;

/** A bucket of it, as the programs of the library are told. */
export function storeIn(bucket: string): IObjectStore {
  const { namespace, service, port, secret } = STORAGE;
  return ObjectStore.s3({
    bucket,
    region: 'us-east-1',
    endpoint: `${service}.${namespace}.svc:${port}`,
    forcePathStyle: true,
    tls: Tls.plaintext(),
    accessKey: { id: SecretValue.fromSecret(secret, 'id'), secret: SecretValue.fromSecret(secret, 'secret') },
  });
}

export class BucketServer {
  /** Starts it on a node that runs. */
  public static start(node: ClusterNode): BucketServer {
    const folder = join(node.state, 'buckets');
    mkdirSync(folder);
    const key = { id: 'acme', secret: randomBytes(16).toString('hex') };
    node.spawn([
      'env', `ROOT_ACCESS_KEY=${key.id}`, `ROOT_SECRET_KEY=${key.secret}`,
      judge('versitygw'), '--quiet', '--port', `${NODE_IP}:${STORAGE.port}`, 'posix', folder,
    ], 'bucket');
    return new BucketServer(folder, key);
  }

  private constructor(private readonly folder: string, private readonly key: { readonly id: string; readonly secret: string }) {}

  /** In words for who looks on. */
  public static get description(): string {
    return `${STORAGE.service}.${STORAGE.namespace}, versitygw on the node`;
  }

  /** The folder of a bucket, made if it is not there. */
  public folderOf(bucket: string): string {
    const folder = join(this.folder, bucket);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Its name in the cluster, and its key in the namespaces of those who use it. */
  public manifestsFor(users: readonly string[]): object[] {
    const { service, namespace, port, secret } = STORAGE;
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...serviceOnNode({ name: service, namespace, ports: [{ port, target: port }] }),
      ...users.map((user) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace: user }, stringData: this.key })),
    ];
  }
}
