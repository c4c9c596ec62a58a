import { Duration } from 'cdk8s';
import { FileSource, SecretValue, VariableNeed } from '../../wiring';
import { goDuration } from '../../wiring/go-duration';
import { decided, isMapping, valuesIn } from '../../wiring/mapping';

/**
 * Text that the collector expands when it starts, such as `${env:POD_IP}`.
 *
 * Every other text is literal: its dollar signs are doubled, because the collector would take them for the beginning of a reference.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export class Expansion {
  public constructor(public readonly text: string) {}
}

/** The value of an environment variable, with text around it. */
export function env(variable: string, before = '', after = ''): Expansion {
  return new Expansion(`${escape(before)}\${env:${variable}}${escape(after)}`);
}

/** A configuration as the collector reads it: plain data, nothing undefined, dollar signs doubled. */
export function toDocument(value: unknown): unknown {
  if (typeof value === 'string') {
    return escape(value);
  }
  if (value instanceof Expansion) {
    return value.text;
  }
  if (value instanceof SecretValue) {
    return env(value.variable, value.prefix).text;
  }
  if (value instanceof FileSource) {
    return value.path;
  }
  if (value instanceof Duration) {
    return goDuration(value);
  }
  if (Array.isArray(value)) {
    return value.map(toDocument);
  }
  return isRecord(value) ? mapDefined(value, toDocument) : value;
}

/** A configuration whose text is the collector's own language already; secrets in it are still references. */
export function toVerbatimDocument(value: unknown): unknown {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(toVerbatimDocument);
  }
  return isMapping(value) ? mapDefined(value, toVerbatimDocument) : toDocument(value);
}

/** The environment variables that carry the secrets of a configuration. */
export function secretVariables(config: unknown): VariableNeed[] {
  return valuesIn(config).filter((value): value is SecretValue => value instanceof SecretValue)
    .map((secret) => ({ name: secret.variable, secretName: secret.secretName, secretKey: secret.key }));
}

/** The files to which a configuration refers. */
export function filesIn(config: unknown): FileSource[] {
  return valuesIn(config).filter((value): value is FileSource => value instanceof FileSource);
}

function escape(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function mapDefined(record: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(decided(record)).map(([key, value]) => [key, map(value)]));
}
