/** What an agent is told to do with the lines that it reads, as far as it matters to what must arrive. */
import { valueAt } from './collector-config';
import { Collector } from './collectors';

function dropConditions({ config }: Collector): string[] {
  return Object.values(config.processors ?? {}).flatMap((settings) => (valueAt(settings, 'log_conditions') ?? []) as string[]);
}

/** Kinds of lines, as telemetry-count names them, that must not arrive. */
export function unwantedKinds(agent: Collector): string[] {
  const conditions = dropConditions(agent);
  const drops = (text: string) => conditions.some((condition) => condition.includes(text));
  return [
    ...drops('kube-probe') ? ['probe', 'json-probe'] : [],
    ...drops('< SEVERITY_NUMBER_INFO') ? ['debug', 'json-debug'] : [],
  ];
}

/** Kinds of lines that say how bad it is, where the agent is told to read it. */
export function kindsWithSeverity(agent: Collector): string[] {
  const operators = Object.values(agent.config.receivers ?? {}).flatMap((settings) => (valueAt(settings, 'operators') ?? []) as unknown[]);
  const reads = (type: string) => operators.some((operator) => valueAt(operator, 'type') === type && valueAt(operator, 'severity') !== undefined);
  return [...reads('regex_parser') ? ['levelled'] : [], ...reads('json_parser') ? ['json'] : []];
}
