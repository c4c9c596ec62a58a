import { AzureLocationProps, ObjectStore, S3LocationProps } from '../../../lib/storage';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';

export const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const NODE_IDENTITY = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const ACCESS_KEY = { id: SecretValue.fromSecret('garage', 'id'), secret: SecretValue.fromSecret('garage', 'secret') };
export const ACCOUNT_KEY = SecretValue.fromSecret('azure', 'key');
export const SERVICE_ACCOUNT_KEY = FileSource.fromSecret('gcs', 'key.json');

/** A service with everything that a connection can ask for. */
export const AUTHORITY = FileSource.fromConfigMap('authority', 'ca.crt');
export const CERTIFICATE = FileSource.fromSecret('client', 'tls.crt');
export const PRIVATE_KEY = FileSource.fromSecret('client', 'tls.key');
export const MUTUAL_TLS = Tls.custom({ ca: AUTHORITY, certificate: CERTIFICATE, key: PRIVATE_KEY, serverName: 'garage.example.com' });

export const FOLDER = ObjectStore.filesystem({ directory: '/data/objects' });

export function s3(props: Partial<S3LocationProps> = {}) {
  return ObjectStore.s3({ bucket: 'acme-metrics', region: 'eu-central-1', ...props });
}

export function elsewhere(props: Partial<S3LocationProps> = {}) {
  return s3({ endpoint: 'garage:3900', ...props });
}

export function azure(props: Partial<AzureLocationProps> = {}) {
  return ObjectStore.azure({ storageAccount: 'acmeprod', container: 'metrics', ...props });
}
