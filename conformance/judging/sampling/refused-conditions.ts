/** What the library says of the shape of conditions in OTTL, beside what the real collector says. */
import { ottlFault } from '../../../lib/policy/sampling/ottl-shape';
import { isTaken } from '../collector/taken-configuration';
import { Finding } from '../verdict';

/** Each has its mistake in one place, and some have none. */
const CONDITIONS = [
  '(span.name == "a"', 'span.attributes["a" == "b"', 'span.name == "a")', 'span.name == "a', "span.name == 'a'", 'span.name = "a"', 'span.name == "a" && true', 'true || false',
  'span.name == "it\'s (a) \\" [b = c"', 'IsMatch(span.name, "a=b") and span.kind != SPAN_KIND_CLIENT', 'span.attributes["a"] >= 5 or not (true)', 'attributes["a"] == "b"', 'name == "a"',
];

/** Takes port 0 of a receiver: nobody sends anything. */
function configuration(condition: string): object {
  return {
    receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:0' } } } },
    processors: { tail_sampling: { policies: [{ name: 'asked', type: 'ottl_condition', ottl_condition: { span: [condition] } }] } },
    exporters: { debug: {} },
    service: { pipelines: { traces: { receivers: ['otlp'], processors: ['tail_sampling'], exporters: ['debug'] } }, telemetry: { metrics: { level: 'none' } } },
  };
}

export async function refusedConditions(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const condition of CONDITIONS) {
    const [taken, fault] = [await isTaken(configuration(condition), /failed to create policy evaluator/), ottlFault(condition)];
    if (taken !== (fault === undefined)) {
      findings.push({ check: 'same conditions', message: `the collector ${taken ? 'takes' : 'refuses'} '${condition}', of which the library says: it ${fault ?? 'is fine'}` });
    }
  }
  return findings;
}
