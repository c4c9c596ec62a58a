/** What the library refuses of expressions, beside what the real collector says of them. */
import { LogCondition, LogRule, LogVolumePolicy } from '../../../lib/policy';
import { isTaken } from '../collector/taken-configuration';
import { Finding } from '../verdict';
import { wordsOf } from '../words-of-library';

const PATTERNS = ['(?=a)', 'a(', '[z-a]', '(a)\\1', 'a{1001}', '\\bGET\\b', '(?s)a.b'];

const REFUSED = /the regex(?:p)? pattern|the pattern supplied|error parsing regexp|unable to parse OTTL/;

export async function refusedLines(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pattern of PATTERNS) {
    const taken = await isTaken(configuration(pattern), REFUSED);
    const meant = wordsOf(() => new LogVolumePolicy({ rules: [LogRule.drop('asked', { when: LogCondition.body(pattern) })] })) === undefined;
    if (taken !== meant) {
      findings.push({ check: 'same expressions', message: `the collector ${taken ? 'takes' : 'refuses'} '${pattern}', and the library ${meant ? 'takes' : 'refuses'} it` });
    }
  }
  return findings;
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
