/**
 * The keys of overrides, and what is said of spans there.
 *
 * `key:type` is a key in every version from 2.10.0 on, `+3.0.0` behind it is the first version that has it, `-3.0.0` the first that lacks it. `{name}` is a block, `[…]` a list
 * and `<…>` a map by names of the user's own.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/cmd/tempo/app/config.go
 */
export const OVERRIDES_BLOCKS: { readonly [block: string]: string } = {
  overrides_compaction_overrides: 'block_retention:time compaction_disabled:bool compaction_window:time',
  overrides: `
    defaults:{modules_overrides} enable_legacy_overrides:bool+3.0.0 per_tenant_override_config:string per_tenant_override_period:time
    user_configurable_overrides:{overrides_user_configurable_overrides}
  `,
  overrides_cost_attribution_overrides: 'dimensions:<string> max_cardinality:uint',
  overrides_forwarder_overrides: 'queue_size:int workers:int',
  overrides_global_overrides: 'max_bytes_per_trace:int',
  overrides_host_info_overrides: 'host_identifiers:[string] metric_name:string',
  overrides_ingestion_overrides: `
    artificial_delay:duration burst_size_bytes:int max_attribute_bytes:int max_global_traces_per_user:int max_traces_per_user:int rate_limit_bytes:int
    rate_strategy:string retry_info_enabled:bool tenant_shard_size:int
  `,
  overrides_metrics_generator_overrides: `
    collection_interval:duration disable_collection:bool forwarder:{overrides_forwarder_overrides} generate_native_histograms:string
    ingestion_time_range_slack:duration max_active_entities:uint max_active_series:uint max_cardinality_per_label:uint+3.0.0
    native_histogram_bucket_factor:float native_histogram_max_bucket_number:uint native_histogram_min_reset_duration:duration
    processor:{overrides_processor_overrides} processors:[string] remote_write_headers:<string> ring_size:int span_name_sanitization:string+3.0.0
    trace_id_label_name:string
  `,
  modules_overrides: `
    compaction:{overrides_compaction_overrides} cost_attribution:{overrides_cost_attribution_overrides} forwarders:[string]
    global:{overrides_global_overrides} ingestion:{overrides_ingestion_overrides} metrics_generator:{overrides_metrics_generator_overrides}
    read:{overrides_read_overrides} storage:{overrides_storage_overrides}
  `,
  overrides_processor_overrides: `
    host_info:{overrides_host_info_overrides} local_blocks:{overrides_local_blocks_overrides}-3.0.0 service_graphs:{overrides_service_graphs_overrides}
    span_metrics:{overrides_span_metrics_overrides}
  `,
  overrides_read_overrides: `
    left_pad_trace_ids:bool+3.0.0 max_blocks_per_tag_values_query:int max_bytes_per_tag_values_query:int max_condition_groups_per_tag_query:int+3.0.0
    max_metrics_duration:time max_search_duration:time metrics_spanonly_fetch:bool+3.0.0 unsafe_query_hints:bool
  `,
  overrides_service_graphs_overrides: `
    dimensions:[string] enable_client_server_prefix:bool enable_messaging_system_latency_histogram:bool enable_tracestate_span_multiplier:bool+3.0.0
    enable_virtual_node_label:bool filter_policies:[{spanfilter_filter_policy}]+3.0.0 histogram_buckets:[float] peer_attributes:[string]
    span_multiplier_key:string+3.0.0
  `,
  overrides_span_metrics_overrides: `
    dimension_mappings:[{sharedconfig_dimension_mappings}] dimensions:[string] enable_instance_label:bool enable_target_info:bool
    enable_tracestate_span_multiplier:bool+3.0.0 filter_policies:[{spanfilter_filter_policy}] histogram_buckets:[float] intrinsic_dimensions:<bool>
    span_multiplier_key:string+3.0.0 target_info_excluded_dimensions:[string]
  `,
  overrides_storage_overrides: 'parquet_dedicated_columns:[{backend_dedicated_column}]',
  overrides_user_configurable_overrides_api: 'check_for_conflicting_runtime_overrides:bool',
  overrides_user_configurable_overrides: `
    api:{overrides_user_configurable_overrides_api} client:{userconfigurable_client} enabled:bool poll_interval:duration
  `,
  userconfigurable_client: 'azure:{azure} backend:string confirm_versioning:bool gcs:{gcs} local:{local} s3:{s3}',
  sharedconfig_dimension_mappings: 'join:string name:string source_labels:[string]',
  spanfilter_filter_policy: 'exclude:{spanfilter_policy_match} include:{spanfilter_policy_match} include_any:{spanfilter_policy_match}+3.0.0',
  spanfilter_match_policy_attribute: 'key:string value:any',
  spanfilter_policy_match: 'attributes:[{spanfilter_match_policy_attribute}] match_type:string',
  overrides_local_blocks_overrides: `
    complete_block_timeout:duration flush_check_period:duration max_block_bytes:uint max_block_duration:duration max_live_traces:uint
    trace_idle_period:duration
  `,
};
