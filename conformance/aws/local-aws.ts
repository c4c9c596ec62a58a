/** AWS on loopback: moto, with the conditions of IAM (`server.py`). It ends with this process, whatever ends that. */
import { ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { LiveBucket } from './live-bucket';
import { LiveEndpoint } from './live-endpoint';
import { judge } from '../judges';
import { removeAtExit, run, temporaryFolder } from '../judging/processes';

interface Addresses {
  readonly plain: string;
  readonly tls: string;
  readonly certificate: string;
}

/** One call of the API, as boto3 names it. */
export interface Operation {
  readonly service: string;
  readonly operation: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A call that a role makes, under IAM. */
export interface Call extends Operation {
  readonly role: string;
  readonly over: 'tls' | 'tls1.1' | 'plain';
}

/** Whether policies let somebody take an action. */
export interface Question {
  /** as text */
  readonly policies: readonly string[];
  readonly action: string;
  readonly resource: string;
  /** what a service says on whose behalf it asks, by condition keys */
  readonly keys: Readonly<Record<string, string>>;
}

/** `allowed`, `denied`, or what went wrong besides. */
export type Answer = string;

function python(): string {
  return join(dirname(realpathSync(judge('moto'))), 'python');
}

export class LocalAws {
  public static async start(): Promise<LocalAws> {
    // it ends when its input does, and that ends with us even when we are killed
    const child = spawn(python(), ['-B', '-W', 'ignore', join(__dirname, 'server.py'), temporaryFolder('aws')], { stdio: ['pipe', 'pipe', 'inherit'] });
    removeAtExit(() => child.kill('SIGKILL'));
    for await (const line of createInterface({ input: child.stdout })) {
      return new LocalAws(child, JSON.parse(line) as Addresses);
    }
    throw new Error('the local AWS ended before it was ready');
  }

  private constructor(private readonly child: ChildProcess, private readonly addresses: Addresses) {}

  /** The address of every service. */
  public get endpoint(): string {
    return this.addresses.plain;
  }

  /** What AWS says of the settings of buckets. */
  public async settings(buckets: readonly string[]): Promise<ReadonlyMap<string, LiveBucket>> {
    const answer = await this.ask('settings.py', { endpoint: this.endpoint, buckets });
    return new Map(Object.entries(answer as Record<string, LiveBucket>));
  }

  /** What becomes of calls under IAM. */
  public async call(calls: readonly Call[], before: readonly Operation[] = []): Promise<Answer[]> {
    return await this.ask('calls.py', { ...this.addresses, before, calls }) as Answer[];
  }

  /** What AWS says of the endpoints of all VPCs. */
  public async endpoints(): Promise<LiveEndpoint[]> {
    return await this.ask('network.py', { endpoint: this.endpoint }) as LiveEndpoint[];
  }

  /** What policies say to actions that nobody can try by a call. */
  public async decide(questions: readonly Question[]): Promise<Answer[]> {
    return await this.ask('decisions.py', questions) as Answer[];
  }

  /** Does what the owner of the account may do behind the back of Terraform. */
  public async administer(operations: readonly Operation[]): Promise<void> {
    await this.call([], operations);
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await ended;
    }
  }

  private async ask(script: string, order: object): Promise<unknown> {
    const { code, stdout, stderr } = await run(python(), ['-B', '-W', 'ignore', join(__dirname, script)], { input: JSON.stringify(order) });
    if (code !== 0) {
      throw new Error(`${script}: ${stderr}`);
    }
    return JSON.parse(stdout);
  }
}
