/** Of every server, the internal one included. */
export const SERVER_KEYS = `
  cluster_validation:{clusterutil_server_cluster_validation} create_new_traces:bool+2.10.6 graceful_shutdown_timeout:duration
  grpc_collect_max_streams_by_conn:bool grpc_listen_address:string grpc_listen_conn_limit:int grpc_listen_network:string grpc_listen_port:int
  grpc_server_keepalive_time:duration grpc_server_keepalive_timeout:duration grpc_server_max_concurrent_streams:uint
  grpc_server_max_connection_age:duration grpc_server_max_connection_age_grace:duration grpc_server_max_connection_idle:duration
  grpc_server_max_recv_msg_size:int grpc_server_max_send_msg_size:int grpc_server_min_time_between_pings:duration grpc_server_num_workers:int
  grpc_server_ping_without_stream_allowed:bool grpc_server_read_buffer_size:int+2.10.6 grpc_server_recv_buffer_pools_enabled:bool
  grpc_server_stats_tracking_enabled:bool grpc_server_write_buffer_size:int+2.10.6 grpc_tls_config:{server_tls} http_listen_address:string
  http_listen_conn_limit:int http_listen_network:string http_listen_port:int http_log_closed_connections_without_response_enabled:bool
  http_path_prefix:string http_server_idle_timeout:duration http_server_read_header_timeout:duration http_server_read_timeout:duration
  http_server_write_timeout:duration http_tls_config:{server_tls} log_format:string log_level:string log_request_at_info_level_enabled:bool
  log_request_exclude_headers_list:string log_request_headers:bool log_source_ips_enabled:bool log_source_ips_full:bool log_source_ips_header:string
  log_source_ips_regex:string proxy_protocol_enabled:bool register_instrumentation:bool report_grpc_codes_in_instrumentation_label_enabled:bool
  tls_cipher_suites:string tls_min_version:string trace_request_exclude_headers_list:string trace_request_headers:bool
`;

/**
 * The keys of servers, rings and clients, which Tempo has in common with Loki and Mimir.
 *
 * `key:type` is a key in every version from 2.10.0 on, `+3.0.0` behind it is the first version that has it, `-3.0.0` the first that lacks it. `{name}` is a block, `[…]` a list
 * and `<…>` a map by names of the user's own.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/cmd/tempo/app/config.go
 */
export const SHARED_BLOCKS: { readonly [block: string]: string } = {
  backoff: 'max_period:duration max_retries:int min_period:duration',
  clusterutil_cluster_validation: 'label:string',
  clusterutil_cluster_validation_protocol: 'enabled:bool soft_validation:bool',
  clusterutil_cluster_validation_protocol_config_for_http: 'enabled:bool excluded_paths:string excluded_user_agents:string soft_validation:bool',
  clusterutil_server_cluster_validation: `
    additional_labels:string grpc:{clusterutil_cluster_validation_protocol} http:{clusterutil_cluster_validation_protocol_config_for_http} label:string
  `,
  grpcclient: `
    backoff_config:{backoff} backoff_on_ratelimits:bool cluster_validation:{clusterutil_cluster_validation} connect_backoff_base_delay:duration
    connect_backoff_max_delay:duration connect_timeout:duration grpc_compression:string initial_connection_window_size:bytes
    initial_stream_window_size:bytes max_recv_msg_size:int max_send_msg_size:int rate_limit:float rate_limit_burst:int tls_ca_path:string
    tls_cert_path:string tls_cipher_suites:string tls_enabled:bool tls_insecure_skip_verify:bool tls_key_path:string tls_min_version:string
    tls_server_name:string
  `,
  kv: 'consul:{consul} etcd:{etcd} multi:{kv_multi} prefix:string store:string',
  kv_multi: 'mirror_enabled:bool mirror_timeout:duration primary:string secondary:string',
  consul: `
    acl_token:string cas_retry_delay:duration consistent_reads:bool host:string http_client_timeout:duration watch_burst_size:int watch_rate_limit:float
  `,
  etcd: `
    dial_timeout:duration endpoints:[string] max_retries:int password:string tls_ca_path:string tls_cert_path:string tls_cipher_suites:string
    tls_enabled:bool tls_insecure_skip_verify:bool tls_key_path:string tls_min_version:string tls_server_name:string username:string
  `,
  memberlist: `
    abort_if_cluster_fast_join_fails:bool abort_if_cluster_fast_join_fails_min_nodes:int+2.10.6 abort_if_cluster_join_fails:bool
    acquire_writer_timeout:duration advertise_addr:string advertise_port:int bind_addr:[string] bind_port:int
    broadcast_timeout_for_local_updates_on_shutdown:duration cluster_label:string cluster_label_verification_disabled:bool compression_enabled:bool
    dead_node_reclaim_time:duration gossip_interval:duration gossip_nodes:int gossip_to_dead_nodes_time:duration join_members:[string]
    leave_timeout:duration left_ingesters_timeout:duration max_concurrent_writes:int max_join_backoff:duration max_join_retries:int
    message_history_buffer_bytes:int min_join_backoff:duration node_name:string notify_interval:duration obsolete_entries_timeout:duration
    packet_dial_timeout:duration packet_write_timeout:duration propagation_delay_tracker:{memberlist_propagation_delay_tracker}+2.10.6
    pull_push_interval:duration randomize_node_name:bool received_messages_queue_size:int+2.10.6 rejoin_interval:duration
    rejoin_seed_nodes:[string]+2.10.6 retransmit_factor:int stream_timeout:duration tls_ca_path:string tls_cert_path:string tls_cipher_suites:string
    tls_enabled:bool tls_insecure_skip_verify:bool tls_key_path:string tls_min_version:string tls_server_name:string watch_prefix_buffer_size:int
    zone_aware_routing:{memberlist_zone_aware_routing}
  `,
  memberlist_propagation_delay_tracker: 'beacon_interval:duration beacon_lifetime:duration enabled:bool log_beacons_latency_longer_than:duration',
  memberlist_zone_aware_routing: 'enabled:bool instance_availability_zone:string role:string',
  ring_client_pool: `
    checkinterval:duration healthcheckenabled:bool healthcheckgraceperiod:duration+2.10.6 healthchecktimeout:duration maxconcurrenthealthchecks:int
  `,
  server: SERVER_KEYS,
  server_tls: 'cert:string cert_file:string client_auth_type:string client_ca:string client_ca_file:string key:string key_file:string',
  dskit_ring: 'excluded_zones:string heartbeat_timeout:duration kvstore:{kv} replication_factor:int zone_awareness_enabled:bool',
  ring_lifecycler: `
    address:string availability_zone:string enable_inet6:bool final_sleep:duration heartbeat_period:duration heartbeat_timeout:duration id:string
    interface_names:[string] join_after:duration min_ready_duration:duration num_tokens:int observe_period:duration port:int
    readiness_check_ring_health:bool ring:{dskit_ring} tokens_file_path:string unregister_on_shutdown:bool
  `,
};
