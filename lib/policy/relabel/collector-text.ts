import { fail } from '../../validation';

/** The variables of a container by their names. */
export type Environment = { readonly [name: string]: string };

/** A variable, and what is taken when it is not set. */
const VARIABLE = /^(?:env:)?([a-zA-Z_][a-zA-Z0-9_]*)(?::-([^]*))?$/;

/** The collector stops there too. */
const MOST_REFERENCES = 1000;

/**
 * Text of a configuration as the collector reads it: references are expanded, doubled dollar signs are one.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/confmap/v1.67.0/confmap/expand.go
 */
export function readCollectorText(caller: string, environment: Environment, text: string): string {
  let expanded = text;
  for (let round = 0; round < MOST_REFERENCES; round += 1) {
    const reference = firstReference(expanded);
    if (reference === undefined) {
      return expanded.replaceAll('$$', () => '$');
    }
    const value = valueOf(caller, environment, reference);
    expanded = expanded.replaceAll(reference, () => value);
  }
  return fail(caller, {
    what: `'${text}' refers to itself`, why: 'the collector does not start with it', fix: 'environment: values that do not refer to each other',
  });
}

/** A rule as the collector has to read it: its text is literal. */
export function inCollectorText(rule: { readonly [key: string]: unknown }): { [key: string]: unknown } {
  return Object.fromEntries(Object.entries(rule).map(([key, value]) => [key, Array.isArray(value) ? value.map(literal) : literal(value)]));
}

function literal(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('$', () => '$$') : value;
}

/** The first reference in a text. One whose dollar sign is doubled is none. */
function firstReference(text: string): string | undefined {
  for (let from = 0, end = text.indexOf('}'); end !== -1; from = end + 1, end = text.indexOf('}', from)) {
    const searched = text.slice(from, end + 1);
    const start = searched.lastIndexOf('${');
    const doubled = (/\$*$/.exec(searched.slice(0, start))?.[0].length ?? 0) % 2 === 1;
    if (start !== -1 && !doubled) {
      return searched.slice(start);
    }
  }
  return undefined;
}

function valueOf(caller: string, environment: Environment, reference: string): string {
  const [, name, otherwise] = VARIABLE.exec(reference.slice(2, -1)) ?? [];
  const value = name === undefined ? undefined : Object.hasOwn(environment, name) ? environment[name] : otherwise;
  return value ?? fail(caller, {
    what: `the value of ${reference} is not known`,
    why: 'the collector finds it in its pod',
    fix: name === undefined ? 'a variable, such as ${env:CLUSTER}' : `environment: { ${name}: '…' }`,
  });
}
