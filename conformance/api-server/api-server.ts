/** A real etcd and kube-apiserver on loopback, with state in a temporary folder. They end with this process, whatever ends it. */
import { ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../free-ports';
import { judge } from '../judges';
import { removeAtExit, Result, run, RunOptions } from '../judging/processes';

/** The address that pods know the API server by; its certificate is valid for it. */
export const SERVICE_ADDRESS = '10.96.0.1';
const START_TIMEOUT_MS = 60_000;

function kubeconfig(port: number, certificate: string, token: string): string {
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'conformance', cluster: { 'server': `https://127.0.0.1:${port}`, 'certificate-authority': certificate } }],
    'users': [{ name: 'admin', user: { token } }],
    'contexts': [{ name: 'conformance', context: { cluster: 'conformance', user: 'admin' } }],
    'current-context': 'conformance',
  });
}

export class ApiServer {
  public static async start(folder: string): Promise<ApiServer> {
    const [port, clientPort, peerPort] = await freePorts(3) as [number, number, number];
    const server = new ApiServer(folder, port);
    try {
      server.startEtcd(clientPort, peerPort);
      server.startApiServer(clientPort);
      await server.untilReady();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** the certificate authority that a pod gets beside its token */
  public readonly certificate: string;
  /** how its administrator reaches it */
  public readonly kubeconfig: string;
  private readonly token = randomBytes(16).toString('hex');
  private readonly children: ChildProcess[] = [];

  private constructor(private readonly folder: string, public readonly port: number) {
    this.certificate = join(folder, 'apiserver.crt');
    this.kubeconfig = join(folder, 'kubeconfig');
    mkdirSync(folder, { recursive: true });
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(folder, 'tokens.csv'), `${this.token},admin,admin,system:masters\n`);
    writeFileSync(join(folder, 'sa.key'), privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
    writeFileSync(join(folder, 'sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(this.kubeconfig, kubeconfig(port, this.certificate, this.token), { mode: 0o600 });
  }

  public async kubectl(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    return run(judge('hyperkube'), ['kubectl', '--kubeconfig', this.kubeconfig, ...args], options);
  }

  public async stop(): Promise<void> {
    // the API server first: without etcd it would complain and wait
    for (const child of [...this.children].reverse()) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        // nothing of it is wanted any more, and a graceful end takes seconds
        child.kill('SIGKILL');
        await ended;
      }
    }
  }

  private startEtcd(clientPort: number, peerPort: number): void {
    const client = `http://127.0.0.1:${clientPort}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    this.startProgram('etcd', [
      '--data-dir', join(this.folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn',
      '--listen-client-urls', client, '--advertise-client-urls', client,
      '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`,
    ]);
  }

  private startApiServer(etcdPort: number): void {
    this.startProgram('kube-apiserver', [
      '--etcd-servers', `http://127.0.0.1:${etcdPort}`,
      '--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1', '--secure-port', String(this.port),
      // without certificates of ours it writes its own into this folder, valid for loopback and the service address
      '--cert-dir', this.folder, '--endpoint-reconciler-type', 'none',
      '--token-auth-file', join(this.folder, 'tokens.csv'), '--authorization-mode', 'Node,RBAC', '--allow-privileged',
      '--service-cluster-ip-range', '10.96.0.0/16', '--service-account-issuer', 'https://kubernetes.default.svc.cluster.local',
      '--service-account-key-file', join(this.folder, 'sa.pub'), '--service-account-signing-key-file', join(this.folder, 'sa.key'),
      // no controllers run here: nobody would make the 'default' service accounts that pods need, or release deleted claims
      '--disable-admission-plugins', 'ServiceAccount,StorageObjectInUseProtection',
    ]);
  }

  private startProgram(name: string, args: readonly string[]): void {
    // the kernel ends it with us even when we are killed and can no longer do it ourselves
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', judge('hyperkube'), name, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(this.folder, `${name}.log`));
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.children.push(child);
    removeAtExit(() => child.kill('SIGKILL'));
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!await this.answers('/readyz')) {
      const dead = this.children.some((child) => child.exitCode !== null || child.signalCode !== null);
      if (dead || Date.now() > deadline) {
        throw new Error(`the API server did not become ready:\n${this.lastWords('etcd')}\n${this.lastWords('kube-apiserver')}`);
      }
      await sleep(50);
    }
  }

  private answers(path: string): Promise<boolean> {
    // it writes the key after the certificate: with both there, the certificate is whole
    if (!existsSync(join(this.folder, 'apiserver.key'))) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      const request = get({
        host: '127.0.0.1', port: this.port, path, ca: readFileSync(this.certificate), headers: { authorization: `Bearer ${this.token}` }, timeout: 2_000,
      }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
    });
  }

  private lastWords(name: string): string {
    const path = join(this.folder, `${name}.log`);
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-5).join('\n') : '';
  }
}
