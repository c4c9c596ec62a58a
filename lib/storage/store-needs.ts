import { IStoreGrantor, Needs, StoreAccess } from '../wiring';
import type { IObjectStore } from './locations/store-location';
import { mountOf } from '../wiring/endpoint-needs';
import { S3ObjectStore } from './s3/s3-object-store';

/** What a pod needs to use a store: credentials, certificates, a way there, and a role that allows it. */
export function storeNeeds(store: IObjectStore, access: StoreAccess): Needs {
  const { location } = store;
  return {
    variables: location._variables(),
    mounts: location._files().map(mountOf),
    egress: location._egress(),
    stores: isGrantor(store) ? [{ store, access }] : [],
  };
}

/** Only who makes a bucket can say who may use it. */
function isGrantor(store: IObjectStore): store is IObjectStore & IStoreGrantor {
  return store instanceof S3ObjectStore;
}
