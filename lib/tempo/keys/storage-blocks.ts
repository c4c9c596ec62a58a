/**
 * The keys of the store and of caches.
 *
 * `key:type` is a key in every version from 2.10.0 on, `+3.0.0` behind it is the first version that has it, `-3.0.0` the first that lacks it. `{name}` is a block, `[…]` a list
 * and `<…>` a map by names of the user's own.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/cmd/tempo/app/config.go
 */
export const STORAGE_BLOCKS: { readonly [block: string]: string } = {
  cache: 'memcached:{memcached} redis:{redis} roles:[string]',
  modules_cache: 'background:{cache_background} caches:[{cache}]',
  memcached: `
    addresses:string circuit_breaker_consecutive_failures:uint circuit_breaker_interval:duration circuit_breaker_timeout:duration consistent_hash:bool
    host:string max_idle_conns:int max_item_size:int service:string timeout:duration tls_ca_path:string tls_cert_path:string tls_cipher_suites:string
    tls_enabled:bool tls_insecure_skip_verify:bool tls_key_path:string tls_min_version:string tls_server_name:string ttl:duration update_interval:duration
  `,
  redis: `
    db:int endpoint:string expiration:duration idle_timeout:duration master_name:string max_connection_age:duration password:string pool_size:int
    sentinel_password:string sentinel_username:string timeout:duration tls_enabled:bool tls_insecure_skip_verify:bool ttl:duration username:string
  `,
  modules_storage: 'trace:{tempodb}',
  cache_background: 'writeback_buffer:int writeback_goroutines:int',
  tempodb_cache_control: 'column_index:bool footer:bool offset_index:bool',
  tempodb_compactor: `
    block_retention:duration compacted_block_retention:duration compaction_cycle:duration compaction_window:duration max_block_bytes:uint
    max_compaction_objects:int max_time_per_tenant:duration retention_concurrency:uint v2_in_buffer_bytes:uint-3.0.0 v2_out_buffer_bytes:uint-3.0.0
    v2_prefetch_traces_count:int-3.0.0
  `,
  tempodb: `
    azure:{azure} backend:string background_cache:{cache_background} block:{common_block} blocklist_poll:duration blocklist_poll_concurrency:uint
    blocklist_poll_fallback:bool blocklist_poll_jitter_ms:int blocklist_poll_stale_tenant_index:duration blocklist_poll_tenant_concurrency:uint
    blocklist_poll_tenant_index_builders:int blocklist_poll_tolerate_consecutive_errors:int blocklist_poll_tolerate_tenant_failures:int cache:string
    cache_max_block_age:duration cache_min_compaction_level:uint empty_tenant_deletion_age:duration empty_tenant_deletion_enabled:bool gcs:{gcs}
    local:{local} memcached:{memcached} pool:{pool} redis:{redis} s3:{s3} search:{tempodb_search} wal:{wal}
  `,
  tempodb_search: `
    cache_control:{tempodb_cache_control} chunk_size_bytes:uint prefetch_trace_count:int read_buffer_count:int read_buffer_size_bytes:int
  `,
  backend_dedicated_column: 'name:string options:[string] scope:string type:string',
  azure: `
    buffer_size:int container_name:string endpoint_suffix:string hedge_requests_at:duration hedge_requests_up_to:int max_buffers:int prefix:string
    storage_account_key:string storage_account_name:string use_federated_token:bool use_managed_identity:bool user_assigned_id:string
  `,
  gcs: `
    bucket_name:string chunk_buffer_size:int endpoint:string hedge_requests_at:duration hedge_requests_up_to:int insecure:bool list_blocks_concurrency:int
    max_retries:int object_cache_control:string object_metadata:<string> prefix:string
  `,
  local: 'path:string',
  s3: `
    access_key:string bucket:string bucket_lookup_type:int enable_dual_stack:bool endpoint:string forcepathstyle:bool hedge_requests_at:duration
    hedge_requests_up_to:int insecure:bool list_blocks_concurrency:int metadata:<string> native_aws_auth_enabled:bool part_size:uint prefix:string
    region:string retry_backoff_initial:duration+3.0.0 retry_backoff_max:duration+3.0.0 retry_max_attempts:int+3.0.0 secret_key:string
    session_token:string signature_v2:bool sse:{s3_sse} storage_class:string tags:<string> tls_ca_path:string tls_cert_path:string
    tls_cipher_suites:string tls_insecure_skip_verify:bool tls_key_path:string tls_min_version:string tls_server_name:string
  `,
  s3_sse: 'encryption_key:string kms_encryption_context:string kms_key_id:string type:string',
  common_block: `
    bloom_filter_false_positive:float bloom_filter_shard_size_bytes:int parquet_dedicated_columns:[{backend_dedicated_column}]
    parquet_row_group_size_bytes:int search_encoding:string-3.0.0 search_page_size_bytes:int-3.0.0 v2_encoding:string-3.0.0
    v2_index_downsample_bytes:int-3.0.0 v2_index_page_size_bytes:int-3.0.0 version:string
  `,
  pool: 'max_workers:int queue_depth:int',
  wal: 'ingestion_time_range_slack:duration path:string search_encoding:string-3.0.0 v2_encoding:string-3.0.0 version:string-3.0.0',
};
