import { RE2JS } from 're2js';

/** A record on its way through the operators. */
export interface LogEntry {
  body: string;
  readonly attributes: Record<string, string>;
  readonly resource: Record<string, string>;
}

/** The receiver as it is rendered. */
export interface FileLogDocument {
  readonly multiline?: { readonly line_start_pattern?: string; readonly line_end_pattern?: string };
  readonly operators: readonly StanzaOperator[];
}

type StanzaOperator = Readonly<Record<string, string>> & { readonly output?: string | readonly string[] };

/** What collector 0.161 makes of a file, as far as the operators of containers go: dollar signs stand doubled in documents. */
export function readFile(document: FileLogDocument, path: string, text: string): LogEntry[] {
  const tokens = cut(document, text).map((body): LogEntry => ({ body, attributes: { 'log.file.path': path }, resource: {} }));
  return flow(document.operators, 0, tokens);
}

/** A batch goes to one output after the other, as a copy. */
function flow(operators: readonly StanzaOperator[], index: number, batch: readonly LogEntry[]): LogEntry[] {
  if (index === operators.length) {
    return [...batch];
  }
  const operator = operators[index];
  const outputs = operator.output === undefined ? [index + 1]
    : [operator.output].flat().map((output) => operators.findIndex(({ id }) => id === output));
  const results = operator.type === 'recombine' ? recombined(operator, batch) : batch.flatMap((entry) => applied(operator, entry));
  return outputs.flatMap((output) => flow(operators, output, structuredClone(results)));
}

function cut({ multiline }: FileLogDocument, text: string): string[] {
  const { line_start_pattern: start, line_end_pattern: end } = multiline ?? {};
  if (start !== undefined) {
    const starts = spans(start, text).map(([from]) => from).filter((from) => from > 0);
    return [0, ...starts].map((from, index) => text.slice(from, starts[index] ?? text.length)).filter((token) => token !== '');
  }
  const ends = spans(end ?? '\\n', text).map(([, to]) => to);
  return [0, ...ends].map((from, index) => text.slice(from, ends[index] ?? text.length)).filter((token) => token !== '');
}

function spans(pattern: string, text: string): [number, number][] {
  const matcher = compile(`(?m)${pattern}`).matcher(text);
  const found: [number, number][] = [];
  while (matcher.find()) {
    found.push([matcher.start(), matcher.end()]);
  }
  return found;
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern.replace(/\$\$/g, '$'));
}

/** Entries of one source are put together up to the last one; what is left at the end is flushed. */
function recombined(operator: StanzaOperator, batch: readonly LogEntry[]): LogEntry[] {
  const whole: LogEntry[] = [];
  let open: LogEntry | undefined;
  for (const entry of batch) {
    const last = holds(operator.is_last_entry, entry);
    open = open === undefined ? entry : { ...open, body: `${open.body}${operator.combine_with}${entry.body}` };
    if (last) {
      whole.push(open);
      open = undefined;
    }
  }
  return open === undefined ? whole : [...whole, open];
}

function applied(operator: StanzaOperator, entry: LogEntry): LogEntry[] {
  if (operator.if !== undefined && !holds(operator.if, entry)) {
    return [entry];
  }
  switch (operator.type) {
    case 'noop':
      return [entry];
    case 'filter':
      return holds(operator.expr, entry) ? [] : [entry];
    case 'regex_replace':
      return [{ ...entry, body: compile(operator.regex).matcher(entry.body).replaceAll(operator.replace_with.replace(/\$\$\{1\}/g, '$1')) }];
    case 'regex_parser':
      return [{ ...entry, attributes: { ...entry.attributes, ...namedGroups(operator.regex, read(entry, operator.parse_from ?? 'body')) } }];
    case 'remove':
      return [without(entry, nameOf(operator.field))];
    case 'move':
      return [without(written(entry, operator.to, read(entry, operator.from)), nameOf(operator.from))];
    default:
      throw new Error(`no operator ${operator.type}`);
  }
}

/** Conditions are of `body matches "…"` and `attributes.name == "…"`, with not, and, or. */
function holds(condition: string, entry: LogEntry): boolean {
  let text = condition
    .replace(/body matches ("(?:[^"\\]|\\.)*")/g, (_, pattern: string) => truth(compile(JSON.parse(pattern) as string).matcher(entry.body).find()))
    .replace(/attributes\.(\w+) == "(\w*)"/g, (_, attribute: string, value: string) => truth(entry.attributes[attribute] === value));
  for (const [pattern, result] of RULES) {
    text = text.replace(pattern, result);
  }
  if (text !== 'T' && text !== 'F') {
    throw new Error(`no condition ${condition}: ${text}`);
  }
  return text === 'T';
}

const RULES: readonly [RegExp, (...found: string[]) => string][] = [
  [/not \(([TF])\)/g, (_, operand) => truth(operand === 'F')],
  [/([TF]) and ([TF])/g, (_, left, right) => truth(left === 'T' && right === 'T')],
  [/([TF]) or ([TF])/g, (_, left, right) => truth(left === 'T' || right === 'T')],
];

function truth(value: boolean): string {
  return value ? 'T' : 'F';
}

function namedGroups(pattern: string, text: string): Record<string, string> {
  const expression = compile(pattern);
  const matcher = expression.matcher(text);
  if (!matcher.find()) {
    throw new Error(`${pattern} does not match ${JSON.stringify(text)}`);
  }
  return Object.fromEntries(Object.entries(expression.namedGroups()).map(([name, index]) => [name, matcher.group(index) ?? '']));
}

function read(entry: LogEntry, field: string): string {
  return field === 'body' ? entry.body : entry.attributes[nameOf(field)];
}

function written(entry: LogEntry, field: string, value: string): LogEntry {
  if (field === 'body') {
    return { ...entry, body: value };
  }
  const part = field.startsWith('resource') ? 'resource' : 'attributes';
  return { ...entry, [part]: { ...entry[part], [nameOf(field)]: value } };
}

function without(entry: LogEntry, attribute: string): LogEntry {
  return { ...entry, attributes: Object.fromEntries(Object.entries(entry.attributes).filter(([name]) => name !== attribute)) };
}

/** `attributes.name`, `attributes["na.me"]`, `resource["na.me"]`. */
function nameOf(field: string): string {
  const [, quoted, plain] = /^\w+(?:\["(.*)"\]|\.(\w+))$/.exec(field) ?? [];
  return quoted ?? plain;
}
