/** The counting sink: it plays every destination, and tells what arrived. */
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Signal } from './collector-config';
import { ClusterNode } from './node';
import { NODE_IP } from './node-files';
import { Range } from './telemetry-count';
import { Route, World } from './world';

/** Attributes of a resource, or labels of a series, that came with something. */
export type Attributes = Readonly<Record<string, string>>;

/** What one route received of one source. */
export interface Count {
  readonly run: string;
  readonly signal: Signal;
  readonly kind: string;
  readonly source: string;
  readonly route: string;
  readonly unique: number;
  readonly duplicates: number;
  readonly unnumbered: number;
  /** records that were not whole; they do not count as arrived */
  readonly damaged: number;
  readonly damage?: string;
  readonly ranges: readonly Range[];
  /** everything that came along as the origin of an item */
  readonly origins: ReadonlyArray<{ readonly attributes: Attributes; readonly count: number }>;
  /** how many log records have a severity number */
  readonly severities: Readonly<Record<string, number>>;
  /** the largest difference in seconds between the time of a log record and the time at which it was written */
  readonly lateness: number;
}

export interface SinkReport {
  readonly counts: readonly Count[];
  /** by route and lower-case name of the header */
  readonly headers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** requests that a route turned down */
  readonly refused: Readonly<Record<string, number>>;
}

/** Log records from one place that nobody numbered. */
export interface Stray {
  readonly origin: Attributes;
  readonly count: number;
  readonly example: string;
}

/** A series that nobody numbered. */
export interface Series {
  readonly labels: Attributes;
  readonly samples: number;
  /** the highest of their values, if any is a number */
  readonly highest?: number;
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

  /** Those since the last time. */
  public async takeStrays(): Promise<Stray[]> {
    return JSON.parse(await this.ask('POST', '/strays')) as Stray[];
  }

  public async series(...names: readonly string[]): Promise<Series[]> {
    return JSON.parse(await this.ask('GET', `/series?${names.map((name) => `name=${encodeURIComponent(name)}`).join('&')}`)) as Series[];
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
