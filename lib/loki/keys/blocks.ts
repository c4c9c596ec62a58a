/**
 * Every key of the configuration of Loki 3.7, as its program prints them: `key` is a value, a list or a map of the user's own, `key{…}` a block, and
 * `key<name>` a block of `shared-blocks.ts`.
 *
 * @see https://grafana.com/docs/loki/latest/configure/
 */
export const BLOCKS: { readonly [block: string]: string } = {
  target: '',
  auth_enabled: '',
  http_prefix: '',
  ballast_bytes: '',
  server: `
    cluster_validation{additional_labels grpc{enabled soft_validation} http{enabled excluded_paths excluded_user_agents soft_validation} label}
    create_new_traces graceful_shutdown_timeout grpc_collect_max_streams_by_conn grpc_listen_address grpc_listen_conn_limit grpc_listen_network
    grpc_listen_port grpc_server_keepalive_time grpc_server_keepalive_timeout grpc_server_max_concurrent_streams grpc_server_max_connection_age
    grpc_server_max_connection_age_grace grpc_server_max_connection_idle grpc_server_max_recv_msg_size grpc_server_max_send_msg_size
    grpc_server_min_time_between_pings grpc_server_num_workers grpc_server_ping_without_stream_allowed grpc_server_recv_buffer_pools_enabled
    grpc_server_stats_tracking_enabled grpc_tls_config http_listen_address http_listen_conn_limit http_listen_network http_listen_port
    http_log_closed_connections_without_response_enabled http_path_prefix http_server_idle_timeout http_server_read_header_timeout
    http_server_read_timeout http_server_write_timeout http_tls_config log_format log_level log_request_at_info_level_enabled
    log_request_exclude_headers_list log_request_headers log_source_ips_enabled log_source_ips_full log_source_ips_header log_source_ips_regex
    proxy_protocol_enabled register_instrumentation report_grpc_codes_in_instrumentation_label_enabled tls_cipher_suites tls_min_version
    trace_request_exclude_headers_list trace_request_headers
  `,
  internal_server: `
    cluster_validation{additional_labels grpc{enabled soft_validation} http{enabled excluded_paths excluded_user_agents soft_validation} label}
    create_new_traces enable graceful_shutdown_timeout grpc_collect_max_streams_by_conn grpc_listen_address grpc_listen_conn_limit
    grpc_listen_network grpc_listen_port grpc_server_keepalive_time grpc_server_keepalive_timeout grpc_server_max_concurrent_streams
    grpc_server_max_connection_age grpc_server_max_connection_age_grace grpc_server_max_connection_idle grpc_server_max_recv_msg_size
    grpc_server_max_send_msg_size grpc_server_min_time_between_pings grpc_server_num_workers grpc_server_ping_without_stream_allowed
    grpc_server_recv_buffer_pools_enabled grpc_server_stats_tracking_enabled grpc_tls_config http_listen_address http_listen_conn_limit
    http_listen_network http_listen_port http_log_closed_connections_without_response_enabled http_path_prefix http_server_idle_timeout
    http_server_read_header_timeout http_server_read_timeout http_server_write_timeout http_tls_config log_format log_level
    log_request_at_info_level_enabled log_request_exclude_headers_list log_request_headers log_source_ips_enabled log_source_ips_full
    log_source_ips_header log_source_ips_regex proxy_protocol_enabled register_instrumentation report_grpc_codes_in_instrumentation_label_enabled
    tls_cipher_suites tls_min_version trace_request_exclude_headers_list trace_request_headers
  `,
  ui: `
    debug enabled goldfish{cell_a_namespace cell_b_namespace enable grafana_url logs_datasource_uid results_backend results_bucket<object_store>
    storage{cloudsql_database cloudsql_host cloudsql_port cloudsql_user max_connections max_idle_time_seconds rds_database rds_endpoint rds_user
    type} traces_datasource_uid} ring<ring>
  `,
  distributor: `
    dataobj_tee{debug_metrics_enabled enabled max_buffered_bytes per_partition_rate_bytes rate_batch_window topic} default_policy_stream_mappings
    ingest_limits_dry_run_enabled ingest_limits_enabled ingester_writes_enabled kafka_writes_enabled max_decompressed_size max_recv_msg_size
    otlp_config{default_resource_attributes_as_index_labels} push_worker_count rate_store{debug ingester_request_timeout max_request_parallelism
    stream_rate_update_interval} ring{heartbeat_period heartbeat_timeout instance_addr instance_enable_ipv6 instance_id instance_interface_names
    instance_port kvstore<kvstore>} write_failures_logging{add_insights_label rate}
  `,
  querier: `
    engine{max_count_min_sketch_heap_size max_look_back_period} extra_query_delay max_concurrent multi_tenant_queries_enabled
    per_request_limits_enabled query_ingester_only query_ingesters_within query_partition_ingesters query_store_only tail_max_duration
  `,
  query_engine: `
    align_queries_with_step batch_size distributed downstream_address enable enable_delete_req_filtering enable_engine_router
    enforce_max_query_series_limit enforce_retention_period instance_interface_names merge_prefetch_count prefetch_bytes range_reads{coalesce_size
    max_parallelism max_range_size min_range_size} results_cache{cache{background<background> default_validity embedded_cache{max_size_items
    max_size_mb ttl} memcached{batch_size expiration parallelism} memcached_client<memcached_client> prefix redis<redis>} compression}
    scheduler_lookup_address scheduler_lookup_interval storage_lag storage_retention_days storage_start_date worker_threads
  `,
  query_scheduler: `
    grpc_client_config<grpc_client> max_outstanding_requests_per_tenant max_queue_hierarchy_levels querier_forget_delay scheduler_ring<ring>
    use_scheduler_ring
  `,
  frontend: `
    address compress_responses downstream_url encoding graceful_shutdown_timeout grpc_client_config<grpc_client> instance_enable_ipv6
    instance_interface_names log_queries_longer_than log_query_request_headers max_body_size max_outstanding_per_tenant port querier_forget_delay
    query_stats_enabled scheduler_address scheduler_dns_lookup_period scheduler_worker_concurrency support_parquet_encoding tail_proxy_url
    tail_tls_config<tls_client>
  `,
  query_range: `
    align_queries_with_step cache_index_stats_results cache_instant_metric_results cache_label_results cache_results cache_series_results
    cache_volume_results index_stats_results_cache<results_cache> instant_metric_query_split_align instant_metric_results_cache<results_cache>
    label_results_cache<results_cache> max_retries parallelise_shardable_queries results_cache<results_cache> series_results_cache<results_cache>
    shard_aggregations volume_results_cache<results_cache>
  `,
  ruler: `
    alert_relabel_configs alertmanager_client alertmanager_refresh_interval alertmanager_url datasource_uid disable_rule_group_label
    disabled_tenants enable_alertmanager_discovery enable_alertmanager_v2 enable_api enable_sharding enabled_tenants evaluation{max_jitter mode
    query_frontend} evaluation_interval external_labels external_url flush_period for_grace_period for_outage_tolerance notification_queue_capacity
    notification_timeout poll_interval query_stats_enabled remote_write{add_org_id_header client clients config_refresh_period enabled} resend_delay
    ring{heartbeat_period heartbeat_timeout instance_addr instance_enable_ipv6 instance_id instance_interface_names instance_port kvstore<kvstore>
    num_tokens} rule_path ruler_client<grpc_client> search_pending_for sharding_algo sharding_strategy storage{alibabacloud<alibaba_legacy>
    azure<azure_legacy> bos<bos_legacy> cos<cos> gcs<gcs_legacy> local{directory} s3<s3_legacy> swift<swift_legacy> type} wal{dir max_age min_age
    name remotewrite tenant truncate_frequency} wal_cleaner{min_age}
  `,
  ruler_storage: `
    alibaba{access_key_id access_key_secret bucket endpoint} azure<azure> backend bos<bos> filesystem{dir} gcs<gcs> local{directory} s3<s3>
    storage_prefix swift<swift>
  `,
  ingester_client: `
    grpc_client_config<grpc_client> pool_config{client_cleanup_period health_check_ingesters remote_timeout} remote_timeout
  `,
  ingester: `
    autoforget_unhealthy chunk_block_size chunk_encoding chunk_idle_period chunk_retain_period chunk_target_size concurrent_flushes
    delegate_stream_limits_enabled flush_check_period flush_op_backoff{max_period max_retries min_period} flush_op_timeout index_shards
    kafka_ingestion{enabled partition_ring<partition_ring>} lifecycler<lifecycler> max_chunk_age max_dropped_streams max_returned_stream_errors
    owned_streams_check_interval query_store_max_look_back_period shutdown_marker_path sync_min_utilization sync_period wal{checkpoint_duration dir
    disk_full_threshold enabled flush_on_shutdown replay_memory_ceiling}
  `,
  pattern_ingester: `
    client_config{grpc_client_config<grpc_client> pool_config{client_cleanup_period health_check_ingesters remote_timeout} remote_timeout}
    concurrent_flushes connection_timeout flush_check_period lifecycler<lifecycler> max_allowed_line_length max_chunk_age max_clusters
    max_eviction_ratio metric_aggregation pattern_persistence pattern_sample_interval retain_for tee_config{batch_flush_interval batch_size
    flush_queue_size flush_worker_count stop_flush_timeout} volume_threshold
  `,
  index_gateway: 'mode ring<ring>',
  bloom_build: `
    builder{backoff_config{max_period max_retries min_period} grpc_config<grpc_client> planner_address working_directory} enabled
    planner{max_table_offset min_table_offset planning_interval queue{clean_tasks_directory max_queued_tasks_per_tenant store_tasks_on_disk
    tasks_disk_directory} retention{enabled max_lookback_days}}
  `,
  bloom_gateway: `
    block_query_concurrency client{grpc_client_config<grpc_client> pool_config{check_interval}} enabled fetch_blocks_async
    max_outstanding_per_tenant num_multiplex_tasks worker_concurrency
  `,
  storage_config: `
    alibabacloud<alibaba_legacy> aws{access_key_id backoff_config{max_period max_retries min_period} bucketnames chunk_delimiter disable_dualstack
    dynamodb{api_limit backoff_config{max_period max_retries min_period} chunk_gang_size chunk_get_max_parallelism dynamodb_url kms_key_id
    metrics{ignore_throttle_below queue_length_query read_error_query read_usage_query scale_up_factor target_queue_length url write_throttle_query
    write_usage_query} throttle_limit} endpoint http_config{ca_file idle_conn_timeout insecure_skip_verify response_header_timeout timeout} insecure
    region s3 s3forcepathstyle secret_access_key session_token signature_version sse{kms_encryption_context kms_key_id type} storage_class}
    azure<azure_legacy> bigtable{grpc_client_config<grpc_client> instance project table_cache_enabled table_cache_expiration}
    bloom_shipper{blocks_cache{hard_limit soft_limit ttl} download_parallelism max_query_page_size memory_management{bloom_page_alloc_type
    bloom_page_mem_pool_buckets} metas_cache{background<background> default_validity embedded_cache{max_size_items max_size_mb ttl}
    memcached{batch_size expiration parallelism} memcached_client<memcached_client> prefix redis<redis>} metas_lru_cache{max_size_items max_size_mb
    ttl} working_directory} boltdb{directory} boltdb_shipper{active_index_directory build_per_tenant_index cache_location cache_ttl
    index_gateway_client{grpc_client_config<grpc_client> log_gateway_requests server_address time_based_sharding_buckets} ingesterdbretainperiod
    ingestername mode query_ready_num_days resync_interval} bos<bos_legacy> cassandra{CA_path SSL addresses auth connect_timeout consistency
    convict_hosts_on_failure custom_authenticators disable_initial_host_lookup host_selection_policy host_verification keyspace max_retries
    num_connections password password_file port query_concurrency reconnect_interval replication_factor retry_max_backoff retry_min_backoff
    table_options timeout tls_cert_path tls_key_path username} congestion_control{controller{aimd{backoff_factor start upper_bound} strategy}
    enabled hedging{config{at max_per_second up_to} strategy} retry{limit strategy}} cos<cos> disable_broad_index_queries filesystem{directory}
    gcs<gcs_legacy> grpc_store hedging{at max_per_second up_to} index_cache_validity index_queries_cache_config{background<background>
    default_validity embedded_cache{max_size_items max_size_mb ttl} memcached{batch_size expiration parallelism} memcached_client<memcached_client>
    prefix redis<redis>} max_chunk_batch_size max_parallel_get_chunk named_stores{alibabacloud aws azure bos cos filesystem gcs swift} object_prefix
    object_store{alibaba{access_key_id access_key_secret bucket endpoint} azure<azure> bos<bos> filesystem{dir} gcs<gcs> named_stores{azure
    filesystem gcs s3 swift} s3<s3> storage_prefix swift<swift>} swift<swift_legacy> tsdb_shipper{active_index_directory cache_location cache_ttl
    index_gateway_client{grpc_client_config<grpc_client> log_gateway_requests server_address time_based_sharding_buckets} ingesterdbretainperiod
    ingestername mode query_ready_num_days resync_interval} use_thanos_objstore
  `,
  chunk_store_config: `
    cache_lookups_older_than chunk_cache_config<cache> chunk_cache_config_l2{background<background> default_validity embedded_cache{max_size_items
    max_size_mb ttl} memcached{batch_size expiration parallelism} memcached_client<memcached_client> prefix redis<redis>} l2_chunk_cache_handoff
    skip_query_writeback_cache_older_than write_dedupe_cache_config{background<background> default_validity embedded_cache{max_size_items
    max_size_mb ttl} memcached{batch_size expiration parallelism} memcached_client<memcached_client> prefix redis<redis>}
  `,
  schema_config: 'configs',
  compactor: `
    apply_retention_interval backup_delete_request_store_db_type compaction_interval compactor_ring<ring> delete_batch_size delete_max_interval
    delete_request_cancel_period delete_request_store delete_request_store_db_type delete_request_store_key_prefix deletion_ignore_missing_chunks
    deletion_marker_object_store_prefix horizontal_scaling_mode jobs_config{deletion{chunk_processing_concurrency deletion_manifest_store_prefix
    max_retries timeout}} max_compaction_parallelism retention_backoff_config{max_period max_retries min_period} retention_delete_delay
    retention_delete_worker_count retention_enabled retention_table_timeout skip_latest_n_tables tables_to_compact upload_parallelism
    worker_config{num_sub_workers} working_directory
  `,
  compactor_grpc_client: '<grpc_client>',
  limits_config: `
    allow_deletes allow_structured_metadata block_ingestion_policy_until block_ingestion_status_code block_ingestion_until blocked_queries
    bloom_block_encoding bloom_build_builder_response_timeout bloom_build_max_builders bloom_build_task_max_retries bloom_creation_enabled
    bloom_gateway_enable_filtering bloom_max_block_size bloom_max_bloom_size bloom_planning_strategy bloom_prefetch_blocks
    bloom_split_series_keyspace_by bloom_task_target_series_chunk_size cardinality_limit creation_grace_period debug_engine_streams
    debug_engine_tasks deletion_mode discover_generic_fields discover_log_levels discover_service_name enable_multi_variant_queries enforced_labels
    engine_results_cache_time_bucket_interval increment_duplicate_timestamp index_gateway_max_capacity index_gateway_shard_size
    ingestion_burst_size_mb ingestion_partitions_tenant_shard_size ingestion_rate_mb ingestion_rate_strategy log_level_fields
    log_level_from_json_max_depth max_cache_freshness_per_query max_chunks_per_query max_concurrent_tail_requests max_entries_limit_per_query
    max_global_streams_per_user max_label_name_length max_label_names_per_series max_label_value_length max_line_size max_line_size_truncate
    max_line_size_truncate_identifier max_metadata_cache_freshness max_querier_bytes_read max_queriers_per_tenant max_query_bytes_read
    max_query_capacity max_query_length max_query_lookback max_query_parallelism max_query_range max_query_series max_scan_task_parallelism
    max_stats_cache_freshness max_streams_matchers_per_query max_streams_per_user max_structured_metadata_entries_count max_structured_metadata_size
    metric_aggregation_enabled min_sharding_lookback minimum_labels_number otlp_config pattern_ingester_tokenizable_json_fields_append
    pattern_ingester_tokenizable_json_fields_default pattern_ingester_tokenizable_json_fields_delete pattern_persistence_enabled
    pattern_persistence_granularity pattern_rate_threshold per_stream_rate_limit per_stream_rate_limit_burst per_tenant_override_config
    per_tenant_override_period policy_enforced_labels policy_override_limits policy_stream_mapping query_ready_index_num_days query_timeout
    recent_metadata_query_window reject_old_samples reject_old_samples_max_age required_labels retention_period retention_stream
    ruler_alertmanager_config ruler_enable_wal_replay ruler_max_rule_groups_per_tenant ruler_max_rules_per_rule_group
    ruler_remote_evaluation_max_response_size ruler_remote_evaluation_timeout ruler_remote_write_config ruler_remote_write_disabled
    ruler_remote_write_headers ruler_remote_write_queue_batch_send_deadline ruler_remote_write_queue_capacity ruler_remote_write_queue_max_backoff
    ruler_remote_write_queue_max_samples_per_send ruler_remote_write_queue_max_shards ruler_remote_write_queue_min_backoff
    ruler_remote_write_queue_min_shards ruler_remote_write_queue_retry_on_ratelimit ruler_remote_write_relabel_configs
    ruler_remote_write_sigv4_config ruler_remote_write_timeout ruler_remote_write_url ruler_tenant_shard_size s3_sse_kms_encryption_context
    s3_sse_kms_key_id s3_sse_type shard_aggregations shard_streams{desired_rate enabled logging_enabled time_sharding_enabled
    time_sharding_ignore_recent} simulated_push_latency split_ingester_queries_by_interval split_instant_metric_queries_by_interval
    split_metadata_queries_by_interval split_queries_by_interval split_recent_metadata_queries_by_interval tsdb_max_bytes_per_shard
    tsdb_max_query_parallelism tsdb_precompute_chunks tsdb_sharding_strategy unordered_writes use_owned_stream_count volume_enabled
    volume_max_series
  `,
  frontend_worker: `
    dns_lookup_duration frontend_address grpc_client_config<grpc_client> id query_frontend_grpc_client<grpc_client>
    query_scheduler_grpc_client<grpc_client> scheduler_address
  `,
  table_manager: `
    chunk_tables_provisioning<provisioning> creation_grace_period index_tables_provisioning<provisioning> poll_interval retention_deletes_enabled
    retention_period throughput_updates_disabled
  `,
  memberlist: `
    abort_if_cluster_fast_join_fails abort_if_cluster_fast_join_fails_min_nodes abort_if_cluster_join_fails acquire_writer_timeout advertise_addr
    advertise_port bind_addr bind_port broadcast_timeout_for_local_updates_on_shutdown cluster_label cluster_label_verification_disabled
    compression_enabled dead_node_reclaim_time gossip_interval gossip_nodes gossip_to_dead_nodes_time join_members leave_timeout
    left_ingesters_timeout max_concurrent_writes max_join_backoff max_join_retries message_history_buffer_bytes min_join_backoff node_name
    notify_interval obsolete_entries_timeout packet_dial_timeout packet_write_timeout pull_push_interval randomize_node_name rejoin_interval
    rejoin_seed_nodes retransmit_factor stream_timeout tls_ca_path tls_cert_path tls_cipher_suites tls_enabled tls_insecure_skip_verify tls_key_path
    tls_min_version tls_server_name watch_prefix_buffer_size zone_aware_routing{enabled instance_availability_zone role}
  `,
  kafka_config: `
    address auto_create_topic_default_partitions auto_create_topic_enabled client_id consumer_group consumer_group_offset_commit_interval
    dial_timeout enable_kafka_histograms last_produced_offset_retry_timeout max_consumer_lag_at_startup max_consumer_workers
    producer_max_buffered_bytes producer_max_record_size_bytes reader_config{address client_id} sasl_password sasl_username topic tracing_enabled
    write_timeout writer_config{address client_id}
  `,
  dataobj: `
    consumer{builderconfig{buffer_size dataobj_sort_order max_page_rows section_stripe_merge_limit target_object_size target_page_size
    target_section_size} idle_flush_timeout lifecycler<lifecycler> max_builder_age partition_ring<partition_ring> topic uploader{shaprefixsize}}
    enabled index{buffer_size events_per_index flush_interval max_idle_time max_page_rows section_stripe_merge_limit target_object_size
    target_page_size target_section_size} metastore{index_storage_prefix partition_ratio} storage_bucket_prefix
  `,
  ingest_limits: `
    active_window bucket_size consumer_group enabled eviction_interval lifecycler<lifecycler> num_partitions rate_window topic
  `,
  ingest_limits_frontend: `
    accepted_streams_cache_enabled accepted_streams_cache_ttl accepted_streams_cache_ttl_jitter assigned_partitions_cache_enabled
    assigned_partitions_cache_ttl client_config{grpc_client_config<grpc_client> pool_config{client_cleanup_period health_check_ingest_limits
    remote_timeout}} lifecycler<lifecycler> num_partitions
  `,
  ingest_limits_frontend_client: 'grpc_client_config<grpc_client> pool_config{client_cleanup_period health_check_ingest_limits remote_timeout}',
  runtime_config: 'file period',
  operational_config: `
    filter_push_request_streams_ips limited_log_push_errors log_duplicate_metrics log_duplicate_stream_info log_hash_of_labels log_push_request
    log_push_request_streams log_service_name_discovery log_stream_creation
  `,
  tracing: 'enabled',
  analytics: 'proxy_url reporting_enabled tls_config<tls_client> usage_stats_url',
  tenant_limits_allow_publish: '',
  common: `
    compactor_address compactor_grpc_address instance_addr instance_interface_names path_prefix persist_tokens replication_factor ring<ring>
    scratch_path storage{alibabacloud<alibaba_legacy> azure<azure_legacy> bos<bos_legacy> congestion_control{controller{aimd{backoff_factor start
    upper_bound} strategy} enabled hedging{config{at max_per_second up_to} strategy} retry{limit strategy}} cos<cos> filesystem{chunks_directory
    rules_directory} gcs<gcs_legacy> hedging{at max_per_second up_to} object_store<object_store> s3<s3_legacy> swift<swift_legacy>}
  `,
  shutdown_delay: '',
  metrics_namespace: '',
  profiling: '',
};
