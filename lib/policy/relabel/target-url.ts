/*
 * Go writes addresses in its own way: what stands in a label ends up in the URL as Go escapes it, a question mark in a path too.
 * See https://pkg.go.dev/net/url#URL.String.
 */

const PLAIN_IN_HOST = /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/;
const PLAIN_IN_PATH = /[A-Za-z0-9\-_.~$&+,/:;=@]/;
const PLAIN_IN_QUERY = /[A-Za-z0-9\-_.~]/;

/** Where a target is asked. */
export interface TargetLocation {
  readonly scheme: string;
  readonly address: string;
  readonly path: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
}

/** The URL of a target, as Prometheus shows it. */
export function targetUrl({ scheme, address, path, params }: TargetLocation): string {
  const query = [...params]
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .flatMap(([name, values]) => values.map((value) => `${inQuery(name)}=${inQuery(value)}`))
    .join('&');
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  return [
    scheme && `${scheme}:`,
    '//', escaped(address, PLAIN_IN_HOST),
    slash, path === '*' ? path : escaped(path, PLAIN_IN_PATH),
    query && `?${query}`,
  ].join('');
}

function inQuery(text: string): string {
  return escaped(text, PLAIN_IN_QUERY).replaceAll('%20', '+');
}

function escaped(text: string, plain: RegExp): string {
  const bytes = Array.from(Buffer.from(text), (byte) => ({ byte, character: String.fromCharCode(byte) }));
  return bytes.map(({ byte, character }) => plain.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
