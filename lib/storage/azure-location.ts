import { fail } from '../validation';
import { SecretValue } from '../wiring';
import { requireClientId, requireContainer, requireEndpointSuffix, requireFoldersWithoutDot, requireStorageAccount } from './azure-names';
import type { FilesystemLocation } from './filesystem-location';
import type { GcsLocation } from './gcs-location';
import type { IObjectStore } from './object-store';
import type { S3Location } from './s3-location';
import { requirePrefix } from './s3-names';
import { requireBareSecret } from './secret-references';

/** Which container of Azure Blob Storage an `ObjectStore.azure` is. */
export interface AzureLocationProps {
  /** The name of the storage account, not its URL. A name that Azure refuses fails. */
  readonly storageAccount: string;

  /** The name of the container. A name that Azure refuses fails. */
  readonly container: string;

  /**
   * The folder within the container, without a slash at either end (which fails). A folder that ends with a dot fails.
   *
   * @default - the root of the container
   */
  readonly prefix?: string;

  /**
   * What follows `<storage account>.` in the name of the host. A scheme, a port or a path fails.
   *
   * @default 'blob.core.windows.net'
   */
  readonly endpointSuffix?: string;

  /**
   * The client id of a managed identity of the nodes, a UUID (anything else fails). Fails together with `accountKey`.
   *
   * @default - the identity of the pod: Microsoft Entra Workload ID
   */
  readonly managedIdentityClientId?: string;

  /**
   * The key of the storage account, by reference: `AZURE_STORAGE_KEY` of the pod, whatever variable the value names. It opens everything in the
   * account. A value with a prefix fails.
   *
   * @default - the identity of the pod: Microsoft Entra Workload ID
   */
  readonly accountKey?: SecretValue;
}

/**
 * A container of Azure Blob Storage and the way to it.
 *
 * @see https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
 */
export class AzureLocation implements IObjectStore {
  /** @internal */
  public static _resolve(caller: string, props: AzureLocationProps): AzureLocation {
    requireStorageAccount(caller, props.storageAccount);
    requireContainer(caller, props.container);
    if (props.prefix !== undefined) {
      requirePrefix(caller, props.prefix);
      requireFoldersWithoutDot(caller, props.prefix);
    }
    if (props.endpointSuffix !== undefined) {
      requireEndpointSuffix(caller, props.endpointSuffix);
    }
    requireOneCredential(caller, props);
    return new AzureLocation(props);
  }

  /** The name of the storage account. */
  public readonly storageAccount: string;
  /** The name of the container. */
  public readonly container: string;
  /** The folder within the container. */
  public readonly prefix?: string;
  /** What follows `<storage account>.` in the name of the host. */
  public readonly endpointSuffix: string;
  /** The client id of a managed identity of the nodes. */
  public readonly managedIdentityClientId?: string;
  /** The key of the storage account; when neither it nor a managed identity is given, programs use the identity of their pod. */
  public readonly accountKey?: SecretValue;

  private constructor(props: AzureLocationProps) {
    this.storageAccount = props.storageAccount;
    this.container = props.container;
    this.prefix = props.prefix;
    this.endpointSuffix = props.endpointSuffix ?? 'blob.core.windows.net';
    this.managedIdentityClientId = props.managedIdentityClientId;
    this.accountKey = props.accountKey;
  }

  /** Nothing: this store is not in S3. */
  public get s3(): S3Location | undefined {
    return undefined;
  }

  /** Nothing: this store is not in Google Cloud Storage. */
  public get gcs(): GcsLocation | undefined {
    return undefined;
  }

  /** Itself: this store is a container of Azure. */
  public get azure(): AzureLocation | undefined {
    return this;
  }

  /** Nothing: this store is not a folder. */
  public get filesystem(): FilesystemLocation | undefined {
    return undefined;
  }
}

function requireOneCredential(caller: string, { managedIdentityClientId, accountKey }: AzureLocationProps): void {
  if (managedIdentityClientId !== undefined && accountKey !== undefined) {
    fail(caller, {
      what: 'managedIdentityClientId and accountKey are both given',
      why: 'Thanos and Loki do not start with two credentials',
      fix: 'leave accountKey out: a managed identity has only the rights that it was given, and nobody has to rotate it',
    });
  }
  if (managedIdentityClientId !== undefined) {
    requireClientId(caller, managedIdentityClientId);
  }
  if (accountKey !== undefined) {
    requireBareSecret(caller, 'accountKey', accountKey);
  }
}
