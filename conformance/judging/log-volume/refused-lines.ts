/** What the library refuses of expressions, beside what the real collector says of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { LogCondition, LogRule, LogVolumePolicy } from '../../../lib/policy';
import { ProblemsError } from '../../../lib/validation';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';
import { Finding } from '../verdict';

const PATTERNS = ['(?=a)', 'a(', '[z-a]', '(a)\\1', 'a{1001}', '\\bGET\\b', '(?s)a.b'];

export async function refusedLines(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pattern of PATTERNS) {
    const [taken, meant] = [await isTaken(pattern), isMeant(pattern)];
    if (taken !== meant) {
      findings.push({ check: 'same expressions', message: `the collector ${taken ? 'takes' : 'refuses'} '${pattern}', and the library ${meant ? 'takes' : 'refuses'} it` });
    }
  }
  return findings;
}

function isMeant(pattern: string): boolean {
  try {
    return new LogVolumePolicy({ rules: [LogRule.drop('asked', { when: LogCondition.body(pattern) })] })._rules.length === 1;
  } catch (error) {
    if (error instanceof ProblemsError) {
      return false;
    }
    throw error;
  }
}

/** Written by hand: what the library refuses it does not write. Takes port 0, for nobody sends anything. */
function configuration(pattern: string): object {
  const condition = `IsString(log.body) and IsMatch(log.body, ${JSON.stringify(pattern)})`;
  return {
    receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:0' } } } },
    processors: { filter: { log_conditions: [condition] } },
    exporters: { debug: {} },
    service: { pipelines: { logs: { receivers: ['otlp'], processors: ['filter'], exporters: ['debug'] } }, telemetry: { metrics: { level: 'none' } } },
  };
}

const REFUSED = /the regex(?:p)? pattern|the pattern supplied|error parsing regexp|unable to parse OTTL/;

async function isTaken(pattern: string): Promise<boolean> {
  const file = join(temporaryFolder('log-line'), 'config.yaml');
  writeFileSync(file, stringify(configuration(pattern)));
  const collector = new Daemon(judge('otelcol'), ['--config', file]);
  try {
    await collector.until('the collector says something', () => collector.said.includes('Everything is ready') || REFUSED.test(collector.said), 60);
  } catch (error) {
    if (!REFUSED.test(collector.said)) {
      throw error;
    }
  } finally {
    await collector.kill();
  }
  return !REFUSED.test(collector.said);
}
