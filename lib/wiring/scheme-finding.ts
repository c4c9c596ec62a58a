import { Finding } from '../validation';
import { Tls } from './tls';

/** What is wrong with an encrypted URL and a plain-text connection, or the other way round. */
export function schemeFinding({ url, tls }: { readonly url: string; readonly tls: Tls }): Finding | undefined {
  const encrypted = /^https:/i.test(url);
  if (!/^https?:/i.test(url) || encrypted === tls.enabled) {
    return undefined;
  }
  return encrypted
    ? {
      what: `url '${url}' is encrypted, but tls is Tls.plaintext()`,
      why: 'the scheme wins, so that the settings say something that is not true',
      fix: 'leave tls out, or begin the url with http://',
    }
    : {
      what: `url '${url}' is plain text, but tls was given`,
      why: 'the scheme wins: credentials would cross the network in clear text',
      fix: `url: '${url.replace(/^http:/i, 'https:')}'`,
    };
}
