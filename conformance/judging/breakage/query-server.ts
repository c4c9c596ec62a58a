/** A real Prometheus that answers about several worlds: each has its series at a time of its own, hours from the others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Labels } from './cases';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { answers, Daemon } from '../daemon';
import { run, temporaryFolder } from '../processes';

/** Series with their values at the end and what they gain in a second. */
export interface Sampled {
  readonly labels: Labels;
  readonly value: number;
  readonly perSecond: number;
}

/** The result of a query: values by labels; or why there is none. */
export type Answer = { readonly values: ReadonlyMap<string, number> } | { readonly error: string };

/** Seconds since 1970; whole hours, as the blocks of Prometheus. */
const START = 1_767_225_600;
const APART = 2 * 3600;
const STEP = 30;
const STEPS = 20;

export class QueryServer {
  public static async start(worlds: readonly (readonly Sampled[])[]): Promise<QueryServer> {
    const folder = temporaryFolder('breakage');
    const input = join(folder, 'input.txt');
    writeFileSync(input, `${worlds.flatMap((world, index) => world.map((series) => lines(series, timeOf(index)))).join('')}# EOF\n`);
    const { code, stderr } = await run(judge('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', input, join(folder, 'data')]);
    if (code !== 0) {
      throw new Error(`promtool cannot write the series: ${stderr}`);
    }
    const [port] = await freePorts(1) as [number];
    writeFileSync(join(folder, 'prometheus.yml'), '{}');
    const prometheus = new Daemon(judge('prometheus'), [
      `--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`,
      '--storage.tsdb.retention.time=50y', '--enable-feature=promql-experimental-functions', '--log.level=error',
    ]);
    await prometheus.until('Prometheus is ready', () => answers(`http://127.0.0.1:${port}/-/ready`));
    return new QueryServer(port, prometheus);
  }

  private constructor(private readonly port: number, private readonly prometheus: Daemon) {}

  public async ask(world: number, query: string): Promise<Answer> {
    const body = new URLSearchParams({ query, time: String(timeOf(world)) });
    const response = await fetch(`http://127.0.0.1:${this.port}/api/v1/query`, { method: 'POST', body });
    const { data, error } = await response.json() as { data?: { resultType: string; result: unknown }; error?: string };
    return data === undefined ? { error: error ?? response.statusText } : { values: valuesOf(data.resultType, data.result) };
  }

  public stop(): Promise<void> {
    return this.prometheus.kill();
  }
}

function timeOf(world: number): number {
  return START + world * APART + APART / 2;
}

function lines({ labels: { __name__, ...labels }, value, perSecond }: Sampled, end: number): string {
  const text = `${__name__}{${Object.entries(labels).map(([name, label]) => `${name}=${JSON.stringify(label)}`).join(',')}}`;
  return Array.from({ length: STEPS }, (_, index) => (STEPS - 1 - index) * STEP)
    .map((before) => `${text} ${value - perSecond * before} ${end - before}\n`).join('');
}

function valuesOf(type: string, result: unknown): ReadonlyMap<string, number> {
  if (type !== 'vector') {
    return new Map([['', Number((result as [number, string])[1])]]);
  }
  return new Map((result as { metric: Labels; value: [number, string] }[]).map(({ metric, value }) => [keyOf(metric), Number(value[1])]));
}

/** Labels as one text, whatever their order. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
