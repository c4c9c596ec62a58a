import { CompactionCoordination } from './compaction-coordination';
import { FlagValues } from '../flags/setting';

/** What is known of a sidecar. */
export interface SidecarPlan {
  readonly prometheusUrl: string;
  /** The folder of the blocks, which it mounts where its Prometheus does. */
  readonly directory: string;
  /** How the two leave each other's blocks alone; undefined when nothing is uploaded. */
  readonly coordination?: CompactionCoordination;
  readonly objstoreFile?: string;
  readonly requestSeriesLimit?: number;
  readonly requestSamplesLimit?: number;
}

/** What a sidecar is started with. */
export function sidecarFlags(plan: SidecarPlan): FlagValues {
  return {
    'prometheus.url': plan.prometheusUrl,
    'tsdb.path': plan.directory,
    ...plan.coordination?.sidecar,
    'objstore.config-file': plan.objstoreFile,
    'store.limits.request-series': plan.requestSeriesLimit,
    'store.limits.request-samples': plan.requestSamplesLimit,
  };
}
