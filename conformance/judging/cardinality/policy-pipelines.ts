/** A real collector that applies many policies at once: each has a receiver and a pipeline of its own, all write one file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { push, start } from './collector-process';
import { ResourceMetrics } from './otlp-metrics';
import { CustomExporter, OtlpReceiver, Processor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { temporaryFolder } from '../processes';

const FIRST_PORT = 24_000;

/** What arrives of what was sent through each list of processors, in one collector. */
export async function throughCollector(
  program: string, processors: readonly (readonly Processor[])[], sent: readonly (readonly ResourceMetrics[])[],
): Promise<ResourceMetrics[]> {
  const folder = temporaryFolder('policies');
  const output = join(folder, 'metrics.json');
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration(processors, output)));
  const collector = await start(program, join(folder, 'config.yaml'));
  try {
    for (const [index, batches] of sent.entries()) {
      for (const batch of batches) {
        await push(FIRST_PORT + index, batch);
      }
    }
  } finally {
    // what the exporter has in memory is written when it ends
    await collector.end();
  }
  return readFileSync(output, 'utf8').split('\n').filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as { resourceMetrics?: ResourceMetrics[] }).resourceMetrics ?? []);
}

function configuration(processors: readonly (readonly Processor[])[], output: string): object {
  const exporters = [new CustomExporter({ type: 'file', config: { path: output } })];
  const pipelines = processors.map((list, index) => new Pipeline({
    signal: Signal.METRICS,
    name: `policy-${index}`,
    receivers: [new OtlpReceiver({ name: `policy-${index}`, grpc: false, httpPort: FIRST_PORT + index, localOnly: true })],
    processors: [...list],
    exporters,
  }));
  const document = collectorDocument({ collectorVersion: VersionCatalog.tested().collector, pipelines, extensions: [], logLevel: 'warn' });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}
