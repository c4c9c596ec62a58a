import { cacheBlock } from './cache-block';
import { generatorBlock, generatorOverrides } from './generator-block';
import { MicroservicesPlan, TempoPlan } from './tempo-plan';
import { Mapping } from '../../wiring/added-keys';
import { goDuration } from '../../wiring/go-duration';
import { decided, isMapping } from '../../wiring/mapping';
import { DATA_MOUNT_PATH, GRPC_PORT, HTTP_PORT, OTLP_GRPC_PORT, OTLP_HTTP_PORT, OVERRIDES_FILE } from '../places';
import { READ_BY_ALL, ROLES, TempoTarget } from '../roles';
import { LARGEST_REQUEST, limitsDocument } from '../tenants/limits-document';

/** The address of the pod, which it reads from its environment: Tempo would take the first one of eth0, and end where there is none. */
export const POD_ADDRESS = '${POD_IP}';

/** Servers answer queries that take a minute; they would cut them off after 30 seconds. */
const ANSWERED_WITHIN = '2m';

/**
 * The configuration of a whole Tempo, in its own keys. Everything that is not said is as Tempo has it.
 *
 * @see https://grafana.com/docs/tempo/latest/configuration/
 */
export function tempoDocument(plan: TempoPlan): Mapping {
  const { cache, generator, microservices } = plan;
  return decided({
    multitenancy_enabled: plan.multitenancy,
    server: {
      http_listen_port: HTTP_PORT,
      grpc_listen_port: GRPC_PORT,
      http_server_read_timeout: ANSWERED_WITHIN,
      http_server_write_timeout: ANSWERED_WITHIN,
      log_level: plan.logLevel,
    },
    ...microservices ? microservicesBlocks(microservices, plan) : monolithBlocks(plan),
    metrics_generator: generator && generatorBlock(generator, microservices && ringBlock()),
    storage: { trace: { ...plan.storage.trace, wal: { path: `${DATA_MOUNT_PATH}/wal` } } },
    cache: cache && cacheBlock(cache),
    overrides: overridesBlock(plan),
    // nothing is sent to the makers of Tempo
    usage_report: { reporting_enabled: false },
  });
}

/** The blocks of a document that one process reads; what others read does not make it restart. */
export function documentOf(target: TempoTarget, document: Mapping): Mapping {
  const read = blocksOf(target);
  return Object.fromEntries(Object.entries(document).filter(([block]) => read.includes(block)));
}

/** The names of the blocks that one process reads. */
export function blocksOf(target: TempoTarget): readonly string[] {
  return [...READ_BY_ALL, ...ROLES[target].reads];
}

/** Text in which Tempo finds nothing to put a variable in place of, but where it is asked to. */
export function literal(value: unknown): unknown {
  if (typeof value === 'string') {
    return value === POD_ADDRESS ? value : value.replaceAll('$', '$$$$');
  }
  if (Array.isArray(value)) {
    return value.map(literal);
  }
  return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)])) : value;
}

/** Its processes are one, which knows of no others; rings are in its memory. */
function monolithBlocks({ retention }: TempoPlan): Mapping {
  return {
    distributor: distributorBlock(),
    backend_worker: { compaction: { block_retention: goDuration(retention) } },
  };
}

function microservicesBlocks({ gossip, clusterLabel, frontends, replicationFactor }: MicroservicesPlan, { retention }: TempoPlan): Mapping {
  return {
    memberlist: {
      join_members: [`dns+${gossip}`],
      cluster_label: clusterLabel,
      advertise_addr: POD_ADDRESS,
      // the first pod of all finds nobody
      abort_if_cluster_join_fails: false,
    },
    distributor: { ...distributorBlock(), ring: ringBlock() },
    ingester: {
      lifecycler: { address: POD_ADDRESS, ring: { kvstore: { store: 'memberlist' }, replication_factor: replicationFactor } },
      // whoever is taken away for good leaves nothing on its volume
      flush_all_on_shutdown: true,
    },
    querier: { frontend_worker: { frontend_address: frontends } },
    compactor: { compaction: { block_retention: goDuration(retention) }, ring: ringBlock() },
  };
}

function ringBlock(): Mapping {
  return { kvstore: { store: 'memberlist' }, instance_addr: POD_ADDRESS };
}

/** Connections end now and then, so that clients spread over all distributors again. */
function distributorBlock(): Mapping {
  return {
    receivers: {
      otlp: {
        protocols: {
          grpc: {
            endpoint: `0.0.0.0:${OTLP_GRPC_PORT}`,
            max_recv_msg_size_mib: LARGEST_REQUEST.toMebibytes(),
            keepalive: { server_parameters: { max_connection_age: '1m', max_connection_age_grace: '30s' } },
          },
          http: { endpoint: `0.0.0.0:${OTLP_HTTP_PORT}`, max_request_body_size: LARGEST_REQUEST.toMebibytes() * 1024 * 1024 },
        },
      },
    },
    // senders would give up what is beyond a limit for a moment
    retry_after_on_resource_exhausted: '5s',
  };
}

/** Of several distributors each has its share of a tenant's rate. */
function overridesBlock({ generator, limits, microservices, retention }: TempoPlan): Mapping {
  const { ingestion, ...further } = limitsDocument({ limits, retention });
  return {
    defaults: {
      ingestion: { ...ingestion, rate_strategy: microservices ? 'global' : 'local' },
      ...further,
      ...generator ? generatorOverrides(generator) : {},
    },
    per_tenant_override_config: `${OVERRIDES_FILE.mountPath}/${OVERRIDES_FILE.name}`,
    per_tenant_override_period: '10s',
  };
}
