import { fail } from '../../validation';

/** Plain data, as somebody else wrote it. */
export type PlainMap = { readonly [key: string]: unknown };

/**
 * Reads plain data as Prometheus reads YAML: a number and `true` are text where a text is expected, and nothing at all is an empty one.
 *
 * Whatever Prometheus would not read fails.
 */
export class DocumentReader {
  /** @param expand what the text of a document stands for */
  public constructor(public readonly caller: string, private readonly expand: (text: string) => string) {}

  /** A text; undefined when there is none. */
  public text(where: string, value: unknown): string | undefined {
    switch (typeof value) {
      case 'undefined': return undefined;
      case 'string': return this.expand(value);
      case 'number':
      case 'boolean': return String(value);
      default: return value === null ? '' : this.refuse(where, value, 'a text');
    }
  }

  /** A number that Go holds in an unsigned integer, whole or not; undefined when there is none. */
  public count(where: string, value: unknown): number | undefined {
    const fits = typeof value === 'number' && value >= 0 && value < 2 ** 64;
    return value === undefined || fits ? value : value === null ? 0 : this.refuse(where, value, 'a number');
  }

  public flag(where: string, value: unknown): boolean {
    return typeof value === 'boolean' ? value : value === undefined || value === null ? false : this.refuse(where, value, 'true or false');
  }

  /** A list; undefined when there is none. */
  public list(where: string, value: unknown): readonly unknown[] | undefined {
    return value === undefined || value === null ? undefined : Array.isArray(value) ? value as readonly unknown[] : this.refuse(where, value, 'a list');
  }

  public texts(where: string, value: unknown): string[] | undefined {
    return this.list(where, value)?.map((item) => this.text(where, item) ?? '');
  }

  public map(where: string, value: unknown): PlainMap {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as PlainMap : this.refuse(where, value, 'a map');
  }

  private refuse(where: string, value: unknown, expected: string): never {
    return fail(this.caller, {
      what: `${where} is ${JSON.stringify(value) ?? 'nothing'}`, why: 'Prometheus and the collector refuse it', fix: `${where}: ${expected}`,
    });
  }
}
