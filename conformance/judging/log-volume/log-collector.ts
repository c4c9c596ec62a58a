/** Log policies in a real collector: each sees every record. */
import { recordsIn, ResourceLogs } from './otlp-logs';
import { Processor } from '../../../lib/collector/components';
import { LoggedRecord } from '../../../lib/policy';
import { Signal } from '../../../lib/wiring';
import { throughProcessors } from '../collector/through-processors';

const PORT = 23_950;

export interface LeftOver {
  /** Records by number, for each list of processors. */
  readonly left: readonly Map<number, LoggedRecord[]>[];
  /** What the collector has said of lines that failed on a record. */
  readonly failures: readonly string[];
}

export async function throughPolicies(policies: readonly (readonly Processor[])[], sent: readonly ResourceLogs[]): Promise<LeftOver> {
  const { left, said } = await throughProcessors({ signal: Signal.LOGS, port: PORT, processors: policies, sent });
  return { left: left.map(recordsIn), failures: said.split('\n').filter((line) => /\t(?:warn|error)\t/.test(line)) };
}
