import { Duration } from 'cdk8s';
import { endpointsHaveTls } from './endpoints';
import { ThanosQueryEngine, ThanosQueryMode } from './thanos-query-props';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import type { Tls } from '../../wiring';
import { FlagValues } from '../flags/setting';
import { QueryDeduplication } from '../producers/deduplication';
import { ThanosTenancy } from '../tenancy';

/** What is known of a Query. */
export interface QueryPlan {
  readonly endpointsFile: string;
  readonly replicaLabels: readonly string[];
  readonly partitionLabels?: readonly string[];
  readonly deduplication?: QueryDeduplication;
  readonly engine?: ThanosQueryEngine;
  readonly mode?: ThanosQueryMode;
  readonly timeout?: Duration;
  readonly storeResponseTimeout?: Duration;
  readonly maxConcurrent?: number;
  readonly maxConcurrentSelect?: number;
  readonly lookbackDelta?: Duration;
  /** The coarsest samples that a query of one moment may take: raw ones may be gone. */
  readonly instantMaxSourceResolution?: Duration;
  readonly partialResponse?: boolean;
  /** Every answer is of one tenant, whom a proxy has named in the header; without it, everybody sees everything. */
  readonly tenancy?: ThanosTenancy;
  readonly selectorFile?: string;
}

/** What a Query is started with. Samples are taken as coarse as a fifth of the step allows: raw ones of a year fit into no memory. */
export function queryFlags(plan: QueryPlan): FlagValues {
  return {
    'endpoint.sd-config-file': plan.endpointsFile,
    'query.replica-label': several(plan.replicaLabels),
    'query.partition-label': several(plan.partitionLabels),
    'deduplication.func': plan.deduplication,
    'query.promql-engine': plan.engine,
    'query.mode': plan.mode,
    'query.timeout': written(plan.timeout),
    'store.response-timeout': written(plan.storeResponseTimeout),
    'query.max-concurrent': plan.maxConcurrent,
    'query.max-concurrent-select': plan.maxConcurrentSelect,
    'query.lookback-delta': written(plan.lookbackDelta),
    'query.auto-downsampling': true,
    'query.instant.default.max_source_resolution': written(plan.instantMaxSourceResolution),
    'query.partial-response': plan.partialResponse,
    'selector.relabel-config-file': plan.selectorFile,
    ...plan.tenancy && tenancyFlags(plan.tenancy),
  };
}

/** How Query reaches all endpoints, where their document does not say it. */
export function clientTlsFlags({ enabled, ca, certificate, key, serverName }: Tls, version: string): FlagValues {
  return enabled && !endpointsHaveTls(version) ? {
    'grpc-client-tls-secure': true,
    'grpc-client-tls-ca': ca?.path,
    'grpc-client-tls-cert': certificate?.path,
    'grpc-client-tls-key': key?.path,
    'grpc-client-server-name': serverName,
  } : {};
}

function tenancyFlags({ header, defaultTenant, label }: ThanosTenancy): FlagValues {
  return {
    'query.enforce-tenancy': true, 'query.tenant-header': header, 'query.default-tenant-id': defaultTenant, 'query.tenant-label-name': label,
  };
}

function several(labels: readonly string[] = []): readonly string[] | undefined {
  return labels.length > 0 ? labels : undefined;
}

function written(duration: Duration | undefined): string | undefined {
  return duration && prometheusDuration(duration.toMilliseconds());
}
