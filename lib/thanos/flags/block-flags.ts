import { Flag, pathOrContent } from './flag';

/** The bucket that holds the blocks. */
export const OBJECT_STORE_FLAGS: readonly Flag[] = pathOrContent('objstore.config');

/** Which blocks a component looks at, by their external labels. */
export const BLOCK_SELECTOR_FLAGS: readonly Flag[] = pathOrContent('selector.relabel-config');

/** The oldest samples that a component looks at. */
export const MIN_TIME_FLAG: Flag = { name: 'min-time', type: 'time', default: '0000-01-01T00:00:00Z' };

/** How the blocks of a bucket are found and shown. */
export const BUCKET_FLAGS: readonly Flag[] = [
  { name: 'block-discovery-strategy', type: 'enum', values: ['concurrent', 'recursive'], default: 'concurrent' },
  { name: 'block-meta-fetch-concurrency', type: 'int', default: '32' },
  MIN_TIME_FLAG,
  { name: 'max-time', type: 'time', default: '9999-12-31T23:59:59Z' },
  { name: 'web.disable', type: 'bool' },
  { name: 'bucket-web-label', type: 'string' },
];

/** With which function the files of a block are hashed. */
export const HASH_FLAG: Flag = { name: 'hash-func', type: 'enum', values: ['', 'SHA256'] };

/** How blocks are uploaded. */
export const UPLOAD_FLAGS: readonly Flag[] = [
  HASH_FLAG,
  { name: 'shipper.allow-out-of-order-uploads', type: 'bool', hidden: true },
  { name: 'shipper.skip-corrupted-blocks', type: 'bool', hidden: true, since: '0.39.0' },
  { name: 'shipper.upload-concurrency', type: 'int', default: '0', since: '0.41.0' },
];

/** How blocks of a TSDB that somebody else may compact are uploaded. */
export const SHIPPER_FLAGS: readonly Flag[] = [
  { name: 'shipper.upload-compacted', type: 'bool' },
  { name: 'shipper.ignore-unequal-block-size', type: 'bool', hidden: true },
  { name: 'shipper.meta-file-name', type: 'string', default: 'thanos.shipper.json' },
  ...UPLOAD_FLAGS,
];

/** How a local TSDB is written. */
export const TSDB_FLAGS: readonly Flag[] = [
  { name: 'tsdb.wal-compression', type: 'bool', default: 'true' },
  { name: 'tsdb.no-lockfile', type: 'bool' },
];

/** Since when histograms need no flag, and what to do with the flag. */
export const NATIVE_HISTOGRAMS_ALWAYS = { since: '0.41.0', instead: 'leave it out: native histograms are always taken' } as const;
