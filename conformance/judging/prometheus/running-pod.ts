/** A Prometheus that runs as its pod would, and its sidecar. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import { differences } from './intent';
import { PodOnDisk, Ports, POD } from './pod-on-disk';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { answers, Daemon } from '../daemon';
import { Manifest } from '../kubernetes-types';
import { run } from '../processes';
import { tail } from '../steps';

/** What is expected of a running pod. */
export interface Expected {
  readonly retention: Duration;
  readonly retentionSize: Size;
  readonly externalLabels: { readonly [name: string]: string };
  readonly replicaLabel: string;
}

/** What fails once is tried again by a sidecar after half a minute. */
export const PATIENCE_SECONDS = 75;

/** There is no cluster to discover, and nobody to write to. */
const FROM_OUTSIDE = /kubernetes|component=("discovery manager|remote|notifier)/;

export class RunningPod {
  public static async prepare(manifests: readonly Manifest[], certificate: string): Promise<RunningPod> {
    const [web, http, grpc] = await freePorts(3) as [number, number, number];
    return new RunningPod(new PodOnDisk(manifests, { web, http, grpc }, certificate), { web, http, grpc });
  }

  private readonly daemons: Daemon[] = [];

  private constructor(public readonly pod: PodOnDisk, private readonly ports: Ports) {}

  /** What promtool says against the configuration and the rules; nothing when it is right. */
  public async checked(): Promise<string | undefined> {
    const { code, stdout, stderr } = await run(judge('promtool'), ['check', 'config', this.pod.file('prometheus.yaml')], { env: this.pod.environmentOf('prometheus') });
    return code === 0 ? undefined : `${stdout}${stderr}`;
  }

  /** Puts the blocks of a folder where Prometheus would have written them. */
  public withBlocks(folder: string): void {
    cpSync(folder, this.pod.data, { recursive: true });
  }

  /** Starts Prometheus, and waits until it is ready. */
  public async startPrometheus(): Promise<Daemon> {
    const daemon = new Daemon(judge('prometheus'), this.pod.argumentsOf('prometheus'), this.pod.environmentOf('prometheus'));
    this.daemons.push(daemon);
    await daemon.until('Prometheus is ready', () => answers(`${this.url}/-/ready`), PATIENCE_SECONDS);
    return daemon;
  }

  /** What is wrong with Prometheus as it runs: it is ready, and has understood what was meant. */
  public async complaints(expected: Expected): Promise<string[]> {
    const daemon = await this.startPrometheus();
    const flags = await this.ask<Record<string, string>>('flags');
    const { yaml } = await this.ask<{ yaml: string }>('config');
    const { storageRetention } = await this.ask<{ storageRetention: string }>('runtimeinfo');
    const meant = parse(readFileSync(this.pod.file('prometheus.yaml'), 'utf8')) as { global: { external_labels: object } };
    const labels = { ...expected.externalLabels, [expected.replicaLabel]: POD };
    return [
      ...this.pod.argumentsOf('prometheus').flatMap((argument) => misunderstood(argument, flags)),
      ...differences({ ...meant, global: { ...meant.global, external_labels: labels } }, parse(yaml)),
      ...storageRetention === retentionOf(expected) ? [] : [`it keeps ${storageRetention}, not ${retentionOf(expected)}`],
      ...daemon.said.split('\n').filter((line) => /level=ERROR|deprecated/i.test(line) && !FROM_OUTSIDE.test(line)),
    ];
  }

  /** Starts the sidecar. */
  public startSidecar(): Daemon {
    const daemon = new Daemon(judge('thanos'), this.pod.argumentsOf('thanos-sidecar'), this.pod.environmentOf('thanos-sidecar'));
    this.daemons.push(daemon);
    return daemon;
  }

  /** What is wrong with the sidecar beside it: it is ready, has found its Prometheus, and announces the labels of this replica. */
  public async sidecarComplaints(expected: Expected): Promise<string[]> {
    const daemon = this.startSidecar();
    await daemon.until('the sidecar is ready', () => answers(`http://127.0.0.1:${this.ports.http}/-/ready`), PATIENCE_SECONDS);
    const metrics = await fetch(`http://127.0.0.1:${this.ports.http}/metrics`).then((response) => response.text());
    const announced = /external_labels="\{(.*)\}"/.exec(daemon.said)?.[1]?.replaceAll('\\"', '"') ?? '';
    return [
      ...metrics.includes('\nthanos_sidecar_prometheus_up 1\n') ? [] : ['thanos_sidecar_prometheus_up is not 1'],
      ...Object.entries({ ...expected.externalLabels, [expected.replicaLabel]: POD })
        .filter(([name, value]) => !announced.includes(`${name}="${value}"`)).map(([name]) => `the sidecar does not announce ${name}: ${announced}`),
    ];
  }

  /** Whether the sidecar has noted what it has uploaded where Prometheus looks for it. */
  public hasNoted(file: string): boolean {
    return existsSync(join(this.pod.data, file));
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.daemons].reverse().map((daemon) => daemon.end()));
  }

  private get url(): string {
    return `http://127.0.0.1:${this.ports.web}`;
  }

  private async ask<T>(what: 'flags' | 'config' | 'runtimeinfo'): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/status/${what}`);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`Prometheus does not tell its ${what}: ${tail(text)}`);
    }
    return (JSON.parse(text) as { data: T }).data;
  }
}

function misunderstood(argument: string, flags: { readonly [name: string]: string }): string[] {
  const [, negated, name, value] = /^--(no-)?([^=]+)(?:=(.*))?$/.exec(argument)!;
  const meant = value ?? String(negated === undefined);
  return flags[name!] === meant ? [] : [`${argument} is understood as ${name}=${flags[name!]}`];
}

/** In the words of Prometheus, which has weeks. */
function retentionOf({ retention, retentionSize }: Expected): string {
  const days = retention.toDays({ integral: false });
  const time = days % 7 === 0 ? `${days / 7}w` : days % 1 === 0 ? `${days}d` : `${retention.toHours()}h`;
  return `${time} or ${retentionSize.toGibibytes()}GiB`;
}
