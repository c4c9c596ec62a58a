import { Dialect, Phrase, render, Rendering, serverSideEncryption } from './rendering';
import type { Finding } from '../../validation';
import { decided } from '../../wiring/mapping';
import type { AzureLocation } from '../locations/azure-location';
import type { S3Location } from '../locations/s3-location';
import type { IObjectStore } from '../locations/store-location';

/**
 * A store as `storage.trace` of Tempo.
 *
 * Tempo looks for credentials in the environment and for the identity of the pod by itself, Azure excepted, where it must be told. The
 * endpoint of AWS is written because its client does not start without one.
 *
 * @see https://grafana.com/docs/tempo/latest/configuration/#storage
 * @see https://github.com/grafana/tempo/tree/v3.0.3/tempodb/backend
 */
export function tempoTraceStorage(store: IObjectStore): Rendering {
  return render(TEMPO, store);
}

const TEMPO: Dialect = {
  s3: (location) => phrase('s3', s3(location)),
  gcs: ({ bucket, prefix }) => phrase('gcs', decided({ bucket_name: bucket, prefix })),
  azure: (location) => ({ ...phrase('azure', azure(location)), findings: endpointFindings(location) }),
  filesystem: ({ directory }) => phrase('local', { path: directory }),
};

function phrase(backend: string, options: object): Phrase {
  return { document: { storage: { trace: { backend, [backend]: options } } } };
}

/** How minio-go numbers the place of the bucket in a request; 1 is the host name. */
const BUCKET_IN_HOST = 1;

function s3(location: S3Location): object {
  const { tls } = location;
  return decided({
    bucket: location.bucket,
    prefix: location.prefix,
    endpoint: location.address,
    region: location.region,
    forcepathstyle: location.forcePathStyle ? true : undefined,
    bucket_lookup_type: location.forcePathStyle ? undefined : BUCKET_IN_HOST,
    insecure: tls.enabled ? undefined : true,
    sse: serverSideEncryption(location),
    storage_class: location.storageClass,
    tls_ca_path: tls.ca?.path,
    tls_cert_path: tls.certificate?.path,
    tls_key_path: tls.key?.path,
    tls_server_name: tls.serverName,
  });
}

function azure(location: AzureLocation): object {
  const usesManagedIdentity = location.managedIdentityClientId !== undefined;
  return decided({
    storage_account_name: location.storageAccount,
    container_name: location.container,
    prefix: location.prefix,
    endpoint_suffix: location.endpointSuffix,
    use_federated_token: usesManagedIdentity || location.accountKey ? undefined : true,
    use_managed_identity: usesManagedIdentity ? true : undefined,
    user_assigned_id: location.managedIdentityClientId,
  });
}

function endpointFindings({ endpointSuffix }: AzureLocation): Finding[] {
  const ofPrivateLink = /^privatelink\.(blob\..+)$/.exec(endpointSuffix)?.[1];
  return endpointSuffix.startsWith('blob.') ? [] : [{
    what: `endpointSuffix '${endpointSuffix}' does not begin with 'blob.'`,
    why: 'Tempo takes it for an emulator and sends everything, credentials too, to it in plain text',
    fix: ofPrivateLink === undefined
      ? 'keep traces in a storage account that is reached as <account>.blob.core.windows.net'
      : `endpointSuffix: '${ofPrivateLink}' (DNS leads it to the private endpoint)`,
  }];
}
