/** A component of Thanos that serves, with the flags and documents that the library writes for it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { FlagValues } from '../../../../lib/thanos/flags/setting';
import { thanosArguments } from '../../../../lib/thanos/flags/thanos-arguments';
import type { ThanosComponent } from '../../../../lib/thanos/flags/thanos-flags';
import { judge } from '../../../judges';
import { answers, Daemon } from '../../daemon';
import { run, temporaryFolder } from '../../processes';
import { THANOS_VERSION } from '../thanos-process';

/** Writes a document as a pod would find it: what is called JSON as JSON, all else as YAML. */
export function written(name: string, document: unknown): string {
  const file = join(temporaryFolder('document'), name);
  writeFileSync(file, name.endsWith('.json') ? JSON.stringify(document) : stringify(document));
  return file;
}

/** The code of what has to be ended. */
const KILLED = 137;

/** Components without a server of gRPC. */
const HTTP_ONLY: readonly ThanosComponent[] = ['query-frontend', 'compact'];

/** The machine of a component, as far as addresses go: whatever others listen on and connect from, it is not that. */
let machines = 1;

export function nextMachine(): string {
  machines += 1;
  return `127.${Math.floor(process.pid / 256) % 256}.${process.pid % 256}.${machines}`;
}

/** Where a component serves. */
export interface Addresses {
  readonly http: string;
  readonly grpc: string;
  readonly remoteWrite: string;
}

function addressesOn(machine: string): Addresses {
  return { http: `${machine}:10902`, grpc: `${machine}:10901`, remoteWrite: `${machine}:19291` };
}

/** The arguments of a component on its machine; fails when the library finds fault with its own flags. */
function argumentsOn(machine: string, component: ThanosComponent, values: FlagValues): string[] {
  const { http, grpc, remoteWrite } = addressesOn(machine);
  const { args, findings } = thanosArguments({
    component,
    version: THANOS_VERSION,
    values: {
      ...values,
      'http-address': http,
      ...HTTP_ONLY.includes(component) ? {} : { 'grpc-address': grpc },
      ...component === 'receive' ? { 'remote-write.address': remoteWrite, 'receive.capnproto-address': `${machine}:19391` } : {},
    },
  });
  if (findings.length > 0) {
    throw new Error(`the library finds fault with its own flags: ${findings.map(({ what }) => what).join(', ')}`);
  }
  return args;
}

export class RunningComponent {
  public static start(component: ThanosComponent, values: FlagValues, env: NodeJS.ProcessEnv = {}): RunningComponent {
    const machine = nextMachine();
    return new RunningComponent(component, addressesOn(machine), new Daemon(judge('thanos'), argumentsOn(machine, component, values), { PATH: process.env.PATH, ...env }));
  }

  private constructor(private readonly component: ThanosComponent, public readonly addresses: Addresses, public readonly daemon: Daemon) {}

  public async untilReady(seconds?: number): Promise<this> {
    await this.daemon.until(`thanos ${this.component} is ready`, () => answers(`http://${this.addresses.http}/-/ready`), seconds);
    return this;
  }

  /** The `data` of an answer of its API. */
  public async data(path: string): Promise<unknown> {
    const response = await fetch(`http://${this.addresses.http}/api/v1/${path}`);
    return (await response.json() as { readonly data: unknown }).data;
  }

  /** The values of a metric of its own, by their labels as they are written. */
  public async metric(name: string): Promise<{ readonly [labels: string]: number }> {
    const text = await (await fetch(`http://${this.addresses.http}/metrics`)).text();
    const samples = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `)).map((line) => line.slice(name.length));
    return Object.fromEntries(samples.map((sample) => [sample.slice(0, sample.lastIndexOf(' ')), Number(sample.slice(sample.lastIndexOf(' ') + 1))]));
  }

  public async end(): Promise<void> {
    await this.daemon.kill();
  }
}

/** What a component says that does not serve; undefined when it does. */
export async function refusalOf(component: ThanosComponent, values: FlagValues): Promise<string | undefined> {
  const args = argumentsOn(nextMachine(), component, values);
  const { code, stdout, stderr } = await run('timeout', ['--signal=KILL', '10', judge('thanos'), ...args], { cwd: temporaryFolder('thanos'), env: { PATH: process.env.PATH } });
  return code === KILLED ? undefined : `${stdout}${stderr}`;
}

/** What is wrong when what was expected is not what is. */
export function unlike(what: string, actual: unknown, expected: unknown): string[] {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  return is === should ? [] : [`${what}: ${is}, not ${should}`];
}
