import { fail } from '../validation';
import { SecretValue } from './secret-value';

/** Headers whose value is a credential, whatever the vendor calls them. */
const CREDENTIAL = /^(proxy-)?auth(orization|entication)$|token|secret|password|credential|api[-_]?key|(^|[-_])(key|auth|dsn|team)$|^cookie$/i;

/** Values that are a credential under any header. */
const SCHEME = /^(bearer|basic) /i;

/** Fails when a header that carries a credential was given as text. */
export function requireNoLiteralCredential(caller: string, headers: { [name: string]: string | SecretValue }): void {
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value === 'string' && (CREDENTIAL.test(header) || SCHEME.test(value))) {
      const scheme = SCHEME.exec(value)?.[0];
      fail(caller, {
        what: `header '${header}' has a literal credential`,
        why: 'it would be readable in the ConfigMap, in the output folder and in version control',
        fix: `headers: { '${header}': SecretValue.fromSecret('${header.toLowerCase().replace(/[^a-z0-9]+/g, '-')}', 'value'${scheme ? `, { prefix: '${scheme}' }` : ''}) }`,
      });
    }
  }
}
