import { Operand, Pipeline, TemplateNode } from './template-tree';

/** What the dot stands for. */
type Dot = 'alert' | 'labels' | 'other';

/** Every pipeline of a template, those within others too. */
export function pipelinesOf(nodes: readonly TemplateNode[]): Pipeline[] {
  return nodes.flatMap((node) => [
    ...node.pipeline ? within(node.pipeline) : [],
    ...'body' in node ? pipelinesOf(node.body) : [],
    ...'otherwise' in node ? pipelinesOf(node.otherwise) : [],
  ]);
}

function within(pipeline: Pipeline): Pipeline[] {
  return [pipeline, ...pipeline.commands.flat().flatMap((operand) => operand.kind === 'pipeline' ? within(operand.pipeline) : [])];
}

/** The labels of an alert that a template reads: `$labels.pod`, `.Labels.pod`, `index $labels "pod"`, and the dot within `{{ with $labels }}`. */
export function labelsUsed(nodes: readonly TemplateNode[], dot: Dot = 'alert'): string[] {
  return [...new Set(nodes.flatMap((node) => usedBy(node, dot)))];
}

function usedBy(node: TemplateNode, dot: Dot): string[] {
  const own = node.pipeline ? within(node.pipeline).flatMap(({ commands }) => commands.flatMap((command) => usedByCommand(command, dot))) : [];
  switch (node.kind) {
    case 'action': return own;
    case 'if': return [...own, ...labelsUsed(node.body, dot), ...labelsUsed(node.otherwise, dot)];
    case 'with': return [...own, ...labelsUsed(node.body, isLabels(onlyOperand(node.pipeline), dot) ? 'labels' : 'other'), ...labelsUsed(node.otherwise, dot)];
    case 'range': return [...own, ...labelsUsed(node.body, 'other'), ...labelsUsed(node.otherwise, dot)];
    case 'definition': return [...own, ...labelsUsed(node.body, 'other')];
  }
}

function usedByCommand(command: readonly Operand[], dot: Dot): string[] {
  const [called, of, key] = command;
  const indexed = called?.kind === 'function' && called.name === 'index' && isLabels(of, dot) && key?.kind === 'string' ? [key.text] : [];
  return [...indexed, ...command.flatMap((operand) => labelOf(operand, dot))];
}

function labelOf(operand: Operand, dot: Dot): string[] {
  const path = pathOf(operand, dot);
  return path?.[0] === 'Labels' && path.length > 1 ? [path[1]!] : [];
}

function isLabels(operand: Operand | undefined, dot: Dot): boolean {
  const path = operand && pathOf(operand, dot);
  return path?.[0] === 'Labels' && path.length === 1;
}

/** The fields behind the alert: `Labels` and `pod` of `$labels.pod`. */
function pathOf(operand: Operand, dot: Dot): readonly string[] | undefined {
  switch (operand.kind) {
    case 'variable': return operand.name === '$labels' ? ['Labels', ...operand.fields] : operand.name === '$' ? operand.fields : undefined;
    case 'dot': return dot === 'alert' ? operand.fields : dot === 'labels' ? ['Labels', ...operand.fields] : undefined;
    case 'pipeline': {
      const inner = onlyOperand(operand.pipeline);
      const path = inner && pathOf(inner, dot);
      return path && [...path, ...operand.fields];
    }
    default: return undefined;
  }
}

function onlyOperand({ commands }: Pipeline): Operand | undefined {
  return commands.length === 1 && commands[0]!.length === 1 ? commands[0]![0] : undefined;
}
