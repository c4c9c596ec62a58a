import { Duration } from 'cdk8s';
import { bucketLifecycleFindings } from './bucket-lifecycle';
import { longestRetention, ThanosRetention } from './retention';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { IObjectStore, S3ObjectStore, S3StoreContents } from '../../storage';
import { Finding } from '../../validation';

/** Judges whether a bucket of this program is made for what the compactor keeps in it. */
export function compactedStoreFindings(store: IObjectStore, retention: ThanosRetention, deleteDelay: Duration): Finding[] {
  return store instanceof S3ObjectStore ? [
    ...contentsFindings(store),
    ...retentionFindings(store, retention),
    ...bucketLifecycleFindings({ retention, deleteDelay, expirationDays: store.contents === S3StoreContents.ARCHIVE ? store.retention?.toDays() : undefined }),
  ] : [];
}

function contentsFindings({ bucketName, contents }: S3ObjectStore): Finding[] {
  return contents === undefined || contents === S3StoreContents.THANOS_BLOCKS ? [] : [{
    what: `the bucket '${bucketName}' is for ${contents}, and Thanos keeps blocks in it`,
    why: 'its lifecycle and its lock are those of other contents: blocks would be deleted, moved or kept against the compactor',
    fix: 'contents: S3StoreContents.THANOS_BLOCKS, or a bucket of its own',
  }];
}

/** Storage classes are chosen by how long objects stay. */
function retentionFindings({ bucketName, retention: ofBucket }: S3ObjectStore, retention: ThanosRetention): Finding[] {
  const longest = longestRetention(retention);
  if (ofBucket === undefined || (longest !== undefined && longest.toMilliseconds() <= ofBucket.toMilliseconds())) {
    return [];
  }
  return [{
    what: `the bucket '${bucketName}' has a retention of ${written(ofBucket)}, and the compactor keeps blocks ${longest === undefined ? 'for ever' : `for ${written(longest)}`}`,
    why: 'whether a cheaper storage class pays is reckoned with the retention of the bucket: it would be wrong',
    fix: longest === undefined ? 'leave retention of the bucket out, or give raw, fiveMinutes and oneHour a retention' : `retention: Duration.days(${Math.ceil(longest.toMilliseconds() / 86_400_000)}) for the bucket`,
  }];
}

function written(duration: Duration): string {
  return prometheusDuration(duration.toMilliseconds());
}
