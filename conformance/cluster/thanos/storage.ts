/** Where blocks are kept, as the programs of the library are told. */
import { IObjectStore, ObjectStore, SecretValue, Tls } from '../../../lib';

export const STACK_NAMESPACE = 'thanos';
export const PAIR_NAMESPACE = 'monitoring';

/** The server of the buckets, and the Secret with the key of who may use them. */
export const STORAGE = { namespace: 'storage', service: 's3', port: 7070, secret: 'bucket-key' } as const;

export const BUCKETS = { stack: 'acme-metrics', pair: 'acme-prometheus' } as const;

export function storeIn(bucket: string): IObjectStore {
  const { namespace, service, port, secret } = STORAGE;
  return ObjectStore.s3({
    bucket,
    region: 'us-east-1',
    endpoint: `${service}.${namespace}.svc:${port}`,
    forcePathStyle: true,
    tls: Tls.plaintext(),
    accessKey: { id: SecretValue.fromSecret(secret, 'id'), secret: SecretValue.fromSecret(secret, 'secret') },
  });
}
