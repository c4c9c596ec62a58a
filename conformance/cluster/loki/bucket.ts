/** The bucket: a folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export class LogsBucket {
  constructor(private readonly folder: string) {}

  /** The keys of the objects that begin so. */
  public keys(prefix: string): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => join(entry.path, entry.name).slice(this.folder.length + 1)).filter((key) => key.startsWith(prefix));
  }
}
