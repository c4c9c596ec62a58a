/** A real Kubernetes of one node on this machine, in namespaces of its own: no route leads out, and nothing of it outlives this process. */
import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { judge } from '../judges';
import { Image, writeImage } from './image';
import { lastWords, NODE, NODE_IP, writeNodeFiles } from './node-files';
import { Result, run } from '../judging/processes';

const SCRIPTS = join(__dirname, 'node');
const STATE_PREFIX = 'cdk8s-observability-cluster-';
const UNNAMED_PREFIX = 'cdk8s-observability-new-cluster-';
/** The namespaces of the node that a process enters: network, mounts, processes, host name, IPC. */
const NAMESPACES = ['-n', '-m', '-p', '-u', '-i'];

function script(name: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(join(SCRIPTS, name), args, { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') {
    throw new Error(`${name} failed: ${stderr.trim()}`);
  }
}

function isAlive(pid: string): boolean {
  return existsSync(`/proc/${pid}`);
}

/** A run that was itself killed with -9 could not clean up; its processes are gone, its folders and cgroups are not. */
function cleanAfterDeadRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(STATE_PREFIX))) {
    const state = join(tmpdir(), name);
    const owner = existsSync(join(state, 'owner')) ? readFileSync(join(state, 'owner'), 'utf8') : 'nobody';
    if (!isAlive(owner)) {
      script('clean.sh', state);
    }
  }
}

export class ClusterNode {
  /** Makes the folder and the files; nothing runs yet. */
  public static create(): ClusterNode {
    cleanAfterDeadRuns();
    // a folder has its owner from the beginning: others that start at the same time clean up what has none
    const unnamed = mkdtempSync(join(tmpdir(), UNNAMED_PREFIX));
    writeFileSync(join(unnamed, 'owner'), String(process.pid));
    const state = unnamed.replace(UNNAMED_PREFIX, STATE_PREFIX);
    renameSync(unnamed, state);
    return new ClusterNode(state);
  }

  private unshare: ChildProcess | undefined;
  private init: string | undefined;
  private stopped = false;

  /** @param state the folder of everything that this node writes */
  private constructor(public readonly state: string) {}

  /** @param base manifests that are there before any pod */
  public async start(images: readonly Image[], base: readonly object[]): Promise<void> {
    const cgroup = basename(this.state);
    script('prepare.sh', this.state, cgroup);
    await writeNodeFiles(this.state, cgroup, base);
    mkdirSync(join(this.state, 'images'));
    images.forEach((image, index) => writeImage(image, join(this.state, 'images', `${index}.tar`)));
    // the kernel ends unshare with this process, and the namespaces with unshare; a session of its own keeps Ctrl-C to us
    this.unshare = spawn('setpriv', [
      '--pdeathsig', 'KILL', 'unshare', '--net', '--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private',
      join(SCRIPTS, 'init.sh'),
    ], {
      detached: true,
      stdio: ['ignore', 'pipe', openSync(join(this.state, 'log', 'init.log'), 'a')],
      env: { ...process.env, STATE: this.state, HYPERKUBE: judge('hyperkube'), NODE, NODE_IP, NODE_SCRIPTS: SCRIPTS },
    });
    await this.untilReady(this.unshare);
    this.init = readFileSync(`/proc/${this.unshare.pid}/task/${this.unshare.pid}/children`, 'utf8').trim();
  }

  /** The command line by which anybody gets into the node. */
  public get entry(): string[] {
    return ['nsenter', '-t', this.init ?? '', ...NAMESPACES, '--'];
  }

  /** Runs a program in the node's network and mounts. */
  public async run(command: readonly string[], input?: string): Promise<Result> {
    const [program, ...args] = [...this.entry, ...command] as [string, ...string[]];
    return run(program, args, { idle: true, input });
  }

  /** Starts a program that lives until it ends by itself or with the node. */
  public spawn(command: readonly string[], log: string): ChildProcess {
    const [program, ...args] = [...this.entry, ...command] as [string, ...string[]];
    const file = openSync(join(this.state, 'log', `${log}.log`), 'a');
    return spawn(program, args, { detached: true, stdio: ['ignore', file, file] });
  }

  /** @throws when kubectl fails */
  public async kubectl(args: readonly string[], input?: string): Promise<string> {
    const result = await this.tryKubectl(args, input);
    if (result.code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${result.stderr.trim()}`);
    }
    return result.stdout;
  }

  public tryKubectl(args: readonly string[], input?: string): Promise<Result> {
    return this.run([judge('hyperkube'), 'kubectl', '--kubeconfig', this.kubeconfig, ...args], input);
  }

  /** By strict server-side apply: no unknown field, no wrong type. */
  public async apply(items: readonly object[]): Promise<void> {
    await this.kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }

  /** The processes of a container stand still until they are resumed. */
  public async pauseContainer(id: string): Promise<void> {
    await this.task(['pause', id]);
  }

  public async resumeContainer(id: string): Promise<void> {
    await this.task(['resume', id]);
  }

  /** The process that a container runs, killed with -9. */
  public async killContainer(id: string): Promise<void> {
    const { code, stderr } = await this.tryTask(['kill', '--signal', 'SIGKILL', id]);
    // a container that has just ended by itself is dead too
    if (code !== 0 && !stderr.includes('not found')) {
      throw new Error(`container ${id} could not be killed: ${stderr.trim()}`);
    }
  }

  public get kubeconfig(): string {
    return join(this.state, 'admin.kubeconfig');
  }

  /** Ends everything and leaves nothing. It is synchronous, so that it is done whole even in an exit handler. */
  public stop(): void {
    if (this.stopped) {
      return;
    }
    this.stopped = true;
    if (this.unshare?.pid !== undefined && this.unshare.exitCode === null && this.unshare.signalCode === null) {
      const children = spawnSync('pgrep', ['-P', String(this.unshare.pid)], { encoding: 'utf8' }).stdout.trim().split('\n').filter((pid) => pid !== '');
      // the first process of the namespaces takes all others with it before it is gone itself
      [...children, this.unshare.pid].forEach((pid) => process.kill(Number(pid), 'SIGKILL'));
      const deadline = Date.now() + 20_000;
      while (children.some(isAlive) && Date.now() < deadline) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      }
    }
    script('clean.sh', this.state);
  }

  private async task(args: readonly string[]): Promise<void> {
    const { code, stderr } = await this.tryTask(args);
    if (code !== 0) {
      throw new Error(`${args.join(' ')}: ${stderr.trim()}`);
    }
  }

  private tryTask(args: readonly string[]): Promise<Result> {
    return this.run(['ctr', '--address', '/run/containerd/containerd.sock', '--namespace', 'k8s.io', 'task', ...args]);
  }

  private untilReady(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const lines = createInterface({ input: child.stdout! });
      lines.on('line', (line) => line === 'ready' ? resolve() : undefined);
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`the node ended: ${lastWords(this.state, 'init')}`)));
    });
  }
}
