import { Duration } from 'cdk8s';
import { chunksCacheBlock, resultsCacheBlock } from './caches';
import { ingesterBlock } from './ingester-block';
import { LokiPlan } from './loki-plan';
import { rulerBlocks } from './ruler-block';
import { Mapping } from '../../wiring/added-keys';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';
import { DATA_MOUNT_PATH, GRPC_PORT, HTTP_PORT, OVERRIDES_FILE } from '../places';
import { schemaDocument } from '../schema';
import { DEFAULT_LIMITS, limitsDocument, retentionDocument } from '../tenants/limits-document';

/** As many attributes of streams as Loki takes: `max_label_names_per_series`. */
export const MOST_LABELS = 15;

/** Answers of 4 MiB, the default of gRPC, are less than what a busy query reads. */
const MESSAGE_BYTES = 100 * 1024 * 1024;

/** What a server takes beside the time of a query: to read it, and to write the answer. */
const AROUND_QUERY = Duration.seconds(30);

/** How long an object that was marked for deletion stays, so that queries that read it may end. */
export const DELETE_DELAY = Duration.hours(2);

/**
 * The configuration of a Loki, the same for every component: each reads what is for it.
 *
 * @see https://grafana.com/docs/loki/latest/configure/
 */
export function lokiDocument(plan: LokiPlan): Mapping {
  return decided({
    // without it all lines would be of one tenant, whatever a request says
    auth_enabled: true,
    server: serverBlock(plan),
    common: commonBlock(plan),
    memberlist: { join_members: [`dns+${plan.addresses.gossip}`], cluster_label: plan.clusterLabel },
    schema_config: schemaDocument(plan.schema, plan.storeKind),
    storage_config: storageBlock(plan),
    chunk_store_config: plan.chunksCache && { chunk_cache_config: chunksCacheBlock(plan.chunksCache) },
    ingester: ingesterBlock(plan.ingester),
    pattern_ingester: { enabled: plan.patterns },
    query_scheduler: { use_scheduler_ring: true },
    frontend: plan.addresses.tail === undefined ? undefined : { tail_proxy_url: plan.addresses.tail },
    query_range: queryRangeBlock(plan),
    compactor: compactorBlock(plan),
    limits_config: limitsBlock(plan),
    runtime_config: { file: `${OVERRIDES_FILE.mountPath}/${OVERRIDES_FILE.name}`, period: '10s' },
    ...plan.ruler ? rulerBlocks(plan.ruler, plan.usesThanosClients) : {},
    // nothing is sent to the makers of Loki
    analytics: { reporting_enabled: false },
  });
}

function serverBlock({ logLevel, queryTimeout }: LokiPlan): object {
  const timeout = goDuration(around(queryTimeout));
  return {
    http_listen_port: HTTP_PORT,
    grpc_listen_port: GRPC_PORT,
    http_server_read_timeout: timeout,
    http_server_write_timeout: timeout,
    grpc_server_max_recv_msg_size: MESSAGE_BYTES,
    grpc_server_max_send_msg_size: MESSAGE_BYTES,
    log_level: logLevel,
  };
}

/** A server that ends a connection before a query ends would take its answer away. */
function around(queryTimeout: Duration): Duration {
  return Duration.millis(queryTimeout.toMilliseconds() + AROUND_QUERY.toMilliseconds());
}

function commonBlock({ addresses, replicationFactor }: LokiPlan): object {
  return decided({
    path_prefix: DATA_MOUNT_PATH,
    replication_factor: replicationFactor,
    ring: { kvstore: { store: 'memberlist' } },
    compactor_grpc_address: addresses.compactor,
  });
}

function storageBlock({ storage, addresses }: LokiPlan): object {
  return {
    ...storage.storage_config,
    ...addresses.indexGateway === undefined ? {} : { tsdb_shipper: { index_gateway_client: { server_address: `dns+${addresses.indexGateway}` } } },
  };
}

function queryRangeBlock({ resultsCache }: LokiPlan): object {
  return {
    align_queries_with_step: true,
    ...resultsCache ? { cache_results: true, results_cache: { cache: resultsCacheBlock(resultsCache) } } : {},
  };
}

/**
 * A compactor of its own keeps its marks on its volume. Where every pod may become the compactor, they are in the store, so that the next one finds them.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
function compactorBlock({ addresses, deletes, storeKind }: LokiPlan): object {
  return decided({
    working_directory: `${DATA_MOUNT_PATH}/compactor`,
    retention_enabled: deletes,
    retention_delete_delay: deletes ? goDuration(DELETE_DELAY) : undefined,
    delete_request_store: deletes ? storeKind : undefined,
    deletion_marker_object_store_prefix: deletes && addresses.compactor === undefined ? 'markers/' : undefined,
  });
}

function limitsBlock({ addresses, limits, otlp, queryTimeout, retention }: LokiPlan): object {
  return decided({
    ...limitsDocument({ ...DEFAULT_LIMITS, ...decided(limits) }),
    ...retentionDocument({ retention }),
    reject_old_samples: true,
    max_label_names_per_series: MOST_LABELS,
    allow_structured_metadata: true,
    otlp_config: otlp,
    query_timeout: goDuration(queryTimeout),
    volume_enabled: true,
    // where every pod has the API for it, each would overwrite what others were asked to delete
    deletion_mode: addresses.compactor === undefined ? 'disabled' : undefined,
  });
}
