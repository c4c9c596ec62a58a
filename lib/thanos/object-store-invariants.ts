import { FilesystemLocation, IObjectStore } from '../storage';
import { thanosObjstore } from '../storage/renderings/thanos-objstore';
import { Finding } from '../validation';

/** Judges whether Thanos can use a store: whether it has words for it, and whether it is one for all pods, so that others read what one of them writes. */
export function objectStoreFindings(store: IObjectStore): Finding[] {
  return [...thanosObjstore(store).findings, ...folderFindings(store)];
}

function folderFindings({ location }: IObjectStore): Finding[] {
  return !(location instanceof FilesystemLocation) ? [] : [{
    what: `blocks are kept in the folder '${location.directory}' of every pod`,
    why: 'no pod would have the blocks of another, and none can write there: nothing is mounted, and its root file system is read-only',
    fix: "objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' })",
  }];
}
