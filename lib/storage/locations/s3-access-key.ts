import type { SecretValue } from '../../wiring';

/** A static key of S3, by reference: both halves stay in their Secrets and reach the program as environment variables. */
export interface S3AccessKey {
  /** The id of the key: `AWS_ACCESS_KEY_ID` of the pod, whatever variable the value names. A value with a prefix fails. */
  readonly id: SecretValue;

  /** The secret of the key: `AWS_SECRET_ACCESS_KEY` of the pod, whatever variable the value names. A value with a prefix fails. */
  readonly secret: SecretValue;
}
