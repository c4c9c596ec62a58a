/** Pages of real programs, as a scrape gets them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CardinalityPolicies, CardinalityPolicy } from '../../../lib/policy';
import { ApiServer } from '../../api-server/api-server';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

export interface RealPage {
  readonly program: string;
  readonly page: string;
  /** The policy that the library has for such a page. */
  readonly readyMade?: CardinalityPolicy;
}

const PATIENCE_MS = 30_000;

/** What a program answers, as soon as it does. */
export async function fetchWhenReady(url: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      const response = await fetch(url, { headers: { accept: 'text/plain;version=0.0.4' } });
      if (response.ok) {
        return await response.text();
      }
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    if (Date.now() > deadline) {
      throw new Error(`${url} did not answer`);
    }
    await sleep(100);
  }
}

async function pageOf(program: string, argsFor: (port: number, folder: string) => string[]): Promise<RealPage> {
  const [port] = await freePorts(1) as [number];
  const daemon = new Daemon(judge(program), argsFor(port, temporaryFolder(program)));
  try {
    return { program, page: await fetchWhenReady(`http://127.0.0.1:${port}/metrics`) };
  } finally {
    await daemon.kill();
  }
}

function prometheusArgs(port: number, folder: string): string[] {
  writeFileSync(join(folder, 'prometheus.yaml'), '{}');
  return [`--config.file=${join(folder, 'prometheus.yaml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`];
}

function collectorArgs(port: number, folder: string): string[] {
  const config = join(folder, 'collector.yaml');
  writeFileSync(config, JSON.stringify({
    receivers: { otlp: { protocols: { grpc: { endpoint: '127.0.0.1:0' } } } },
    exporters: { nop: {} },
    service: {
      pipelines: { metrics: { receivers: ['otlp'], exporters: ['nop'] } },
      telemetry: { metrics: { level: 'detailed', readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port } } } }] } },
    },
  }));
  return ['--config', config];
}

/** One after the other: the machine is small. */
export async function realPages(server: ApiServer): Promise<RealPage[]> {
  const { code, stdout, stderr } = await server.kubectl(['get', '--raw', '/metrics']);
  if (code !== 0) {
    throw new Error(`the API server serves no metrics: ${stderr}`);
  }
  return [
    { program: 'kube-apiserver', page: stdout, readyMade: CardinalityPolicies.apiServer() },
    await pageOf('prometheus', prometheusArgs),
    { ...await pageOf('node_exporter', (port) => [`--web.listen-address=127.0.0.1:${port}`]), readyMade: CardinalityPolicies.nodeExporter() },
    await pageOf('otelcol', collectorArgs),
  ];
}
