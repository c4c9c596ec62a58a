import { createHash } from 'crypto';

/** The annotation that makes pods roll when the content that they read at start changes. */
export const CONFIG_HASH_ANNOTATION = 'observability.cdk8s.io/config-hash';

/** A short hash of the content of a ConfigMap. */
export function configHash(data: { readonly [key: string]: string }): string {
  const hash = createHash('sha256');
  for (const key of Object.keys(data).sort()) {
    // lengths keep {a: 'bc'} and {ab: 'c'} apart
    hash.update(`${key.length}:${key}${data[key].length}:${data[key]}`);
  }
  return hash.digest('hex').slice(0, 16);
}
