/** A real collector with many samplers at once: each sees every trace and writes what it keeps into a file of its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ResourceSpans } from './otlp-traces';
import { CustomExporter, OtlpReceiver, Processor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { start } from '../cardinality/collector-process';
import { temporaryFolder } from '../processes';

const PORT = 23_900;
const SPANS_PER_REQUEST = 40;

/** The ids of traces of which something is left, for each list of processors, with the number of spans. */
export async function throughSamplers(
  program: string, samplers: readonly (readonly Processor[])[], sent: readonly ResourceSpans[],
): Promise<Map<string, number>[]> {
  const folder = temporaryFolder('sampling');
  const files = samplers.map((_, index) => join(folder, `${index}.json`));
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration(samplers, files)));
  const collector = await start(program, join(folder, 'config.yaml'));
  try {
    for (let index = 0; index < sent.length; index += SPANS_PER_REQUEST) {
      await push(sent.slice(index, index + SPANS_PER_REQUEST));
    }
  } finally {
    // what waits for its decision is decided about when the collector ends, however slow the machine is
    await collector.end();
  }
  return files.map(keptIn);
}

function configuration(samplers: readonly (readonly Processor[])[], files: readonly string[]): object {
  const receivers = [new OtlpReceiver({ grpc: false, httpPort: PORT, localOnly: true })];
  const pipelines = samplers.map((processors, index) => new Pipeline({
    signal: Signal.TRACES,
    name: `policy-${index}`,
    receivers,
    processors: [...processors],
    exporters: [new CustomExporter({ type: 'file', name: `policy-${index}`, config: { path: files[index] } })],
  }));
  const document = collectorDocument({ collectorVersion: VersionCatalog.tested().collector, pipelines, extensions: [], logLevel: 'warn' });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}

async function push(resourceSpans: readonly ResourceSpans[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${PORT}/v1/traces`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resourceSpans }),
  });
  if (!response.ok) {
    throw new Error(`the collector refused spans: ${response.status} ${await response.text()}`);
  }
}

function keptIn(file: string): Map<string, number> {
  const kept = new Map<string, number>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
  for (const { resourceSpans = [] } of lines.map((line) => JSON.parse(line) as { readonly resourceSpans?: readonly ResourceSpans[] })) {
    for (const { traceId } of resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
      kept.set(traceId, (kept.get(traceId) ?? 0) + 1);
    }
  }
  return kept;
}
