import { EXPANDS_VARIABLES, LOKI_AZURE_KEY } from './loki-variables';
import { Dialect, Phrase, render, Rendering, serverSideEncryption } from './rendering';
import type { Finding } from '../../validation';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import type { AzureLocation } from '../locations/azure-location';
import type { S3Location } from '../locations/s3-location';
import type { IObjectStore } from '../locations/store-location';

/**
 * A store as `storage_config` of Loki, for its newer clients, which it shares with Thanos and which are the default from Loki 4.0 on.
 *
 * `native_aws_auth_enabled` takes a static key from the environment as well as EKS Pod Identity and IRSA. The endpoint of AWS is written
 * because these clients do not start without one; it does not bear on where AWS exchanges tokens.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#thanos_object_store_config
 * @see https://github.com/grafana/loki/blob/v3.7.6/pkg/storage/bucket/client.go
 */
export function lokiObjectStore(store: IObjectStore): Rendering {
  return render(LOKI, store);
}

const LOKI: Dialect = {
  s3: (location) => phrase(location.prefix, { s3: s3(location) }, endpointFindings(location)),
  gcs: ({ bucket, prefix }) => phrase(prefix, { gcs: { bucket_name: bucket } }),
  azure: (location) => ({ ...phrase(location.prefix, { azure: azure(location) }), flags: location.accountKey ? EXPANDS_VARIABLES : [] }),
  filesystem: ({ directory }) => phrase(undefined, { filesystem: { dir: directory } }),
};

function phrase(prefix: string | undefined, client: object, findings: readonly Finding[] = []): Phrase {
  return {
    document: { storage_config: { use_thanos_objstore: true, object_store: decided({ storage_prefix: prefix, ...client }) } },
    findings: [...prefixFindings(prefix), ...findings],
  };
}

function s3(location: S3Location): object {
  const { tls } = location;
  return decided({
    bucket_name: location.bucket,
    endpoint: location.address,
    region: location.region,
    native_aws_auth_enabled: true,
    bucket_lookup_type: location.forcePathStyle ? 'path' : 'virtual-hosted',
    insecure: tls.enabled ? undefined : true,
    sse: serverSideEncryption(location),
    storage_class: location.storageClass,
    http: decidedOrNothing({
      tls_ca_path: tls.ca?.path, tls_cert_path: tls.certificate?.path, tls_key_path: tls.key?.path, tls_server_name: tls.serverName,
    }),
  });
}

function azure(location: AzureLocation): object {
  return decided({
    account_name: location.storageAccount,
    account_key: location.accountKey && LOKI_AZURE_KEY,
    container_name: location.container,
    endpoint_suffix: location.endpointSuffix,
    user_assigned_id: location.managedIdentityClientId,
  });
}

function prefixFindings(prefix: string | undefined): Finding[] {
  return prefix === undefined || /^[A-Za-z0-9-]+$/.test(prefix) ? [] : [{
    what: `prefix '${prefix}' has characters other than letters, digits and -`,
    why: 'Loki does not start: its storage_prefix is one name, without a slash',
    fix: `prefix: '${prefix.replace(/[^A-Za-z0-9-]+/g, '-')}'`,
  }];
}

function endpointFindings({ bucket, endpoint }: S3Location): Finding[] {
  return endpoint?.split('.')[0] !== bucket ? [] : [{
    what: `endpoint '${endpoint}' begins with the name of the bucket`,
    why: 'Loki does not start: it takes the endpoint for one with the bucket in it, which its client would put there again',
    fix: endpoint.startsWith(`${bucket}.`)
      ? `endpoint: '${endpoint.slice(bucket.length + 1)}' if the bucket was part of it, else a bucket of another name`
      : 'another name for the bucket or the host',
  }];
}
