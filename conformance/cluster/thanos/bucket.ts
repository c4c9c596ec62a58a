/** The bucket: a server of S3 on the node, and the blocks that are in it. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../judges';
import { ClusterNode } from '../node';
import { NODE_IP } from '../node-files';
import { serviceOnNode } from '../node-service';
import { NAMESPACE, STORAGE } from './program';

/** What Thanos says of a block, as far as it is looked at here; times in milliseconds. */
export interface Block {
  readonly ulid: string;
  readonly minTime: number;
  readonly maxTime: number;
  readonly stats: { readonly numSamples: number };
  readonly compaction: { readonly level: number; readonly sources: readonly string[] };
  readonly thanos: {
    readonly labels: Readonly<Record<string, string>>;
    /** resolution in milliseconds; 0 of samples as they were written */
    readonly downsample: { readonly resolution: number };
    readonly source: string;
  };
}

const META = 'meta.json';
const DELETION_MARK = 'deletion-mark.json';

export class Bucket {
  /** Starts the server on a node that runs. */
  public static start(node: ClusterNode): Bucket {
    const folder = join(node.state, 'buckets');
    mkdirSync(join(folder, STORAGE.bucket), { recursive: true });
    const bucket = new Bucket(join(folder, STORAGE.bucket));
    node.spawn([
      'env', `ROOT_ACCESS_KEY=${bucket.key.id}`, `ROOT_SECRET_KEY=${bucket.key.secret}`,
      judge('versitygw'), '--quiet', '--port', `${NODE_IP}:${STORAGE.port}`, 'posix', folder,
    ], 'bucket');
    return bucket;
  }

  private readonly key = { id: 'acme', secret: randomBytes(16).toString('hex') };

  private constructor(private readonly folder: string) {}

  /** Its name in the cluster, and the key for those who use it. */
  public get manifests(): object[] {
    const { service, namespace, port, secret } = STORAGE;
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...serviceOnNode({ name: service, namespace, ports: [{ port, target: port }] }),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace: NAMESPACE }, stringData: this.key },
    ];
  }

  /** The blocks that are whole and not marked to be deleted. */
  public get blocks(): Block[] {
    return readdirSync(this.folder)
      .filter((name) => existsSync(join(this.folder, name, META)) && !existsSync(join(this.folder, name, DELETION_MARK)))
      .map((name) => JSON.parse(readFileSync(join(this.folder, name, META), 'utf8')) as Block);
  }
}
