/** Loki writes lines to a store, and one that has nothing but the store reads them back. */
import { join } from 'node:path';
import { Daemon } from '../daemon';
import { Pod, podOf } from './pod';
import type { IObjectStore } from '../../../lib/storage';
import { Rendering, storeKind } from '../../../lib/storage/renderings/rendering';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';

const LINES = ['first', 'second', 'third'];

/** A whole configuration of one Loki around what the rendering says. */
export function lokiConfiguration(document: object, store: IObjectStore, [http, grpc]: readonly [number, number] = [0, 0]): object {
  return {
    ...document,
    auth_enabled: false,
    server: { http_listen_address: '127.0.0.1', http_listen_port: http, grpc_listen_address: '127.0.0.1', grpc_listen_port: grpc, log_level: 'warn' },
    common: { path_prefix: temporaryFolder('loki'), replication_factor: 1, instance_addr: '127.0.0.1', ring: { kvstore: { store: 'inmemory' } } },
    frontend: { address: '127.0.0.1' },
    schema_config: {
      configs: [{ from: '2026-01-01', store: 'tsdb', object_store: storeKind(store), schema: 'v13', index: { prefix: 'index_', period: '24h' } }],
    },
    analytics: { reporting_enabled: false },
  };
}

/** Whether Loki takes the document, and why not. */
export async function refusalOfLoki({ document, env, flags }: Pod): Promise<string | undefined> {
  const { code, stdout, stderr } = await run(judge('loki'), ['-verify-config', `-config.file=${document}`, ...flags], { env });
  return code === 0 ? undefined : tail(`${stdout}${stderr}`);
}

interface Answer {
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [string, string])[] }[] };
}

class Loki {
  public static async start(rendering: Rendering, store: IObjectStore, mounted?: string): Promise<Loki> {
    const ports = await freePorts(2) as [number, number];
    const { document, env, flags } = podOf(rendering, lokiConfiguration(rendering.document, store, ports), mounted);
    return new Loki(`http://127.0.0.1:${ports[0]}`, new Daemon(judge('loki'), ['-target=all', `-config.file=${document}`, ...flags], env));
  }

  private constructor(private readonly url: string, public readonly daemon: Daemon) {}

  public async push(now: number): Promise<void> {
    const values = LINES.map((line, index) => [`${now * 1_000_000 + index}`, line]);
    const body = JSON.stringify({ streams: [{ stream: { service_name: 'shop' }, values }] });
    const push = () => fetch(`${this.url}/loki/api/v1/push`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await this.daemon.until('Loki takes lines', () => push().then(({ status }) => status === 204, () => false));
    await fetch(`${this.url}/flush`, { method: 'POST' });
  }

  public async lines(now: number): Promise<string[]> {
    const query = new URLSearchParams({ query: '{service_name="shop"}', start: `${now - 60_000}000000`, end: `${now + 60_000}000000` });
    const response = await fetch(`${this.url}/loki/api/v1/query_range?${query}`).catch(() => undefined);
    const { data } = response?.ok ? await response.json() as Answer : { data: { result: [] } };
    return data.result.flatMap(({ values }) => values.map(([, line]) => line));
  }
}

/** Where lines are kept, and the keys of what is there. */
export interface Keeping {
  readonly store: IObjectStore;
  readonly prefix: string;
  readonly objects: () => string[];
}

/** What is wrong with how Loki keeps lines under the prefix. */
export async function complaintsOnLines(rendering: Rendering, { store, prefix, objects }: Keeping, mounted?: string): Promise<string[]> {
  const now = Date.now();
  const writer = await Loki.start(rendering, store, mounted);
  try {
    await writer.push(now);
    await writer.daemon.until('a chunk is in the store', () => objects().some((key) => key.startsWith(join(prefix, 'fake/'))));
  } finally {
    // the index is uploaded at the end
    await writer.daemon.end();
  }
  const reader = await Loki.start(rendering, store, mounted);
  try {
    await reader.daemon.until('the lines are read back', async () => {
      const lines = await reader.lines(now);
      return LINES.every((line) => lines.includes(line));
    });
  } finally {
    await reader.daemon.end();
  }
  return objects().filter((key) => !key.startsWith(prefix)).map((key) => `${key} is outside of '${prefix}'`);
}

/** What is wrong when the store knows another key than Loki: it must say so, and not lose the lines in silence. */
export async function complaintsOnWrongKey(rendering: Rendering, store: IObjectStore): Promise<string[]> {
  const loki = await Loki.start(rendering, store);
  try {
    await loki.push(Date.now());
    await loki.daemon.until('Loki is refused', () => loki.daemon.said.includes('signature we calculated does not match'));
    return [];
  } finally {
    await loki.daemon.end();
  }
}
