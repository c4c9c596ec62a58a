import { decided } from '../../wiring/mapping';

/** How the tenants of a hashring are written. */
export type TenantMatcher = 'exact' | 'glob';

/** A receiver that keeps samples. */
export interface Ingestor {
  /** Where the routers reach it by gRPC, with its port. */
  readonly address: string;
  /** The zone in which it runs; replicas of a series are spread over zones. */
  readonly zone?: string;
}

/** Some of the ingestors for each tenant, so that a tenant who overloads them spares the others. */
export interface ShuffleSharding {
  /** How many ingestors a tenant has. */
  readonly shardSize: number;
  /** Tenants with a number of their own. */
  readonly overrides?: readonly ShardSizeOverride[];
}

/** The number of ingestors of some tenants. */
export interface ShardSizeOverride {
  readonly shardSize: number;
  readonly tenants: readonly string[];
  readonly tenantMatcher: TenantMatcher;
}

/** Who keeps the series of whom. */
export interface Hashring {
  readonly name: string;
  readonly ingestors: readonly Ingestor[];
  /** Whose series it takes; without them, those of all whom no earlier hashring takes. */
  readonly tenants?: readonly string[];
  readonly tenantMatcher?: TenantMatcher;
  readonly shuffleSharding?: ShuffleSharding;
}

/** The pods of one StatefulSet as members of a hashring. */
export interface IngestorSet {
  /** The name of the StatefulSet. */
  readonly name: string;
  readonly replicas: number;
  /** What stands behind the name of a pod in its address: `thanos-receive.monitoring.svc.cluster.local`. */
  readonly domain: string;
  /** The port of gRPC. */
  readonly port: number;
  readonly zone?: string;
}

/**
 * The members of a hashring, one for each pod, whether the pod is there or not: a ring that follows the pods moves every series
 * whenever one restarts, and those that are left take the load of what is gone.
 */
export function ingestorsOf(sets: readonly IngestorSet[]): Ingestor[] {
  return sets.flatMap(({ name, replicas, domain, port, zone }) =>
    Array.from({ length: replicas }, (_, index) => ({ address: `${name}-${index}.${domain}:${port}`, zone })));
}

/**
 * Hashrings as the file of `--receive.hashrings-file` has them. All are of the algorithm ketama: with hashmod, a new ingestor would move nearly
 * every series, and zones would not be known.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/receive/config.go
 */
export function hashringDocument(hashrings: readonly Hashring[]): object[] {
  return hashrings.map(({ name, ingestors, tenants, tenantMatcher, shuffleSharding }) => decided({
    hashring: name,
    tenants: tenants && [...tenants],
    tenant_matcher_type: tenants && tenantMatcher,
    endpoints: ingestors.map(({ address, zone }) => decided({ address, az: zone })),
    algorithm: 'ketama',
    shuffle_sharding_config: shuffleSharding && shuffleShardingDocument(shuffleSharding),
  }));
}

function shuffleShardingDocument({ shardSize, overrides = [] }: ShuffleSharding): object {
  return decided({
    shard_size: shardSize,
    overrides: overrides.length === 0 ? undefined : overrides.map((override) => ({
      shard_size: override.shardSize, tenants: [...override.tenants], tenant_matcher_type: override.tenantMatcher,
    })),
  });
}
