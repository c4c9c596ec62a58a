import { parseTemplate } from './templates/parse-template';
import { Fault } from './templates/template-fault';
import { TEMPLATE_FUNCTIONS } from './templates/template-functions';
import { Pipeline } from './templates/template-tree';
import { labelsUsed, pipelinesOf } from './templates/template-uses';
import { checkExpression } from '../promql/check-expression';

/** What Prometheus refuses of a template when it loads a rule. */
export function templateFaults(template: string): Fault[] {
  const parsed = parseTemplate(template);
  return 'fault' in parsed ? [parsed.fault] : [];
}

/** What a template stumbles over when the alert fires; nothing when it cannot even be read. */
export function templateStumbles(template: string): Fault[] {
  const parsed = parseTemplate(template);
  return 'fault' in parsed ? [] : pipelinesOf(parsed.nodes).flatMap((pipeline) => [...arityFaults(pipeline), ...queryFaults(pipeline)]);
}

/** The labels of the result that a template shows. */
export function labelsOfTemplate(template: string): string[] {
  const parsed = parseTemplate(template);
  return 'fault' in parsed ? [] : labelsUsed(parsed.nodes);
}

function arityFaults({ commands }: Pipeline): Fault[] {
  return commands.flatMap(([called, ...given], index) => {
    const arity = called?.kind === 'function' ? TEMPLATE_FUNCTIONS.get(called.name) : undefined;
    const count = given.length + (index > 0 ? 1 : 0);
    if (called?.kind !== 'function' || !arity || (count >= arity.least && count <= arity.most)) {
      return [];
    }
    const wanted = arity.least === arity.most ? `${arity.least}` : `at least ${arity.least}`;
    return [{ what: `${called.name} has ${count} arguments, and takes ${wanted}`, fix: `${called.name} with ${wanted}, what is piped into it among them` }];
  });
}

/** Expressions that a template evaluates itself. */
function queryFaults({ commands }: Pipeline): Fault[] {
  return commands.flatMap(([called, argument], index) => {
    const before = index > 0 ? commands[index - 1] : undefined;
    const piped = before?.length === 1 ? before[0] : undefined;
    const query = called?.kind === 'function' && called.name === 'query' ? argument ?? piped : undefined;
    const [fault] = query?.kind === 'string' ? checkExpression(query.text).faults : [];
    return fault && query?.kind === 'string' ? [{ what: `its query '${query.text}' is no PromQL: ${fault.what}`, fix: fault.fix }] : [];
  });
}
