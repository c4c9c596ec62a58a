import { EgressNeed, IStoreGrantor, Needs, StoreAccess } from '../wiring';
import type { IObjectStore } from './object-store';
import { egressNeeds, mountOf } from '../wiring/endpoint-needs';
import { filesOf, variablesOf } from './renderings/store-credentials';
import { S3ObjectStore } from './s3/s3-object-store';

/**
 * Where a pod asks for the identity of Google or Azure.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
 * @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service
 */
const GOOGLE_METADATA: EgressNeed[] = [{ cidr: '169.254.169.252/32', port: 988 }, { cidr: '169.254.169.254/32', port: 80 }];
const AZURE_METADATA: EgressNeed[] = [{ cidr: '169.254.169.254/32', port: 80 }];

/** What a pod needs to use a store: credentials, certificates, a way there, and a role that allows it. */
export function storeNeeds(store: IObjectStore, access: StoreAccess): Needs {
  return {
    variables: variablesOf(store),
    mounts: filesOf(store).map(mountOf),
    egress: egressOf(store),
    stores: isGrantor(store) ? [{ store, access }] : [],
  };
}

function egressOf({ s3, gcs, azure }: IObjectStore): EgressNeed[] {
  return [
    ...s3 ? egressNeeds(hostAndPort(s3.address, s3.tls.enabled)) : [],
    ...gcs || azure ? [{ port: 443 }] : [],
    ...gcs && !gcs.serviceAccountKey ? GOOGLE_METADATA : [],
    ...azure && !azure.accountKey ? AZURE_METADATA : [],
  ];
}

function hostAndPort(address: string, encrypted: boolean): { host: string; port: number } {
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(address)!;
  return { host, port: port === undefined ? (encrypted ? 443 : 80) : Number(port) };
}

/** Only who makes a bucket can say who may use it. */
function isGrantor(store: IObjectStore): store is IObjectStore & IStoreGrantor {
  return store instanceof S3ObjectStore;
}
