import { labelOf } from '../../policy/cardinality/compilers/attribute-labels';
import { Finding } from '../../validation';

/** The label that Loki gives to streams of which nothing tells whose they are. */
export const SERVICE_NAME = 'service_name';

/** What streams of lines have that come by OTLP. */
export interface StreamLabels {
  readonly labels: readonly string[];
  /** Whether every stream gets the name of a service, even if nothing says one. */
  readonly servicesAreNamed: boolean;
}

/**
 * Judges labels that streams must have: each must be one that a line may have or lack.
 *
 * @see https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/#missing_enforced_labels
 */
export function enforcedLabelFindings(whose: string, enforced: readonly string[] | undefined, streams: StreamLabels): Finding[] {
  return [...new Set(enforced)].flatMap((label) => {
    const what = `enforcedLabels of ${whose} has '${label}'`;
    const others = streams.labels.filter((other) => other !== SERVICE_NAME || !streams.servicesAreNamed);
    if (label === SERVICE_NAME && streams.servicesAreNamed) {
      return [{
        what,
        why: "Loki gives it to every stream, as 'unknown_service' where nothing says it: no line would be refused for it",
        fix: `${fixOf(others)}, or extraConfig: { limits_config: { discover_service_name: [] } }`,
      }];
    }
    return streams.labels.includes(label) ? [] : [{
      what,
      why: 'no line that comes by OTLP has it as a label of its stream: Loki would refuse all of them',
      fix: streams.labels.includes(labelOf(label)) ? `'${labelOf(label)}', as queries call it` : `${fixOf(others)}, or its attribute among otlp.indexLabels`,
    }];
  });
}

function fixOf(labels: readonly string[]): string {
  return labels.length === 0 ? 'leave it out' : `leave it out, or one of ${labels.join(', ')}`;
}
