/**
 * Runs inside the namespaces of one collector: makes the file system of its pod, then asks the collector to validate its configuration
 * and to live by it. Started by `unshare`; reads a Sandbox as JSON from its standard input and writes an Observation to its output.
 */
import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpProbe, Mount, Observation, Sandbox } from './sandbox';
import { standIn } from '../../allocator/stand-in';

const READY_TIMEOUT_MS = 60_000;
const LIFETIME_MS = 3_000;
const SHUTDOWN_TIMEOUT_MS = 15_000;
const PROGRAM = '/otelcol';

/** What the allocator was asked. */
const ASKED = new Set<string>();

/** Mount points exist before the root becomes read-only. */
function mountPoint(root: string, target: string, source: string): string {
  const path = join(root, target);
  if (statSync(source).isDirectory()) {
    mkdirSync(path, { recursive: true });
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '', { flag: 'a' });
  }
  return path;
}

function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function makeFileSystem(sandbox: Sandbox): void {
  const { root } = sandbox;
  mount('--bind', root, root);
  const system: Mount[] = [
    { source: sandbox.program, target: PROGRAM, readOnly: true },
    { source: '/dev', target: '/dev', readOnly: true },
    { source: '/sys', target: '/sys', readOnly: true },
  ];
  // parents first: a volume may be mounted below another one
  const mounts = [...system, ...[...sandbox.mounts].sort((a, b) => a.target.length - b.target.length)];
  mkdirSync(join(root, 'proc'), { recursive: true });
  const closeToWriting = ({ target }: Pick<Mount, 'target'>) => mount('-o', 'remount,bind,ro', join(root, target));
  for (const each of mounts) {
    mount(each.recursive ? '--rbind' : '--bind', each.source, mountPoint(root, each.target, each.source));
    if (each.recursive) {
      // at once, so that no mount point is ever made on the real machine
      closeToWriting(each);
    }
  }
  mounts.filter(({ readOnly }) => readOnly).forEach(closeToWriting);
  mount('-t', 'proc', 'proc', join(root, 'proc'));
  if (sandbox.readOnlyRoot) {
    mount('-o', 'remount,bind,ro', root);
  }
}

async function makeNetwork(sandbox: Sandbox): Promise<void> {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  const { allocator } = sandbox;
  for (const address of new Set([sandbox.podAddress, sandbox.nodeAddress, sandbox.apiAddress, ...allocator === undefined ? [] : [allocator.address]])) {
    execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  }
  const socket = sandbox.apiSocket;
  if (socket !== undefined) {
    const relay = createServer((inside) => {
      const outside = connect(socket);
      inside.pipe(outside).pipe(inside);
      inside.on('error', () => outside.destroy());
      outside.on('error', () => inside.destroy());
    });
    await new Promise<void>((resolve) => relay.listen(443, sandbox.apiAddress, resolve));
    relay.unref();
  }
  if (allocator !== undefined) {
    const targetsOf = () => [{ address: `${sandbox.podAddress}:8888` }];
    const server = standIn({ jobs: allocator.jobs, targetsOf }, (question) => ASKED.add(question));
    await new Promise<void>((resolve) => server.listen(allocator.port, allocator.address, resolve));
    server.unref();
  }
}

/** Jobs whose targets nobody has asked for under the name of the pod. */
function unasked({ allocator, env }: Sandbox): string[] {
  return Object.keys(allocator?.jobs ?? {}).filter((job) => !ASKED.has(`/jobs/${encodeURIComponent(job)}/targets?collector_id=${env.POD_NAME}`));
}

/** The command that gives up everything that the pod does not have, and then becomes the collector. */
function command(sandbox: Sandbox, args: readonly string[]): string[] {
  const root = sandbox.user === 0;
  // leaving for the new root needs these three; another user loses them with the change, root keeps only the first
  const needed = root ? ['sys_chroot'] : ['sys_chroot', 'setuid', 'setgid'];
  const kept = [...new Set([...needed, ...sandbox.capabilities])].map((name) => `+${name}`);
  const groups = root || sandbox.supplementalGroups.length === 0 ? [] : [`--groups=${sandbox.supplementalGroups.join(',')}`];
  return [
    'setpriv', '--pdeathsig', 'KILL', ...sandbox.noNewPrivileges ? ['--no-new-privs'] : [], `--bounding-set=-all,${kept.join(',')}`, '--inh-caps=-all',
    'chroot', ...root ? [] : [`--userspec=+${sandbox.user}:+${sandbox.group}`], ...groups, sandbox.root, PROGRAM, ...args,
  ];
}

/** Starts the collector with its output kept; not synchronously, because some validate by asking the API server, through this process. */
function start(sandbox: Sandbox, collectorArgs: readonly string[]): { readonly child: ChildProcess; readonly output: () => string } {
  const [program, ...args] = command(sandbox, collectorArgs) as [string, ...string[]];
  const child = spawn(program, args, { env: sandbox.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
  return { child, output: () => output };
}

async function validate(sandbox: Sandbox): Promise<Observation['validation']> {
  const { child, output } = start(sandbox, ['validate', ...sandbox.args]);
  const patience = setTimeout(() => child.kill('SIGKILL'), READY_TIMEOUT_MS);
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 128)));
  clearTimeout(patience);
  return { code, output: output() };
}

/** Asked at the address of the pod, as the kubelet does: what listens only on loopback fails its probes. */
function answers(host: string, { port, path }: HttpProbe): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ host, port, path, timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`);
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (error) => resolve(error.message));
  });
}

async function failures(sandbox: Sandbox): Promise<string[]> {
  const results = await Promise.all(sandbox.probes.map(async (probe) => {
    const failure = await answers(sandbox.podAddress, probe);
    return failure === undefined ? [] : [`${probe.name} http://${sandbox.podAddress}:${probe.port}${probe.path}: ${failure}`];
  }));
  return results.flat();
}

async function end(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
    child.kill('SIGTERM');
    if (!await Promise.race([ended, sleep(SHUTDOWN_TIMEOUT_MS, false, { ref: false })])) {
      child.kill('SIGKILL');
      return `still running ${SHUTDOWN_TIMEOUT_MS / 1000} s after SIGTERM`;
    }
  }
  return child.exitCode ?? `signal ${child.signalCode}`;
}

async function live(sandbox: Sandbox): Promise<Observation['run']> {
  const { child, output } = start(sandbox, sandbox.args);
  const started = Date.now();
  const alive = () => child.exitCode === null && child.signalCode === null;
  while (alive() && !output().includes('Everything is ready') && Date.now() - started < READY_TIMEOUT_MS) {
    await sleep(50);
  }
  const ready = output().includes('Everything is ready');
  if (ready) {
    await sleep(LIFETIME_MS);
  }
  const survived = ready && alive();
  const failedProbes = survived ? await failures(sandbox) : [];
  const exitCode = await end(child);
  return { ready: survived, failedProbes, exitCode, unasked: survived ? unasked(sandbox) : [], output: output() };
}

async function main(): Promise<void> {
  const sandbox = JSON.parse(readFileSync(0, 'utf8')) as Sandbox;
  makeFileSystem(sandbox);
  await makeNetwork(sandbox);
  const validation = await validate(sandbox);
  const run = sandbox.validateOnly || validation.code !== 0 ? {} : { run: await live(sandbox) };
  const observation: Observation = { validation, ...run };
  process.stdout.write(JSON.stringify(observation));
}

void main();
