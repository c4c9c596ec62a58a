/** Our own load and sink: the program in otlp-count/, built for this run. */
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Signal } from './collector-config';
import { ClusterNode } from './node';
import { NODE_IP } from './node-files';
import { Route, World } from './world';
import { run } from '../judging/processes';

/** First and last number of a range. */
export type Range = readonly [number, number];

/** What one route received of one signal of one run. */
export interface Count {
  readonly run: string;
  readonly signal: Signal;
  readonly route: string;
  readonly unique: number;
  readonly duplicates: number;
  readonly unnumbered: number;
  readonly ranges: readonly Range[];
}

export interface SinkReport {
  readonly counts: readonly Count[];
  /** by route and lower-case name of the header */
  readonly headers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** requests that a route turned down */
  readonly refused: Readonly<Record<string, number>>;
}

export interface LoadReport {
  readonly sent: number;
  readonly acknowledged: number;
  readonly retries: number;
  readonly unacknowledged: readonly Range[];
  readonly lastError?: string;
}

export type LoadReports = Readonly<Partial<Record<Signal, LoadReport>>>;

/** @throws when the load did not send this signal: nothing that was not sent may count as delivered */
export function reportOf(loads: LoadReports, signal: Signal): LoadReport {
  const found = loads[signal];
  if (found === undefined || found.sent === 0) {
    throw new Error(`no ${signal} were sent`);
  }
  return found;
}

/** Tests the program and builds it; both are instant when nothing changed. */
export async function buildOtlpCount(folder: string): Promise<string> {
  const program = join(folder, 'otlp-count');
  const options = { cwd: join(__dirname, 'otlp-count'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' } };
  for (const args of [['test', './...'], ['build', '-trimpath', '-ldflags', '-s -w', '-o', program, '.']]) {
    const { code, stdout, stderr } = await run('go', args, options);
    if (code !== 0) {
      throw new Error(`go ${args.join(' ')} failed: ${stdout}${stderr}`);
    }
  }
  return program;
}

/** Sends numbered items from the node until everything is acknowledged or given up. */
export async function sendLoad(node: ClusterNode, program: string, options: readonly string[]): Promise<LoadReports> {
  const { code, stdout, stderr } = await node.run([program, 'load', ...options]);
  if (code !== 0) {
    throw new Error(`the load failed (${options.join(' ')}): ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as LoadReports;
}

export class Sink {
  public static async start(node: ClusterNode, program: string, { routes, sinkCertificate }: World): Promise<Sink> {
    const sink = new Sink(join(node.state, 'sink.sock'));
    const listeners = routes.flatMap((route) => ['--listen', Sink.listener(route)]);
    node.spawn([program, 'sink', '--control', `unix:${sink.socket}`, '--certificate', sinkCertificate.certificate, '--key', sinkCertificate.key, ...listeners], 'sink');
    for (let tries = 0; tries < 100; tries += 1) {
      if (await sink.ask('GET', '/ready').then(() => true, () => false)) {
        return sink;
      }
      await sleep(50);
    }
    throw new Error('the sink did not start');
  }

  private static listener({ name, protocol, sinkPort, tls }: Route): string {
    return `route=${name},protocol=${protocol},address=${NODE_IP}:${sinkPort}${tls ? ',tls' : ''}`;
  }

  private constructor(private readonly socket: string) {}

  public async report(runName = ''): Promise<SinkReport> {
    return JSON.parse(await this.ask('GET', `/counts?run=${encodeURIComponent(runName)}`)) as SinkReport;
  }

  /** Every port is closed. */
  public async refuse(): Promise<void> {
    await this.ask('POST', '/down');
  }

  /** Every request is answered with this HTTP status, or what gRPC has in its place. */
  public async answer(status: number): Promise<void> {
    await this.ask('POST', `/down?status=${status}`);
  }

  public async up(): Promise<void> {
    await this.ask('POST', '/up');
  }

  private ask(method: string, path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath: this.socket, method, path }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          response.statusCode === 200 ? resolve(text) : reject(new Error(`the sink answered ${path} with ${response.statusCode}: ${text.trim()}`));
        });
      });
      asked.on('error', reject);
      asked.end();
    });
  }
}
