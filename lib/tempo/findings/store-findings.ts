import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { FilesystemLocation, IObjectStore, S3ObjectStore, S3StoreContents } from '../../storage';
import { tempoTraceStorage } from '../../storage/renderings/tempo-trace-storage';
import { Finding } from '../../validation';

const DAY = 86_400_000;

/** Judges whether Tempo can keep its blocks in a store: whether it has words for it, whether it is one for all pods, and how long it keeps what it is given. */
export function storeFindings(store: IObjectStore, longest: Duration): Finding[] {
  return [
    ...tempoTraceStorage(store).findings,
    ...folderFindings(store),
    ...store instanceof S3ObjectStore ? [...contentsFindings(store), ...retentionFindings(store, longest)] : [],
  ];
}

function folderFindings({ location }: IObjectStore): Finding[] {
  return !(location instanceof FilesystemLocation) ? [] : [{
    what: `blocks are kept in the folder '${location.directory}' of every pod`,
    why: 'no pod would have the blocks of another, and where nothing is mounted none can write them: its root file system is read-only',
    fix: "objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' })",
  }];
}

function contentsFindings({ bucketName, contents }: S3ObjectStore): Finding[] {
  return contents === undefined || contents === S3StoreContents.TEMPO_BLOCKS ? [] : [{
    what: `the bucket '${bucketName}' is for ${contents}, and Tempo keeps blocks in it`,
    why: 'its lifecycle and its lock are those of other contents: blocks would be deleted, moved or kept against Tempo',
    fix: 'contents: S3StoreContents.TEMPO_BLOCKS, or a bucket of its own',
  }];
}

/** Storage classes, and what a lifecycle may delete, are held against the retention of the bucket. */
function retentionFindings({ bucketName, retention: ofBucket }: S3ObjectStore, longest: Duration): Finding[] {
  return ofBucket === undefined || longest.toMilliseconds() <= ofBucket.toMilliseconds() ? [] : [{
    what: `the bucket '${bucketName}' has a retention of ${prometheusDuration(ofBucket.toMilliseconds())}, and Tempo keeps traces for ${prometheusDuration(longest.toMilliseconds())}`,
    why: 'its lifecycle and its storage classes follow from its own retention: blocks would be gone, or dear to read, that Tempo still answers with',
    fix: `retention: Duration.days(${Math.ceil(longest.toMilliseconds() / DAY)}) for the bucket`,
  }];
}
