/**
 * The keys of remote write, which are those of Prometheus.
 *
 * `key:type` is a key in every version from 2.10.0 on, `+3.0.0` behind it is the first version that has it, `-3.0.0` the first that lacks it. `{name}` is a block, `[…]` a list
 * and `<…>` a map by names of the user's own.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/cmd/tempo/app/config.go
 */
export const REMOTE_WRITE_BLOCKS: { readonly [block: string]: string } = {
  common_authorization: 'credentials:string credentials_file:string credentials_ref:string type:string',
  common_basic_auth: 'password:string password_file:string password_ref:string username:string username_file:string username_ref:string',
  http_header: 'files:[string] secrets:[string] values:[string]',
  common_headers: '*:{http_header}',
  common_oauth2: `
    audience:string claims:<any> client_certificate_key:string client_certificate_key_file:string client_certificate_key_id:string
    client_certificate_key_ref:string client_id:string client_secret:string client_secret_file:string client_secret_ref:string endpoint_params:<string>
    grant_type:string iss:string no_proxy:string proxy_connect_header:<[string]> proxy_from_environment:bool proxy_url:string scopes:[string]
    signature_algorithm:string tls_config:{common_tls} token_url:string
  `,
  common_tls: `
    ca:string ca_file:string ca_ref:string cert:string cert_file:string cert_ref:string insecure_skip_verify:bool key:string key_file:string
    key_ref:string max_version:string min_version:string server_name:string
  `,
  prometheus_metadata: 'max_samples_per_send:int send:bool send_interval:time',
  prometheus_queue: `
    batch_send_deadline:time capacity:int max_backoff:time max_samples_per_send:int max_shards:int min_backoff:time min_shards:int retry_on_http_429:bool
    sample_age_limit:time
  `,
  prometheus_remote_write: `
    authorization:{common_authorization} azuread:{azuread_azure_ad} basic_auth:{common_basic_auth} bearer_token:string bearer_token_file:string
    enable_http2:bool follow_redirects:bool google_iam:{googleiam} headers:<string> http_headers:{common_headers} metadata_config:{prometheus_metadata}
    name:string no_proxy:string oauth2:{common_oauth2} protobuf_message:string proxy_connect_header:<[string]> proxy_from_environment:bool
    proxy_url:string queue_config:{prometheus_queue} remote_timeout:time round_robin_dns:bool send_exemplars:bool send_native_histograms:bool
    sigv4:{sigv4_sig_v4} tls_config:{common_tls} url:string write_relabel_configs:[{relabel}]
  `,
  relabel: 'action:string modulus:uint regex:string replacement:string separator:string source_labels:[string] target_label:string',
  azuread_azure_ad: `
    cloud:string managed_identity:{azuread_managed_identity} oauth:{azuread_oauth} scope:string+2.10.6 sdk:{azuread_sdk}
    workload_identity:{azuread_workload_identity}
  `,
  azuread_managed_identity: 'client_id:string',
  azuread_oauth: 'client_id:string client_secret:string tenant_id:string',
  azuread_sdk: 'tenant_id:string',
  azuread_workload_identity: 'client_id:string tenant_id:string token_file_path:string',
  googleiam: 'credentials_file:string',
  sigv4_sig_v4: `
    access_key:string external_id:string+2.10.6 profile:string region:string role_arn:string secret_key:string service_name:string
    use_fips_sts_endpoint:bool
  `,
};
