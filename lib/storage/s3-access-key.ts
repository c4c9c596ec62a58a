import { requireBareSecret } from './secret-references';
import { fail } from '../validation';
import type { SecretValue } from '../wiring';

/** A static key of S3, by reference: both halves stay in their Secrets and reach the program as environment variables. */
export interface S3AccessKey {
  /** The id of the key: `AWS_ACCESS_KEY_ID` of the pod, whatever variable the value names. A value with a prefix fails. */
  readonly id: SecretValue;

  /** The secret of the key: `AWS_SECRET_ACCESS_KEY` of the pod, whatever variable the value names. A value with a prefix fails. */
  readonly secret: SecretValue;
}

/** Fails on a key that a program could not sign requests with. */
export function requireAccessKey(caller: string, { id, secret }: S3AccessKey): void {
  requireBareSecret(caller, 'accessKey.id', id);
  requireBareSecret(caller, 'accessKey.secret', secret);
  if (id.secretName === secret.secretName && id.key === secret.key) {
    fail(caller, {
      what: `accessKey.id and accessKey.secret are both '${id.key}' of Secret '${id.secretName}'`,
      why: 'the id and the secret of a key are two values, and the service would refuse the signature',
      fix: `secret: SecretValue.fromSecret('${id.secretName}', 'secret-access-key') (the key under which the Secret has it)`,
    });
  }
}
