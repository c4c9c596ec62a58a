import { FilesystemLocation, IObjectStore } from '../storage';
import { thanosObjstore } from '../storage/renderings/thanos-objstore';
import { Finding } from '../validation';

/** What is wrong with a store to which a sidecar uploads. */
export function storeFindings(store: IObjectStore): Finding[] {
  const { location } = store;
  return [
    ...thanosObjstore(store).findings,
    ...!(location instanceof FilesystemLocation) ? [] : [{
      what: `the object store is the folder '${location.directory}'`,
      why: 'the sidecar could not write there, and nobody outside its pod would find the blocks',
      fix: "a bucket: ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' }), or sidecar: {} without an object store",
    }],
  ];
}
