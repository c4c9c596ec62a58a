import { Dialect, render, Rendering, serverSideEncryption } from './rendering';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import type { AzureLocation } from '../locations/azure-location';
import { AZURE_KEY_VARIABLE } from '../locations/azure-names';
import type { S3Location } from '../locations/s3-location';
import type { IObjectStore } from '../locations/store-location';

/**
 * A store as the document that Thanos reads with `--objstore.config`.
 *
 * `aws_sdk_auth` takes a static key from the environment as well as EKS Pod Identity and IRSA, so that no key stands in the document.
 * The endpoint of AWS is written because Thanos does not start without one; it does not bear on where AWS exchanges tokens.
 *
 * @see https://thanos.io/tip/thanos/storage.md/
 * @see https://github.com/thanos-io/objstore/blob/main/providers/s3/s3.go
 */
export function thanosObjstore(store: IObjectStore): Rendering {
  return render(THANOS, store);
}

const THANOS: Dialect = {
  s3: (location) => ({ document: decided({ type: 'S3', prefix: location.prefix, config: s3(location) }) }),
  gcs: ({ bucket, prefix }) => ({ document: decided({ type: 'GCS', prefix, config: { bucket } }) }),
  azure: (location) => ({ document: decided({ type: 'AZURE', prefix: location.prefix, config: azure(location) }) }),
  filesystem: ({ directory }) => ({ document: { type: 'FILESYSTEM', config: { directory } } }),
};

function s3(location: S3Location): object {
  const { tls } = location;
  return decided({
    bucket: location.bucket,
    endpoint: location.address,
    region: location.region,
    aws_sdk_auth: true,
    bucket_lookup_type: location.forcePathStyle ? 'path' : 'virtual-hosted',
    insecure: tls.enabled ? undefined : true,
    sse_config: serverSideEncryption(location),
    // Thanos takes the header out of the metadata and sets the class of the object by it
    put_user_metadata: decidedOrNothing({ 'X-Amz-Storage-Class': location.storageClass }),
    http_config: httpConfig(decidedOrNothing({
      ca_file: tls.ca?.path, cert_file: tls.certificate?.path, key_file: tls.key?.path, server_name: tls.serverName,
    })),
  });
}

function httpConfig(tlsConfig: object | undefined): object | undefined {
  return tlsConfig && { tls_config: tlsConfig };
}

function azure(location: AzureLocation): object {
  return decided({
    storage_account: location.storageAccount,
    // Thanos puts variables of its environment in place of $(NAME) before it reads the document
    storage_account_key: location.accountKey && `$(${AZURE_KEY_VARIABLE})`,
    container: location.container,
    storage_create_container: false,
    endpoint: location.endpointSuffix,
    user_assigned_id: location.managedIdentityClientId,
  });
}
