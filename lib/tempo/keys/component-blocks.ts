import { SERVER_KEYS } from './shared-blocks';

/**
 * The keys of components, and the root of the document.
 *
 * `key:type` is a key in every version from 2.10.0 on, `+3.0.0` behind it is the first version that has it, `-3.0.0` the first that lacks it. `{name}` is a block, `[…]` a list
 * and `<…>` a map by names of the user's own.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/cmd/tempo/app/config.go
 */
export const COMPONENT_BLOCKS: { readonly [block: string]: string } = {
  tempo: `
    auth_enabled:bool backend_scheduler:{backendscheduler} backend_scheduler_client:{backendscheduler_client} backend_worker:{backendworker}
    block_builder:{blockbuilder} cache:{modules_cache} compactor:{compactor}-3.0.0 distributor:{distributor} enable_go_runtime_metrics:bool
    http_api_prefix:string ingest:{ingest} ingester:{ingester}-3.0.0 ingester_client:{ingester_client}-3.0.0 internal_server:{pkg_server}
    live_store:{livestore} live_store_client:{livestore_client} memberlist:{memberlist} memory:{app_memory}+3.0.0 metrics_generator:{generator}
    metrics_generator_client:{generator_client} multitenancy_enabled:bool overrides:{overrides} partition_ring_live_store:bool-3.0.0 querier:{querier}
    query_frontend:{frontend} server:{server} shutdown_delay:duration span_profiling:bool+3.0.0 storage:{modules_storage} stream_over_http_enabled:bool
    target:string usage_report:{usagestats}
  `,
  app_memory: 'automemlimit_enabled:bool automemlimit_ratio:float',
  backendscheduler: `
    backend_flush_interval:duration job_timeout:duration local_work_path:string maintenance_interval:duration provider:{provider} work:{work}
  `,
  backendscheduler_client: 'grpc_client_config:{grpcclient}',
  provider_compaction: `
    compaction:{tempodb_compactor} max_compaction_level:int max_input_blocks:int max_jobs_per_tenant:int measure_interval:duration
    min_cycle_interval:duration min_input_blocks:int
  `,
  provider: 'compaction:{provider_compaction} redaction:{provider_redaction}+3.0.0 retention:{provider_retention}',
  provider_redaction: 'max_rescan_generations:int poll_interval:duration rescan_delay:duration',
  provider_retention: 'interval:duration',
  work: 'dead_job_timeout:duration prune_age:duration',
  backendworker: `
    backend_scheduler_addr:string backoff:{backoff} compaction:{tempodb_compactor} finish_on_shutdown_timeout:duration override_ring_key:string
    ring:{backendworker_ring}
  `,
  backendworker_ring: `
    enable_inet6:bool heartbeat_period:duration heartbeat_timeout:duration instance_addr:string instance_id:string instance_interface_names:[string]
    instance_port:int kvstore:{kv} wait_active_instance_timeout:duration wait_stability_max_duration:duration wait_stability_min_duration:duration
  `,
  blockbuilder_block: 'max_block_bytes:uint',
  blockbuilder: `
    assigned_partitions:<[int]> block:{blockbuilder_block} consume_cycle_duration:duration instance_id:string max_consuming_bytes:uint
    partitions_per_instance:int wal:{wal}
  `,
  distributor: `
    artificial_delay:duration extend_writes:bool-3.0.0 forwarders:[{forwarder}] ingester_write_path_enabled:bool-3.0.0 kafka_config:{ingest_kafka}
    kafka_write_path_enabled:bool-3.0.0 log_discarded_spans:{distributor_log_spans} log_received_spans:{distributor_log_spans} max_attribute_bytes:int
    metric_received_spans:{distributor_metric_received_spans} override_ring_key:string receivers:<any> retry_after_on_resource_exhausted:duration
    ring:{distributor_ring} usage:{usage}
  `,
  distributor_log_spans: 'enabled:bool filter_by_status_error:bool include_all_attributes:bool',
  distributor_metric_received_spans: 'enabled:bool root_only:bool',
  distributor_ring: `
    enable_inet6:bool heartbeat_period:duration heartbeat_timeout:duration instance_addr:string instance_id:string instance_interface_names:[string]
    instance_port:int kvstore:{kv}
  `,
  forwarder: 'backend:string filter:{forwarder_filter} name:string otlpgrpc:{otlpgrpc}',
  forwarder_filter: 'traces:{forwarder_trace_filters}',
  forwarder_trace_filters: 'span:[string] spanevent:[string]',
  otlpgrpc: 'endpoints:[string] tls:{otlpgrpc_tls}',
  otlpgrpc_tls: 'cert_file:string insecure:bool',
  usage: 'cost_attribution:{usage_per_tracker}',
  usage_per_tracker: 'enabled:bool max_cardinality:uint stale_duration:duration',
  frontend: `
    allowed_headers:[string] api_timeout:duration log_query_request_headers:string max_batch_size:int max_grpc_streaming_packet_size:int+3.0.0
    max_outstanding_per_tenant:int max_query_expression_size_bytes:int max_retries:int mcp_server:{frontend_mcp_server} metrics:{frontend_metrics}
    multi_tenant_queries_enabled:bool query_end_cutoff:duration response_consumers:int rf1_after:string search:{frontend_search}
    skip_ast_transformations:[string]+3.0.0 trace_by_id:{frontend_trace_by_id} url_deny_list:[string] weights:{pipeline_weights}
  `,
  frontend_mcp_server: 'enabled:bool',
  frontend_metrics: `
    concurrent_jobs:int duration_slo:duration interval:duration max_duration:duration max_exemplars:uint max_intervals:uint max_response_series:int
    query_backend_after:duration streaming_shards:int target_bytes_per_job:int throughput_bytes_slo:float
  `,
  frontend_slo: 'duration_slo:duration throughput_bytes_slo:float',
  frontend_search: `
    concurrent_jobs:int default_result_limit:uint default_spans_per_span_set:uint duration_slo:duration ingester_shards:int max_duration:duration
    max_result_limit:uint max_spans_per_span_set:uint metadata_slo:{frontend_slo} most_recent_shards:int query_backend_after:duration
    query_ingesters_until:duration-3.0.0 target_bytes_per_job:int throughput_bytes_slo:float timeout:duration
  `,
  frontend_trace_by_id: 'concurrent_shards:int duration_slo:duration external_enabled:bool query_shards:int throughput_bytes_slo:float',
  pipeline_weights: 'max_regex_conditions:int max_traceql_conditions:int request_with_weights:bool retry_with_weights:bool',
  generator: `
    codec:string disable_grpc:bool-3.0.0 disable_local_blocks:bool-3.0.0 ingest_concurrency:uint instance_id:string
    leave_consumer_group_on_shutdown:bool+3.0.0 limiter_type:string metrics_ingestion_time_range_slack:duration override_ring_key:string
    processor:{generator_processor} query_timeout:duration-3.0.0 registry:{registry} ring:{ring} ring_mode:string+3.0.0 storage:{storage}
    traces_query_storage:{wal}-3.0.0 traces_storage:{wal}-3.0.0
  `,
  generator_processor: 'host_info:{hostinfo} local_blocks:{localblocks}-3.0.0 service_graphs:{servicegraphs} span_metrics:{spanmetrics}',
  hostinfo: 'host_identifiers:[string] metric_name:string',
  servicegraphs: `
    database_name_attributes:[string] dimensions:[string] enable_client_server_prefix:bool enable_messaging_system_latency_histogram:bool
    enable_tracestate_span_multiplier:bool+3.0.0 enable_virtual_node_label:bool filter_policies:[{spanfilter_filter_policy}]+3.0.0
    histogram_buckets:[float] max_items:int peer_attributes:[string] span_multiplier_key:string wait:duration workers:int
  `,
  spanmetrics: `
    dimension_mappings:[{sharedconfig_dimension_mappings}] dimensions:[string] enable_instance_label:bool enable_target_info:bool
    enable_tracestate_span_multiplier:bool+3.0.0 filter_policies:[{spanfilter_filter_policy}] histogram_buckets:[float]
    intrinsic_dimensions:{spanmetrics_intrinsic_dimensions} span_multiplier_key:string subprocessors:<bool> target_info_excluded_dimensions:[string]
  `,
  spanmetrics_intrinsic_dimensions: 'service:bool span_kind:bool span_name:bool status_code:bool status_message:bool',
  registry: `
    collection_interval:duration external_labels:<string> inject_tenant_id_as:string max_label_name_length:int max_label_value_length:int
    stale_duration:duration
  `,
  storage: `
    path:string remote_write:[{prometheus_remote_write}] remote_write_add_org_id_header:bool remote_write_flush_deadline:duration
    wal:{storage_agent_options}
  `,
  storage_agent_options: `
    max_wal_time:int min_wal_time:int no_lockfile:bool stripe_size:int truncate_frequency:duration wal_compression:string wal_segment_size:int
  `,
  livestore: `
    block_config:{common_block}-3.0.0 block_reclaim_grace:duration+3.0.0 commit_interval:duration complete_block_concurrency:int
    complete_block_timeout:duration fail_on_high_lag:bool+3.0.0 flush_check_period:duration flush_op_timeout:duration max_block_bytes:uint
    max_block_duration:duration max_live_traces_bytes:uint max_trace_idle:duration max_trace_live:duration metrics:{livestore_metrics}
    partition_ring:{livestore_partition_ring} query_block_concurrency:uint readiness_max_wait:duration+3.0.0 readiness_target_lag:duration+3.0.0
    remove_owner_on_shutdown:bool+3.0.0 ring:{ring} shutdown_marker_dir:string wal:{wal}
  `,
  livestore_metrics: 'time_overlap_cutoff:float',
  livestore_partition_ring: `
    delete_inactive_partition_after:duration kvstore:{kv} min_partition_owners_count:int min_partition_owners_duration:duration
  `,
  livestore_client: 'grpc_client_config:{grpcclient} pool_config:{ring_client_pool} remote_timeout:duration',
  querier: `
    extra_query_delay:duration frontend_worker:{worker} max_concurrent_queries:int metrics:{querier_metrics} partition_ring:{querier_partition_ring}
    query_live_store:bool-3.0.0 query_relevant_ingesters:bool search:{querier_search} secondary_ingester_ring:string
    shuffle_sharding_ingesters_enabled:bool shuffle_sharding_ingesters_lookback_period:duration trace_by_id:{querier_trace_by_id}
  `,
  querier_external: 'endpoint:string timeout:duration',
  querier_metrics: 'concurrent_blocks:int time_overlap_cutoff:float',
  querier_partition_ring: 'hedging_delay:duration minimize_requests:bool preferred_zone:string',
  querier_search: 'query_timeout:duration',
  querier_trace_by_id: 'external:{querier_external} query_timeout:duration',
  worker: `
    dns_lookup_duration:duration frontend_address:string grpc_client_config:{grpcclient} id:string match_max_concurrent:bool parallelism:int
  `,
  ingest: 'enabled:bool-3.0.0 kafka:{ingest_kafka}',
  ingest_kafka: `
    address:string auto_create_topic_default_partitions:int auto_create_topic_enabled:bool client_id:string consumer_group:string
    consumer_group_lag_metric_update_interval:duration consumer_group_offset_commit_interval:duration dial_timeout:duration disable_kafka_telemetry:bool
    last_produced_offset_retry_timeout:duration max_consumer_lag_at_startup:duration producer_max_buffered_bytes:int producer_max_record_size_bytes:int
    sasl_password:string sasl_username:string target_consumer_lag_at_startup:duration topic:string write_timeout:duration
  `,
  ring: `
    enable_inet6:bool heartbeat_period:duration heartbeat_timeout:duration instance_addr:string instance_id:string instance_interface_names:[string]
    instance_port:int instance_zone:string kvstore:{kv}
  `,
  pkg_server: `enable:bool ${SERVER_KEYS}`,
  usagestats: 'backoff:{backoff} reporting_enabled:bool',
  compactor: 'compaction:{tempodb_compactor} disabled:bool override_ring_key:string ring:{compactor_ring}',
  compactor_ring: `
    enable_inet6:bool heartbeat_period:duration heartbeat_timeout:duration instance_addr:string instance_id:string instance_interface_names:[string]
    instance_port:int kvstore:{kv} wait_active_instance_timeout:duration wait_stability_max_duration:duration wait_stability_min_duration:duration
  `,
  generator_client: 'grpc_client_config:{grpcclient} pool_config:{ring_client_pool} remote_timeout:duration',
  localblocks: `
    block:{common_block} complete_block_timeout:duration concurrency:uint concurrent_blocks:uint filter_server_spans:bool flush_check_period:duration
    flush_to_storage:bool max_block_bytes:uint max_block_duration:duration max_live_traces:uint max_live_traces_bytes:uint search:{tempodb_search}
    time_overlap_cutoff:float trace_idle_period:duration trace_live_period:duration
  `,
  ingester: `
    complete_block_timeout:duration concurrent_flushes:int flush_all_on_shutdown:bool flush_check_period:duration flush_object_storage:bool
    flush_op_timeout:duration lifecycler:{ring_lifecycler} max_block_bytes:uint max_block_duration:duration override_ring_key:string
    partition_ring:{ingester_partition_ring} trace_idle_period:duration trace_live_period:duration
  `,
  ingester_partition_ring: `
    delete_inactive_partition_after:duration kvstore:{kv} min_partition_owners_count:int min_partition_owners_duration:duration
  `,
  ingester_client: 'grpc_client_config:{grpcclient} pool_config:{ring_client_pool} remote_timeout:duration',
};
