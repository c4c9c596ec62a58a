import { FilesystemLocation, IObjectStore } from '../storage';
import { Finding } from '../validation';

/** Judges whether a store is one for all pods: what one writes, others read. */
export function sharedStoreFindings({ location }: IObjectStore): Finding[] {
  return !(location instanceof FilesystemLocation) ? [] : [{
    what: `blocks are kept in the folder '${location.directory}' of every pod`,
    why: 'no pod would have the blocks of another, and none can write there: nothing is mounted, and its root file system is read-only',
    fix: "objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' })",
  }];
}
