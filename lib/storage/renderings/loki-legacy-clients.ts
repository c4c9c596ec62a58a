import { EXPANDS_VARIABLES, LOKI_AZURE_KEY } from './loki-variables';
import { Dialect, Phrase, render, Rendering, serverSideEncryption } from './rendering';
import type { Finding } from '../../validation';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import type { AzureLocation } from '../locations/azure-location';
import type { S3Location } from '../locations/s3-location';
import type { IObjectStore } from '../locations/store-location';

/**
 * A store as `storage_config` of Loki, for its older clients: the default up to Loki 3, deprecated from 4.0 on.
 *
 * The endpoint of AWS is left out: the library of AWS knows it by the region. These clients are built on version 2 of that library in
 * Loki 3.7, where an endpoint of S3 no longer bears on where tokens are exchanged, as it did in earlier versions.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#aws_storage_config
 * @see https://github.com/grafana/loki/blob/v3.7.6/pkg/storage/chunk/client/aws/s3_storage_client.go
 */
export function lokiLegacyClients(store: IObjectStore): Rendering {
  return render(LOKI_LEGACY, store);
}

const LOKI_LEGACY: Dialect = {
  s3: (location) => phrase({ aws: s3(location) }, [...prefixFindings(location.prefix), ...tlsFindings(location)]),
  gcs: ({ bucket, prefix }) => phrase({ gcs: { bucket_name: bucket } }, prefixFindings(prefix)),
  azure: (location) => ({ ...phrase({ azure: azure(location) }, prefixFindings(location.prefix)), flags: location.accountKey ? EXPANDS_VARIABLES : [] }),
  filesystem: ({ directory }) => phrase({ filesystem: { directory } }, []),
};

function phrase(client: object, findings: readonly Finding[]): Phrase {
  return { document: { storage_config: { use_thanos_objstore: false, ...client } }, findings };
}

function s3(location: S3Location): object {
  return decided({
    bucketnames: location.bucket,
    endpoint: location.endpoint,
    region: location.region,
    s3forcepathstyle: location.forcePathStyle,
    insecure: location.tls.enabled ? undefined : true,
    sse: serverSideEncryption(location),
    storage_class: location.storageClass,
    http_config: decidedOrNothing({ ca_file: location.tls.ca?.path }),
  });
}

function azure(location: AzureLocation): object {
  const usesManagedIdentity = location.managedIdentityClientId !== undefined;
  return decided({
    environment: azureEnvironment(location.endpointSuffix),
    account_name: location.storageAccount,
    account_key: location.accountKey && LOKI_AZURE_KEY,
    container_name: location.container,
    endpoint_suffix: location.endpointSuffix,
    use_federated_token: usesManagedIdentity || location.accountKey ? undefined : true,
    use_managed_identity: usesManagedIdentity ? true : undefined,
    user_assigned_id: location.managedIdentityClientId,
  });
}

/** The clouds of Azure that these clients have to be told of, by the end of their domains. */
const CLOUDS: readonly { readonly domain: string; readonly environment: string }[] = [
  { domain: '.chinacloudapi.cn', environment: 'AzureChinaCloud' },
  { domain: '.usgovcloudapi.net', environment: 'AzureUSGovernment' },
];

/** What Azure calls the cloud of an endpoint; nothing for the public one. */
function azureEnvironment(endpointSuffix: string): string | undefined {
  return CLOUDS.find(({ domain }) => endpointSuffix.endsWith(domain))?.environment;
}

function prefixFindings(prefix: string | undefined): Finding[] {
  return prefix === undefined ? [] : [{
    what: `prefix '${prefix}' is given to the older clients of Loki`,
    why: 'they have no prefix: Loki would write to the root of the bucket',
    fix: 'leave prefix out and give Loki a bucket of its own, or use its newer clients (use_thanos_objstore)',
  }];
}

function tlsFindings({ tls }: S3Location): Finding[] {
  return [
    ...tls.certificate ? ['a client certificate'] : [],
    ...tls.serverName === undefined ? [] : [`the server name '${tls.serverName}'`],
  ].map((asked) => ({
    what: `tls has ${asked}, which the older clients of Loki cannot use`,
    why: 'their http_config has an authority only, and the connection would not come about',
    fix: 'use the newer clients of Loki (use_thanos_objstore), or leave it out of Tls.custom',
  }));
}
