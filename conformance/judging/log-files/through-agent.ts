/** What an agent makes of the files of containers: everything that it reads, record by record. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ContainerLogsOptions, LogVolumePolicy } from '../../../lib';
import { freePorts } from '../../free-ports';
import { temporaryFolder } from '../processes';
import { countersOf, startAgent, synthesizeAgent } from './agent';
import { ReadRecord, recordsIn } from './read-records';

const PATIENCE_SECONDS = 120;
/** Longer than a file is quiet before its last record goes. */
const QUIET_MS = 2_000;

export interface ThroughAgent {
  readonly containerLogs: ContainerLogsOptions;
  readonly logVolume?: LogVolumePolicy;
  /** the folder of the files */
  readonly pods: string;
  /** as many records as are read at least; it is waited for further ones */
  readonly records: number;
}

export interface LeftByAgent {
  readonly records: readonly ReadRecord[];
  /** what the collector has warned of */
  readonly complaints: readonly string[];
}

export async function throughAgent({ containerLogs, logVolume, pods, records }: ThroughAgent): Promise<LeftByAgent> {
  const folder = temporaryFolder('agent');
  const [healthPort, metricsPort] = await freePorts(2) as [number, number];
  const file = join(folder, 'records.json');
  const agent = await startAgent(synthesizeAgent({ containerLogs, logVolume, backend: 'http://127.0.0.1:4318' }, folder), {
    folder, pods, healthPort, metricsPort, exporter: { type: 'file', config: { path: file } },
  });
  try {
    await agent.until(`${records} records are read`, async () => (await countersOf(metricsPort))('otelcol_receiver_accepted_log_records') >= records, PATIENCE_SECONDS);
    await pause(QUIET_MS);
  } finally {
    await agent.end();
  }
  return {
    records: existsSync(file) ? recordsIn(readFileSync(file, 'utf8')).map((record) => ({ ...record, file: record.file.replace(`${pods}/`, '') })) : [],
    complaints: agent.said.split('\n').filter((line) => /"level":"(?:warn|error|fatal)"|^panic/.test(line)),
  };
}
