import { Duration } from 'cdk8s';
import { FilesystemLocation, IObjectStore, S3ObjectStore, S3StoreContents } from '../storage';
import { DELETE_DELAY } from './document/loki-document';
import { Rendering } from '../storage/renderings/rendering';
import { Finding } from '../validation';
import { goDuration } from '../wiring/go-duration';

const DAY = 86_400_000;

/** Judges whether Loki can keep its chunks in a store: whether it has words for it, and whether it is one for all pods. */
export function storeFindings(store: IObjectStore, rendering: Rendering, longest: Duration | undefined): Finding[] {
  return [
    ...rendering.findings,
    ...folderFindings(store),
    ...store instanceof S3ObjectStore ? [...contentsFindings(store), ...retentionFindings(store, longest)] : [],
  ];
}

function folderFindings({ location }: IObjectStore): Finding[] {
  return !(location instanceof FilesystemLocation) ? [] : [{
    what: `chunks are kept in the folder '${location.directory}' of every pod`,
    why: 'no pod would have the lines of another: queries would find some of them only, and no error says so',
    fix: "objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-logs', region: 'us-east-1' })",
  }];
}

function contentsFindings({ bucketName, contents }: S3ObjectStore): Finding[] {
  return contents === undefined || contents === S3StoreContents.LOKI_CHUNKS ? [] : [{
    what: `the bucket '${bucketName}' is for ${contents}, and Loki keeps chunks in it`,
    why: 'its lifecycle and its lock are those of other contents: chunks, index and the seed of the cluster would be deleted, moved or kept against Loki',
    fix: 'contents: S3StoreContents.LOKI_CHUNKS, or a bucket of its own',
  }];
}

/** Storage classes, and what a lifecycle may delete, are held against the retention of the bucket. */
function retentionFindings({ bucketName, retention: ofBucket }: S3ObjectStore, longest: Duration | undefined): Finding[] {
  if (ofBucket === undefined || (longest !== undefined && longest.toMilliseconds() <= ofBucket.toMilliseconds())) {
    return [];
  }
  return [{
    what: `the bucket '${bucketName}' has a retention of ${goDuration(ofBucket)}, and Loki keeps lines ${longest === undefined ? 'for ever' : `for ${goDuration(longest)}`}`,
    why: `its lifecycle may delete ${goDuration(DELETE_DELAY)} and more after its own retention: chunks would be gone that the index of Loki still refers to`,
    fix: longest === undefined ? 'leave retention of the bucket out, or give Loki a retention' : `retention: Duration.days(${Math.ceil(longest.toMilliseconds() / DAY)}) for the bucket`,
  }];
}
