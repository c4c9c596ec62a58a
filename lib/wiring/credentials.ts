import { fail } from '../validation';
import { SecretValue } from './secret-value';

/** Headers whose value is a credential, whatever the vendor calls them. */
const CREDENTIAL = /^(proxy-)?authorization$|token|secret|password|api-?key|access-?key|license-?key|(^|-)team$|(^|-)dataset-key$|^cookie$/i;

/** Fails when a header that carries a credential was given as text. */
export function requireNoLiteralCredential(caller: string, headers: { [name: string]: string | SecretValue }): void {
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value === 'string' && CREDENTIAL.test(header)) {
      fail(caller, {
        what: `header '${header}' has a literal credential`,
        why: 'it would be readable in the ConfigMap, in the output folder and in version control',
        fix: `headers: { '${header}': SecretValue.fromSecret('${header.toLowerCase().replace(/[^a-z0-9]+/g, '-')}', 'value') }`,
      });
    }
  }
}
