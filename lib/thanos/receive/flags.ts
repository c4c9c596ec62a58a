import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { labelFlags, Labels } from '../external-labels';
import { FlagValues } from '../flags/setting';
import { ThanosTenancy } from '../tenancy';

/** What is known of a router. */
export interface RouterPlan {
  readonly labels: Labels;
  readonly hashringsFile: string;
  readonly replicationFactor: number;
  readonly tenancy?: ThanosTenancy;
  readonly limitsFile?: string;
  readonly forwardWorkers?: number;
}

/** What is known of an ingestor. */
export interface IngestorPlan {
  readonly labels: Labels;
  readonly directory: string;
  readonly objstoreFile?: string;
  readonly localRetention: Duration;
  readonly tenancy?: ThanosTenancy;
  readonly outOfOrderTimeWindow?: Duration;
  readonly tooFarInFutureTimeWindow?: Duration;
  readonly maxExemplars?: number;
}

/** What a router is started with: a hashring, and no endpoint of its own, or it would keep samples. */
export function routerFlags(plan: RouterPlan): FlagValues {
  return {
    'label': labelFlags(plan.labels),
    'receive.hashrings-file': plan.hashringsFile,
    'receive.hashrings-algorithm': 'ketama',
    'receive.replication-factor': plan.replicationFactor,
    'receive.forward.async-workers': plan.forwardWorkers,
    'receive.limits-config-file': plan.limitsFile,
    ...tenancyFlags(plan.tenancy),
  };
}

/** What an ingestor is started with: no hashring, or it would send on what was sent to it. */
export function ingestorFlags(plan: IngestorPlan): FlagValues {
  return {
    'label': labelFlags(plan.labels),
    'tsdb.path': plan.directory,
    'tsdb.retention': prometheusDuration(plan.localRetention.toMilliseconds()),
    'tsdb.out-of-order.time-window': window(plan.outOfOrderTimeWindow),
    'tsdb.too-far-in-future.time-window': window(plan.tooFarInFutureTimeWindow),
    'tsdb.max-exemplars': plan.maxExemplars,
    'objstore.config-file': plan.objstoreFile,
    ...tenancyFlags(plan.tenancy),
  };
}

function window(duration: Duration | undefined): string | undefined {
  return duration && prometheusDuration(duration.toMilliseconds());
}

function tenancyFlags({ header, defaultTenant, label }: ThanosTenancy = {}): FlagValues {
  return { 'receive.tenant-header': header, 'receive.default-tenant-id': defaultTenant, 'receive.tenant-label-name': label };
}
