import { BLOCK_SELECTOR_FLAGS, BUCKET_FLAGS, HASH_FLAG, OBJECT_STORE_FLAGS } from './block-flags';
import { Flag } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import { HTTP_SERVER_FLAGS, WEB_FLAGS } from './server-flags';

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/compact.go */
export const COMPACT_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  { name: 'debug.halt-on-error', type: 'bool', default: 'true', hidden: true },
  { name: 'debug.accept-malformed-index', type: 'bool', hidden: true },
  { name: 'debug.max-compaction-level', type: 'int', default: '4', hidden: true },
  ...HTTP_SERVER_FLAGS,
  { name: 'data-dir', type: 'string', default: './data' },
  ...OBJECT_STORE_FLAGS,
  { name: 'consistency-delay', type: 'go-duration', default: '30m' },
  { name: 'retention.resolution-raw', type: 'duration', default: '0d' },
  { name: 'retention.resolution-5m', type: 'duration', default: '0d' },
  { name: 'retention.resolution-1h', type: 'duration', default: '0d' },
  { name: 'wait', type: 'bool' },
  { name: 'wait-interval', type: 'go-duration', default: '5m' },
  { name: 'downsampling.disable', type: 'bool' },
  ...BUCKET_FLAGS,
  { name: 'block-files-concurrency', type: 'int', default: '1' },
  { name: 'block-viewer.global.sync-block-interval', type: 'go-duration', default: '1m' },
  { name: 'block-viewer.global.sync-block-timeout', type: 'go-duration', default: '5m' },
  { name: 'compact.cleanup-interval', type: 'go-duration', default: '5m' },
  { name: 'compact.progress-interval', type: 'go-duration', default: '5m' },
  { name: 'compact.concurrency', type: 'int', default: '1' },
  { name: 'compact.blocks-fetch-concurrency', type: 'int', default: '1' },
  { name: 'downsample.concurrency', type: 'int', default: '1' },
  { name: 'delete-delay', type: 'duration', default: '48h' },
  { name: 'compact.enable-vertical-compaction', type: 'bool', hidden: true },
  { name: 'deduplication.func', type: 'enum', values: ['', 'penalty'] },
  { name: 'deduplication.replica-label', type: 'string', repeated: true },
  { name: 'compact.block-max-index-size', type: 'bytes', default: '64GB', hidden: true },
  { name: 'compact.skip-block-with-out-of-order-chunks', type: 'bool', hidden: true },
  HASH_FLAG,
  ...BLOCK_SELECTOR_FLAGS,
  ...WEB_FLAGS,
  { name: 'disable-admin-operations', type: 'bool' },
];
