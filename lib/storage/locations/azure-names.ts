import { fail } from '../../validation';

/** The variable that carries the key of a storage account. */
export const AZURE_KEY_VARIABLE = 'AZURE_STORAGE_KEY';

/**
 * Fails on a name that no storage account has.
 *
 * @see https://learn.microsoft.com/en-us/azure/storage/common/storage-account-overview#storage-account-name
 */
export function requireStorageAccount(caller: string, name: string): void {
  if (!/^[a-z0-9]{3,24}$/.test(name)) {
    const nearest = name.replace(/^https?:\/\//, '').replace(/\..*$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '').slice(0, 24);
    fail(caller, {
      what: `storageAccount '${name}' is not 3 to 24 lower-case letters and digits`,
      why: 'Azure has no storage account of such a name',
      fix: `storageAccount: '${nearest.length < 3 ? 'acmeprodtelemetry' : nearest}'`,
    });
  }
}

/**
 * Fails on a name that no container has.
 *
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata#container-names
 */
export function requireContainer(caller: string, name: string): void {
  if (!isContainer(name)) {
    const nearest = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/^-+|-+$/g, '');
    fail(caller, {
      what: `container '${name}' is not 3 to 63 lower-case letters, digits and single dashes between them`,
      why: 'Azure has no container of such a name',
      fix: `container: '${isContainer(nearest) ? nearest : 'metrics'}'`,
    });
  }
}

function isContainer(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length >= 3 && name.length <= 63;
}

/** Fails on something that does not complete `<account>.` to the name of a host. */
export function requireEndpointSuffix(caller: string, suffix: string): void {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(suffix)) {
    fail(caller, {
      what: `endpointSuffix '${suffix}' is not the end of a host name`,
      why: "programs connect to 'https://<storage account>.<endpoint suffix>' and find no host with a scheme, a port or a path in it",
      fix: "leave endpointSuffix out for the public cloud, or name that of yours: endpointSuffix: 'blob.core.usgovcloudapi.net'",
    });
  }
}

/**
 * Fails on a prefix with a folder whose name ends with a dot.
 *
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata#blob-names
 */
export function requireFoldersWithoutDot(caller: string, prefix: string): void {
  const segments = prefix.split('/');
  if (segments.some((segment) => segment.endsWith('.'))) {
    fail(caller, {
      what: `prefix '${prefix}' has a folder that ends with a dot`,
      why: 'Azure takes the dot off, and the blob is not found under the name by which it was written',
      fix: `prefix: '${segments.map((segment) => segment.replace(/\.+$/, '')).join('/')}'`,
    });
  }
}

/** Fails on something that is not the client id of a managed identity. */
export function requireClientId(caller: string, id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    fail(caller, {
      what: `managedIdentityClientId '${id}' is not the client id of an identity`,
      why: 'the metadata service of Azure knows identities by this id and would give no token',
      fix: "managedIdentityClientId: '1234abcd-12ab-34cd-56ef-1234567890ab' (az identity show --query clientId)",
    });
  }
}
