import {
  AZURE_KEY_VARIABLE, requireClientId, requireContainer, requireEndpointSuffix, requireFoldersWithoutDot, requireStorageAccount,
} from './azure-names';
import { requirePrefix } from './object-prefix';
import { requireBareSecret, secretVariable } from './secret-references';
import { StoreLocation } from './store-location';
import { fail } from '../../validation';
import { EgressNeed, FileSource, SecretValue, VariableNeed } from '../../wiring';

/**
 * Where a pod asks for the identity of its node.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service
 */
const METADATA: EgressNeed[] = [{ cidr: '169.254.169.254/32', port: 80 }];

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
export class AzureLocation extends StoreLocation {
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
    super();
    this.storageAccount = props.storageAccount;
    this.container = props.container;
    this.prefix = props.prefix;
    this.endpointSuffix = props.endpointSuffix ?? 'blob.core.windows.net';
    this.managedIdentityClientId = props.managedIdentityClientId;
    this.accountKey = props.accountKey;
  }

  /** @internal */
  public _place(): readonly (string | undefined)[] {
    return ['azure', this.storageAccount, this.container, this.prefix];
  }

  /** @internal */
  public _variables(): VariableNeed[] {
    return this.accountKey ? [secretVariable(AZURE_KEY_VARIABLE, this.accountKey)] : [];
  }

  /** @internal */
  public _files(): FileSource[] {
    return [];
  }

  /** @internal */
  public _egress(): EgressNeed[] {
    return [{ port: 443 }, ...this.accountKey ? [] : METADATA];
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
