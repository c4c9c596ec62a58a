/** A server of S3 over a folder, in which the objects can be seen as files. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPair } from '../../cluster/certificates';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

export const BUCKET = 'conformance';

/** What stands in the Secret of which the stores of this judge speak. */
export const ACCESS_KEY: Readonly<Record<string, string>> = { 'id': 'conformance', 'secret': 'conformance-secret', 'wrong-secret': 'something-else', 'azure-key': 'YWJj' };

export class LocalS3 {
  /** @param tls without it, the server speaks plain text */
  public static async start(tls?: KeyPair): Promise<LocalS3> {
    const [port] = await freePorts(1) as [number];
    const folder = temporaryFolder('served');
    mkdirSync(join(folder, BUCKET));
    const args = ['--quiet', '--port', `127.0.0.1:${port}`, ...tls ? ['--cert', tls.certificate, '--key', tls.key] : [], 'posix', folder];
    const daemon = new Daemon(judge('versitygw'), args, { ...process.env, ROOT_ACCESS_KEY: ACCESS_KEY.id, ROOT_SECRET_KEY: ACCESS_KEY.secret });
    // a request of plain text to a server of TLS is an answer too
    await daemon.until('versitygw answers', () => fetch(`http://127.0.0.1:${port}/`).then(() => true, ({ cause }) => cause?.code !== 'ECONNREFUSED'));
    return new LocalS3(`127.0.0.1:${port}`, folder, daemon);
  }

  private constructor(public readonly endpoint: string, private readonly folder: string, private readonly daemon: Daemon) {}

  /** The keys of all objects. */
  public objects(): string[] {
    // where the server keeps the parts of uploads
    return filesUnder(join(this.folder, BUCKET)).filter((key) => !key.startsWith('.sgwtmp'));
  }

  /** What an object holds. */
  public read(key: string): string {
    return readFileSync(join(this.folder, BUCKET, key), 'utf8');
  }

  public async stop(): Promise<void> {
    await this.daemon.end();
  }
}

/** The paths of all files in a folder, from there on. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}
