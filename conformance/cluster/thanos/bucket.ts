/** The buckets: folders, and the blocks that are in them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

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
