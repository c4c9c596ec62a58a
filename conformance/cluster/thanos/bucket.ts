/** The buckets: folders of a server of S3 on the node, and the blocks that are in them. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { BUCKETS, PAIR_NAMESPACE, STACK_NAMESPACE, STORAGE } from './storage';
import { judge } from '../../judges';
import { ClusterNode } from '../node';
import { NODE_IP } from '../node-files';
import { serviceOnNode } from '../node-service';

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
  constructor(private readonly folder: string, private readonly awayFolder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The blocks that are whole and not marked to be deleted. */
  public get blocks(): Block[] {
    return blocksIn(this.folder);
  }

  /** To everybody there is no such bucket, until it comes back as it was. */
  public takeAway(): void {
    renameSync(this.folder, this.awayFolder);
  }

  public giveBack(): void {
    renameSync(this.awayFolder, this.folder);
  }
}

/** The blocks of a folder that are whole and not marked to be deleted; those of a Prometheus have no `thanos`. */
export function blocksIn(folder: string): Block[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, META)) && !existsSync(join(folder, name, DELETION_MARK)))
    .map((name) => JSON.parse(readFileSync(join(folder, name, META), 'utf8')) as Block);
}

interface Key {
  readonly id: string;
  readonly secret: string;
}

export class BucketServer {
  /** Starts the server on a node that runs. */
  public static start(node: ClusterNode): BucketServer {
    const folder = join(node.state, 'buckets');
    mkdirSync(folder);
    const key = { id: 'acme', secret: randomBytes(16).toString('hex') };
    node.spawn([
      'env', `ROOT_ACCESS_KEY=${key.id}`, `ROOT_SECRET_KEY=${key.secret}`,
      judge('versitygw'), '--quiet', '--port', `${NODE_IP}:${STORAGE.port}`, 'posix', folder,
    ], 'bucket');
    const bucket = (name: string) => new Bucket(join(folder, name), join(node.state, `${name}-away`));
    return new BucketServer(key, bucket(BUCKETS.stack), bucket(BUCKETS.pair));
  }

  private constructor(private readonly key: Key, public readonly ofStack: Bucket, public readonly ofPair: Bucket) {}

  /** Its name in the cluster, and the key for those who use it. */
  public get manifests(): object[] {
    const { service, namespace, port, secret } = STORAGE;
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...serviceOnNode({ name: service, namespace, ports: [{ port, target: port }] }),
      ...[STACK_NAMESPACE, PAIR_NAMESPACE].map((user) =>
        ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace: user }, stringData: this.key })),
    ];
  }
}
