/** A real collector with many policies at once: each sees every record and writes what is left into a file of its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { recordsIn, ResourceLogs } from './otlp-logs';
import { CustomExporter, OtlpReceiver, Processor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { LoggedRecord } from '../../../lib/policy';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { start } from '../cardinality/collector-process';
import { temporaryFolder } from '../processes';

const PORT = 23_950;
const RECORDS_PER_REQUEST = 40;

export interface LeftOver {
  /** Records by number, for each list of processors. */
  readonly left: readonly Map<number, LoggedRecord[]>[];
  /** What the collector has said of lines that failed on a record. */
  readonly failures: readonly string[];
}

export async function throughPolicies(program: string, policies: readonly (readonly Processor[])[], sent: readonly ResourceLogs[]): Promise<LeftOver> {
  const folder = temporaryFolder('log-volume');
  const files = policies.map((_, index) => join(folder, `${index}.json`));
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration(policies, files)));
  const collector = await start(program, join(folder, 'config.yaml'));
  try {
    for (let index = 0; index < sent.length; index += RECORDS_PER_REQUEST) {
      await push(sent.slice(index, index + RECORDS_PER_REQUEST));
    }
  } finally {
    await collector.end();
  }
  const failures = collector.said.split('\n').filter((line) => /\t(?:warn|error)\t/.test(line));
  return { left: files.map((file) => recordsIn(linesOf(file))), failures };
}

function configuration(policies: readonly (readonly Processor[])[], files: readonly string[]): object {
  const receivers = [new OtlpReceiver({ grpc: false, httpPort: PORT, localOnly: true })];
  const pipelines = policies.map((processors, index) => new Pipeline({
    signal: Signal.LOGS,
    name: `policy-${index}`,
    receivers,
    processors: [...processors],
    exporters: [new CustomExporter({ type: 'file', name: `policy-${index}`, config: { path: files[index] } })],
  }));
  const document = collectorDocument({ collectorVersion: VersionCatalog.tested().collector, pipelines, extensions: [], logLevel: 'warn' });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}

async function push(resourceLogs: readonly ResourceLogs[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${PORT}/v1/logs`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resourceLogs }),
  });
  if (!response.ok) {
    throw new Error(`the collector refused records: ${response.status} ${await response.text()}`);
  }
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
}
