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

/** The expressions that a template evaluates itself, but for those that it puts together. */
export function queriesOfTemplate(template: string): string[] {
  const parsed = parseTemplate(template);
  return 'fault' in parsed ? [] : pipelinesOf(parsed.nodes).flatMap(queriesIn);
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

function queryFaults(pipeline: Pipeline): Fault[] {
  return queriesIn(pipeline).flatMap((query) => checkExpression(query).faults.slice(0, 1).map(({ what, fix }) => ({ what: `its query '${query}' is no PromQL: ${what}`, fix })));
}

/** Expressions that are given to `query` as they are, or piped into it. */
function queriesIn({ commands }: Pipeline): string[] {
  return commands.flatMap(([called, argument], index) => {
    const before = index > 0 ? commands[index - 1] : undefined;
    const piped = before?.length === 1 ? before[0] : undefined;
    const query = called?.kind === 'function' && called.name === 'query' ? argument ?? piped : undefined;
    return query?.kind === 'string' ? [query.text] : [];
  });
}
