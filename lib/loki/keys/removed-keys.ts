/** A key that a version of Loki no longer reads: it does not start with it, or ignores it. */
export interface RemovedKey {
  /** Where it stands; `*` is every item of a list. */
  readonly path: string;
  readonly since: string;
  /** What takes its place. */
  readonly instead: string;
}

const WITHOUT_BACKEND = 'leave it out: what it configured is gone, and TSDB keeps its index in the object store';
const REMOTE_WRITE = 'ruler_remote_write_config';

/**
 * What Loki 4.0 takes away, and what is to be written then.
 *
 * @see https://github.com/grafana/loki/blob/main/docs/sources/setup/upgrade/_index.md
 * @see https://github.com/grafana/loki/blob/main/tools/deprecated-config-checker/deleted-config.yaml
 */
export const REMOVED_KEYS: readonly RemovedKey[] = [
  ...[
    'table_manager', 'schema_config.configs.*.chunks', 'schema_config.configs.*.row_shards', 'schema_config.configs.*.index.tags',
    'storage_config.bigtable', 'storage_config.cassandra', 'storage_config.boltdb', 'storage_config.grpc_store', 'storage_config.aws.dynamodb',
    'storage_config.index_queries_cache_config', 'storage_config.index_cache_validity', 'storage_config.disable_broad_index_queries',
    'chunk_store_config.write_dedupe_cache_config', 'chunk_store_config.cache_lookups_older_than',
  ].map((path) => ({ path, since: '4.0.0', instead: WITHOUT_BACKEND })),
  { path: 'ruler.remote_write.client', since: '4.0.0', instead: 'ruler.remote_write.clients, a map of clients' },
  { path: 'limits_config.per_tenant_override_config', since: '4.0.0', instead: 'runtime_config.file, which tenants already have' },
  { path: 'limits_config.per_tenant_override_period', since: '4.0.0', instead: 'runtime_config.period' },
  { path: 'limits_config.unordered_writes', since: '4.0.0', instead: 'leave it out: entries may always come out of order' },
  { path: 'limits_config.enable_multi_variant_queries', since: '4.0.0', instead: 'leave it out: LogQL has no variants() any longer' },
  { path: 'limits_config.ruler_enable_wal_replay', since: '4.0.0', instead: 'leave it out: the ruler begins with an empty log' },
  { path: 'limits_config.allow_deletes', since: '4.0.0', instead: 'limits_config.deletion_mode' },
  ...[
    'url', 'timeout', 'headers', 'relabel_configs', 'queue_capacity', 'queue_min_shards', 'queue_max_shards', 'queue_max_samples_per_send',
    'queue_batch_send_deadline', 'queue_min_backoff', 'queue_max_backoff', 'queue_retry_on_ratelimit', 'sigv4_config',
  ].map((name) => ({ path: `limits_config.ruler_remote_write_${name}`, since: '4.0.0', instead: REMOTE_WRITE })),
];
