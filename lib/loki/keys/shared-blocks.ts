/**
 * Blocks that stand in several places of the configuration of Loki 3.7, by names of our own, in the notation of `blocks.ts`.
 *
 * @see https://grafana.com/docs/loki/latest/configure/
 */
export const SHARED_BLOCKS: { readonly [name: string]: string } = {
  tls_client: `
    tls_ca_path tls_cert_path tls_cipher_suites tls_insecure_skip_verify tls_key_path tls_min_version tls_server_name
  `,
  consul: 'acl_token cas_retry_delay consistent_reads host http_client_timeout watch_burst_size watch_rate_limit',
  etcd: `
    dial_timeout endpoints max_retries password tls_ca_path tls_cert_path tls_cipher_suites tls_enabled tls_insecure_skip_verify tls_key_path
    tls_min_version tls_server_name username
  `,
  multi: 'mirror_enabled mirror_timeout primary secondary',
  kvstore: 'consul<consul> etcd<etcd> multi<multi> prefix store',
  grpc_client: `
    backoff_config{max_period max_retries min_period} backoff_on_ratelimits cluster_validation{label} connect_backoff_base_delay
    connect_backoff_max_delay connect_timeout grpc_compression initial_connection_window_size initial_stream_window_size max_recv_msg_size
    max_send_msg_size rate_limit rate_limit_burst tls_ca_path tls_cert_path tls_cipher_suites tls_enabled tls_insecure_skip_verify tls_key_path
    tls_min_version tls_server_name
  `,
  ring: `
    heartbeat_period heartbeat_timeout instance_addr instance_availability_zone instance_enable_ipv6 instance_id instance_interface_names
    instance_port kvstore<kvstore> num_tokens replication_factor tokens_file_path zone_awareness_enabled
  `,
  lifecycler_ring: 'excluded_zones heartbeat_timeout kvstore<kvstore> replication_factor zone_awareness_enabled',
  lifecycler: `
    address availability_zone enable_inet6 final_sleep heartbeat_period heartbeat_timeout id interface_names join_after min_ready_duration
    num_tokens observe_period port readiness_check_ring_health ring<lifecycler_ring> tokens_file_path unregister_on_shutdown
  `,
  background: 'writeback_buffer writeback_goroutines writeback_size_limit',
  memcached_client: `
    addresses circuit_breaker_consecutive_failures circuit_breaker_interval circuit_breaker_timeout consistent_hash host max_idle_conns
    max_item_size service timeout tls_ca_path tls_cert_path tls_cipher_suites tls_enabled tls_insecure_skip_verify tls_key_path tls_min_version
    tls_server_name update_interval
  `,
  redis: `
    db endpoint expiration idle_timeout master_name max_connection_age password pool_size route_randomly timeout tls_enabled
    tls_insecure_skip_verify username
  `,
  cache: `
    background<background> default_validity embedded_cache{enabled max_size_items max_size_mb ttl} memcached{batch_size expiration parallelism}
    memcached_client<memcached_client> prefix redis<redis>
  `,
  results_cache: 'cache<cache> compression',
  swift_legacy: `
    auth_url auth_version connect_timeout container_name domain_id domain_name http{tls_ca_path} internal max_retries password project_domain_id
    project_domain_name project_id project_name region_name request_timeout user_domain_id user_domain_name user_id username
  `,
  azure_legacy: `
    account_key account_name active_directory_endpoint chunk_delimiter client_id client_secret connection_string container_name download_buffer_size
    endpoint_suffix environment max_retries max_retry_delay min_retry_delay request_timeout tenant_id upload_buffer_count upload_buffer_size
    use_federated_token use_managed_identity use_service_principal user_assigned_id
  `,
  s3_legacy: `
    access_key_id backoff_config{max_period max_retries min_period} bucketnames chunk_delimiter disable_dualstack endpoint http_config{ca_file
    idle_conn_timeout insecure_skip_verify response_header_timeout timeout} insecure region s3 s3forcepathstyle secret_access_key session_token
    signature_version sse{kms_encryption_context kms_key_id type} storage_class
  `,
  cos: `
    access_key_id api_key auth_endpoint backoff_config{max_period max_retries min_period} bucketnames cr_token_file_path endpoint forcepathstyle
    http_config{idle_conn_timeout response_header_timeout} region secret_access_key service_instance_id trusted_profile_id trusted_profile_name
  `,
  alibaba_legacy: 'access_key_id bucket conn_timeout_sec endpoint read_write_timeout_sec secret_access_key',
  gcs_legacy: `
    bucket_name chunk_buffer_size enable_http2 enable_opencensus enable_retries endpoint request_timeout service_account
  `,
  bos_legacy: 'access_key_id bucket_name endpoint secret_access_key',
  http_store: `
    expect_continue_timeout idle_conn_timeout insecure_skip_verify max_connections_per_host max_idle_connections max_idle_connections_per_host
    response_header_timeout tls_ca_path tls_cert_path tls_handshake_timeout tls_key_path tls_server_name
  `,
  s3: `
    access_key_id bucket_lookup_type bucket_name dualstack_enabled endpoint http<http_store> insecure list_objects_version max_retries
    native_aws_auth_enabled part_size region secret_access_key send_content_md5 session_token sse{kms_encryption_context kms_key_id type}
    storage_class sts_endpoint trace{enabled}
  `,
  gcs: 'bucket_name chunk_buffer_size max_retries service_account',
  azure: `
    account_key account_name chunk_delimiter connection_string container_name endpoint_suffix max_retries user_assigned_id
  `,
  swift: `
    application_credential_id application_credential_name application_credential_secret auth_url auth_version connect_timeout container_name
    domain_id domain_name http<http_store> max_retries password project_domain_id project_domain_name project_id project_name region_name
    request_timeout user_domain_id user_domain_name user_id username
  `,
  bos: 'access_key bucket endpoint secret_key',
  object_store: `
    alibaba{access_key_id access_key_secret bucket endpoint} azure<azure> bos<bos> filesystem{dir} gcs<gcs> s3<s3> storage_prefix swift<swift>
  `,
  partition_ring: `
    delete_inactive_partition_after kvstore<kvstore> min_partition_owners_count min_partition_owners_duration shuffle_shard_cache_size
  `,
  scaling: 'enabled in_cooldown max_capacity min_capacity out_cooldown role_arn target',
  provisioning: `
    enable_inactive_throughput_on_demand_mode enable_ondemand_throughput_mode inactive_read_scale<scaling> inactive_read_scale_lastn
    inactive_read_throughput inactive_write_scale<scaling> inactive_write_scale_lastn inactive_write_throughput provisioned_read_throughput
    provisioned_write_throughput read_scale<scaling> write_scale<scaling>
  `,
};
