import { fail } from '../../validation';

/** @see https://cloud.google.com/storage/docs/buckets#naming */
const RULES: readonly { readonly broken: RegExp; readonly what: string }[] = [
  { broken: /^.{0,2}$|^[^.]{64,}$/, what: 'is not 3 to 63 characters long' },
  { broken: /^.{223}/, what: 'is longer than 222 characters' },
  { broken: /[^a-z0-9._-]/, what: 'has characters other than a-z, 0-9, -, _ and .' },
  { broken: /^[._-]|[._-]$/, what: 'does not begin and end with a letter or a digit' },
  { broken: /\.\.|\.-|-\.|[^.]{64,}/, what: 'has a part between dots that is no name of a host' },
  { broken: /^\d+\.\d+\.\d+\.\d+$/, what: 'is formatted as an IP address' },
  { broken: /^goog|google|g00gle/, what: "begins with 'goog' or contains 'google'" },
];

/** Fails on a bucket name that Google Cloud Storage refuses. */
export function requireGcsBucketName(caller: string, name: string): void {
  const broken = RULES.find((rule) => rule.broken.test(name));
  if (broken) {
    fail(caller, {
      what: `bucket '${name}' ${broken.what}`,
      why: 'Google Cloud Storage has no bucket of such a name',
      fix: `bucket: '${nearestName(name)}'`,
    });
  }
}

function nearestName(name: string): string {
  const nearest = name.toLowerCase().replace(/^gs:\/\//, '').replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/^-+|-+$/g, '');
  return RULES.some((rule) => rule.broken.test(nearest)) ? 'acme-prod-metrics' : nearest;
}
