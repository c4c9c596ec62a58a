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

type StanzaOperator = Readonly<Record<string, string>>;

/** What collector 0.161 makes of a file, as far as the operators of containers go: dollar signs stand doubled in documents. */
export function readFile(document: FileLogDocument, path: string, text: string): LogEntry[] {
  return cut(document, text).map((token) => document.operators.reduce(applyOperator, { body: token, attributes: { 'log.file.path': path }, resource: {} }));
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

function applyOperator(entry: LogEntry, operator: StanzaOperator): LogEntry {
  if (operator.if !== undefined && !holds(operator.if, entry)) {
    return entry;
  }
  switch (operator.type) {
    case 'regex_replace':
      entry.body = compile(operator.regex).matcher(entry.body).replaceAll(operator.replace_with.replace(/\$\$\{1\}/g, '$1'));
      return entry;
    case 'regex_parser':
      Object.assign(entry.attributes, namedGroups(operator.regex, read(entry, operator.parse_from ?? 'body')));
      return entry;
    case 'remove':
      delete entry.attributes[operator.field.slice('attributes.'.length)];
      return entry;
    case 'move':
      write(entry, operator.to, read(entry, operator.from));
      delete entry.attributes[operator.from.slice('attributes.'.length)];
      return entry;
    default:
      throw new Error(`no operator ${operator.type}`);
  }
}

function holds(condition: string, entry: LogEntry): boolean {
  const [, pattern] = /^body matches (".*")$/.exec(condition) ?? [];
  if (pattern !== undefined) {
    return compile(JSON.parse(pattern) as string).matcher(entry.body).find();
  }
  const [, attribute, value] = /^attributes\.(\w+) == "(.*)"$/.exec(condition) ?? [];
  if (attribute === undefined) {
    throw new Error(`no condition ${condition}`);
  }
  return entry.attributes[attribute] === value;
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

function write(entry: LogEntry, field: string, value: string): void {
  if (field === 'body') {
    entry.body = value;
  } else {
    entry[field.startsWith('resource') ? 'resource' : 'attributes'][nameOf(field)] = value;
  }
}

/** `attributes.name`, `attributes["na.me"]`, `resource["na.me"]`. */
function nameOf(field: string): string {
  const [, quoted, plain] = /^\w+(?:\["(.*)"\]|\.(\w+))$/.exec(field) ?? [];
  return quoted ?? plain;
}
