import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { PrometheusOptions } from './prometheus-options';
import { ScrapeLimits } from '../policy';
import { Labels } from '../thanos/external-labels';
import { CompactionCoordination, compactionCoordination } from '../thanos/sidecar/compaction-coordination';
import { VersionCatalog } from '../versions';
import { AlertmanagerEndpoint, ClusterIdentity, RemoteWriteEndpoint } from '../wiring';

/** Where Prometheus listens. */
export const WEB_PORT = 9090;

/** The folder of blocks and logs, in the volume of each replica. */
export const DATA_MOUNT_PATH = '/prometheus';

/** A Prometheus of which everything is known but what it scrapes. */
export interface PrometheusPlan {
  readonly version: string;
  readonly thanosVersion: string;
  readonly cluster: ClusterIdentity;
  readonly replicas: number;
  readonly replicaLabel: string;
  /** What the user adds to the labels that follow from the cluster. */
  readonly furtherLabels: Labels;
  readonly retention: Duration;
  readonly retentionSize: Size;
  readonly volume: Size;
  /** The default class of the cluster when undefined. */
  readonly storageClassName?: string;
  readonly scrapeInterval: Duration;
  readonly scrapeTimeout: Duration;
  readonly evaluationInterval: Duration;
  readonly limits: ScrapeLimits;
  readonly remoteWrite: readonly RemoteWriteEndpoint[];
  readonly remoteWriteReceiver: boolean;
  readonly outOfOrderTimeWindow?: Duration;
  readonly maxExemplars?: number;
  readonly alertmanagers: readonly AlertmanagerEndpoint[];
  readonly externalUrl?: string;
  readonly hasSidecar: boolean;
  /** How Prometheus and a sidecar that uploads leave each other's blocks alone; undefined when nothing is uploaded. */
  readonly coordination?: CompactionCoordination;
}

/** How much of the volume blocks and logs may take: a compaction writes the new block before it deletes the old ones. */
const RETENTION_PERCENT = 80;

/** Resolves what the program says and what follows from it. */
export function resolvePlan(options: PrometheusOptions, versions: VersionCatalog): PrometheusPlan {
  const scrapeInterval = options.scrapeInterval ?? Duration.seconds(30);
  const volume = options.volume ?? Size.gibibytes(50);
  return {
    version: versions.prometheus,
    thanosVersion: versions.thanos,
    cluster: options.cluster,
    replicas: options.replicas ?? 2,
    replicaLabel: options.replicaLabel ?? 'prometheus_replica',
    furtherLabels: { ...options.externalLabels },
    retention: options.retention ?? (options.objectStore ? Duration.hours(24) : Duration.days(15)),
    retentionSize: options.retentionSize ?? share(volume),
    volume,
    storageClassName: options.storageClassName,
    scrapeInterval,
    scrapeTimeout: options.scrapeTimeout ?? Duration.millis(Math.min(10_000, scrapeInterval.toMilliseconds())),
    evaluationInterval: options.evaluationInterval ?? scrapeInterval,
    limits: { ...options.limits },
    remoteWrite: [...options.remoteWriteTo ?? []],
    remoteWriteReceiver: options.remoteWriteReceiver ?? false,
    outOfOrderTimeWindow: options.outOfOrderTimeWindow,
    maxExemplars: options.maxExemplars,
    alertmanagers: [...options.alertmanagers ?? []],
    externalUrl: options.externalUrl,
    hasSidecar: options.sidecar !== undefined || options.objectStore !== undefined,
    coordination: options.objectStore && coordinationOf(options, versions),
  };
}

/** The labels of everything that leaves this Prometheus, but for the one by which replicas differ. */
export function externalLabelsOf({ cluster, furtherLabels }: PrometheusPlan): Labels {
  return { cluster: cluster.name, ...(cluster.region === undefined ? {} : { region: cluster.region }), ...furtherLabels };
}

/** Whether samples may come late. */
export function takesLateSamples({ outOfOrderTimeWindow }: Pick<PrometheusOptions, 'outOfOrderTimeWindow'>): boolean {
  return (outOfOrderTimeWindow?.toMilliseconds() ?? 0) > 0;
}

function coordinationOf(options: PrometheusOptions, versions: VersionCatalog): CompactionCoordination {
  return compactionCoordination({
    prometheusVersion: versions.prometheus, thanosVersion: versions.thanos, directory: DATA_MOUNT_PATH, outOfOrder: takesLateSamples(options),
  });
}

/** In whole mebibytes: figures that people recognise in the manifest. */
function share(volume: Size): Size {
  return Size.mebibytes(Math.floor(volume.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) * RETENTION_PERCENT / 100));
}
