/** Certificate authorities that live as long as one run. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../judging/processes';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const NEW_KEY = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '30'];

async function openssl(args: readonly string[]): Promise<void> {
  const { code, stderr } = await run('openssl', args);
  if (code !== 0) {
    throw new Error(`openssl ${args.join(' ')} failed: ${stderr.trim()}`);
  }
}

export class Authority {
  /** @param folder where its own files and those of what it issues are written, by name */
  public static async create(folder: string): Promise<Authority> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const authority = new Authority(folder);
    const { certificate, key } = authority.paths('ca');
    await openssl([...NEW_KEY, '-keyout', key, '-out', certificate, '-subj', '/CN=cdk8s-observability cluster run',
      '-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature']);
    return authority;
  }

  private constructor(private readonly folder: string) {}

  /** The certificate by which others know it, as PEM. */
  public get certificate(): string {
    return readFileSync(this.paths('ca').certificate, 'utf8');
  }

  public async issueServer(name: string, hosts: readonly string[]): Promise<KeyPair> {
    const names = hosts.map((host) => /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`);
    return this.issue(name, `/CN=${name}`, ['-addext', `subjectAltName=${names.join(',')}`, '-addext', 'extendedKeyUsage=serverAuth']);
  }

  /** @param user the name by which Kubernetes knows the client; groups go before it, as in `/O=system:nodes/CN=…` */
  public async issueClient(name: string, user: string): Promise<KeyPair> {
    return this.issue(name, user, ['-addext', 'extendedKeyUsage=clientAuth']);
  }

  public paths(name: string): KeyPair {
    return { certificate: join(this.folder, `${name}.crt`), key: join(this.folder, `${name}.key`) };
  }

  private async issue(name: string, subject: string, extensions: readonly string[]): Promise<KeyPair> {
    const issuer = this.paths('ca');
    const issued = this.paths(name);
    await openssl([...NEW_KEY, '-CA', issuer.certificate, '-CAkey', issuer.key, '-keyout', issued.key, '-out', issued.certificate, '-subj', subject,
      '-addext', 'basicConstraints=critical,CA:FALSE', ...extensions]);
    return issued;
  }
}
