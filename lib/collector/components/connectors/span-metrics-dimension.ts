import { fail } from '../../../validation';
import { firstTwice } from '../bounds';

/** An attribute that tells series apart. Exactly one of `name` and `glob` is given; both or neither fails. */
export interface SpanMetricsDimension {
  /**
   * The attribute, of the span or its resource.
   *
   * @default - chosen by `glob`
   */
  readonly name?: string;

  /**
   * A pattern for names of attributes: `*` is anything without a point, `**` anything. One that matches an attribute which series have already
   * fails.
   *
   * @default - chosen by `name`
   */
  readonly glob?: string;

  /**
   * The value where there is none. Fails with `glob`.
   *
   * @default - the series is without it
   */
  readonly defaultValue?: string;
}

/** Attributes that every series has. */
const RESERVED = ['service.name', 'span.name', 'span.kind', 'status.code', 'collector.instance.id'];

/** Fails on dimensions that the collector refuses. Nothing given is right. */
export function requireDimensions(caller: string, property: string, dimensions: readonly SpanMetricsDimension[] | undefined): void {
  if (dimensions?.length === 0) {
    fail(caller, { what: `${property} is empty`, why: 'there is nothing that it could add', fix: `${property}: [{ name: 'http.route' }], or leave it out` });
  }
  dimensions?.forEach((dimension) => requireOneName(caller, property, dimension));
  const names = [...RESERVED, ...(dimensions ?? []).flatMap(({ name }) => name ?? [])];
  const twice = firstTwice(names);
  if (twice !== undefined) {
    fail(caller, {
      what: `${property} has '${twice}', which series have already`,
      why: 'the collector refuses an attribute that is there twice',
      fix: `leave '${twice}' out`,
    });
  }
  for (const glob of (dimensions ?? []).flatMap((dimension) => dimension.glob ?? [])) {
    const matched = names.find((name) => toExpression(glob).test(name));
    if (matched !== undefined) {
      fail(caller, {
        what: `${property} has '${glob}', which matches '${matched}'`,
        why: 'series have that already, and the collector refuses an attribute that is there twice',
        fix: 'a narrower pattern',
      });
    }
  }
}

function requireOneName(caller: string, property: string, { name, glob, defaultValue }: SpanMetricsDimension): void {
  if (Boolean(name) === Boolean(glob)) {
    fail(caller, {
      what: name ? `${property} has name '${name}' and glob '${glob}' in one entry` : `${property} has an entry without name or glob`,
      why: 'the collector refuses it',
      fix: `${property}: [{ name: '${name || 'http.route'}' }]`,
    });
  }
  if (glob && defaultValue !== undefined) {
    fail(caller, {
      what: `${property} has glob '${glob}' with a defaultValue`,
      why: 'the collector refuses it: nobody knows the names of what is not there',
      fix: 'a name, or no defaultValue',
    });
  }
  if (glob && /\[[^\]]*$|\{[^}]*$|\\$/.test(glob)) {
    fail(caller, { what: `${property} has glob '${glob}', which does not end what it begins`, why: 'the collector refuses it', fix: "glob: 'http.request.*'" });
  }
}

/** A glob whose separator is a point. */
function toExpression(glob: string): RegExp {
  const source = glob.replace(/\*\*|\*|\?|\{[^}]*\}|\[!?[^\]]*\]|[\s\S]/g, (part) => {
    if (part === '**') {
      return '.*';
    }
    if (part === '*' || part === '?') {
      return part === '*' ? '[^.]*' : '[^.]';
    }
    if (part.startsWith('{')) {
      return `(?:${part.slice(1, -1).split(',').map((choice) => toExpression(choice).source.slice(1, -1)).join('|')})`;
    }
    return part.length > 1 ? part.replace(/^\[!/, '[^') : part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
