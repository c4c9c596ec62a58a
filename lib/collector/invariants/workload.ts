import { asConfig, Config, definitions, isOf, numberAt, pipelinesOf, secondsOf, sendsFromQueue, textAt, valueAt } from './document-reader';
import { duplicationFindings, Replication } from './duplication';
import { amountOfQuantity, readableBytes } from '../../kubernetes/quantities';
import { GOMEMLIMIT_PERCENT } from '../../kubernetes/resources';
import { Finding } from '../../validation';
import { graceFindings } from '../../workload/grace-invariants';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** The manifests around a collector's configuration, as they are written. */
export interface WorkloadManifests {
  /** The Deployment, StatefulSet or DaemonSet. */
  readonly workload: unknown;
  /** The name of the container that runs the collector. */
  readonly container: string;
  /**
   * The HorizontalPodAutoscaler of the workload.
   *
   * @default - none
   */
  readonly autoscaler?: unknown;
}

/** Where the configuration and the pod contradict each other. */
export function workloadFindings(document: CollectorDocument, manifests: WorkloadManifests): Finding[] {
  const container = containerOf(manifests);
  const limit = memoryLimitOf(manifests);
  return [
    ...memoryFindings(document, container, limit),
    ...autoscalerFindings(document, manifests, container),
    ...sharedVolumeFindings(document, manifests, container),
    ...stoppingFindings(document, manifests),
    ...duplicationFindings(document, replicationOf(manifests)),
  ];
}

function memoryFindings(document: CollectorDocument, container: Config, limit: number | undefined): Finding[] {
  if (limit === undefined) {
    return [{
      what: 'the collector has no memory limit',
      why: 'memory_limiter and GOMEMLIMIT take their share of the limit: without it they take a share of the whole node',
      fix: 'memoryLimit: Size.gibibytes(2)',
    }];
  }
  const findings: Finding[] = [];
  const text = asVariables(container.env).GOMEMLIMIT;
  const goLimit = text === undefined ? undefined : amountOfQuantity(text.replace(/B$/, ''));
  if (goLimit === undefined || goLimit > limit * 0.9 || goLimit < limit * 0.5) {
    findings.push({
      what: `GOMEMLIMIT is ${text ?? 'not set'}, the memory limit ${readableBytes(limit)}`,
      why: 'the garbage collector learns from it when to work harder: too high and the kernel kills first, too low and it never rests',
      fix: `GOMEMLIMIT: ${Math.floor((limit * GOMEMLIMIT_PERCENT) / 100 / 1024 ** 2)}MiB, ${GOMEMLIMIT_PERCENT} % of the limit`,
    });
  }
  for (const { id, config } of memoryLimiters(document)) {
    const hard = hardLimit(config, limit);
    if (hard !== undefined && hard > limit * 0.9) {
      findings.push({
        what: `${id} refuses data from ${readableBytes(hard)} on, ${Math.round((hard / limit) * 100)} % of the ${readableBytes(limit)} that the container may use`,
        why: 'what is left does not hold a burst: the kernel kills before anything is refused',
        fix: 'limitPercentage: 80',
      });
    }
  }
  return findings;
}

function autoscalerFindings(document: CollectorDocument, manifests: WorkloadManifests, container: Config): Finding[] {
  if (manifests.autoscaler === undefined) {
    return [];
  }
  const findings: Finding[] = [];
  const replicas = numberAt(manifests.workload, 'spec', 'replicas');
  if (replicas !== undefined) {
    findings.push({
      what: `replicas is ${replicas}, and there is an autoscaler`,
      why: 'every deployment sets the count back, and the autoscaler changes it again',
      fix: 'leave replicas out, or autoscaling out',
    });
  }
  const limit = amountOfQuantity(valueAt(container, 'resources', 'limits', 'memory'));
  const request = amountOfQuantity(valueAt(container, 'resources', 'requests', 'memory'));
  const metrics = valueAt(manifests.autoscaler, 'spec', 'metrics');
  const target = (Array.isArray(metrics) ? metrics : [])
    .filter((metric) => textAt(metric, 'resource', 'name') === 'memory')
    .map((metric) => numberAt(metric, 'resource', 'target', 'averageUtilization'))[0];
  if (target === undefined || limit === undefined || request === undefined) {
    return findings;
  }
  for (const { id, config } of memoryLimiters(document)) {
    const soft = softLimit(config, limit);
    if (soft !== undefined && (request * target) / 100 >= soft) {
      findings.push({
        what: `the autoscaler adds replicas at ${target} % of memory (${readableBytes((request * target) / 100)}), but ${id} refuses data from ${readableBytes(soft)} on`,
        why: 'memory never reaches the target: data is refused and no replica is added',
        fix: `${soft / request > 0.1 ? `targetMemoryUtilization: ${Math.floor((soft / request) * 100) - 5}, or ` : ''}a smaller spikeLimitPercentage`,
      });
    }
  }
  return findings;
}

/** An autoscaler goes up to two at least. */
export function replicationOf({ workload, autoscaler }: WorkloadManifests): Replication {
  return { onEveryNode: textAt(workload, 'kind') === 'DaemonSet', replicas: numberAt(workload, 'spec', 'replicas') ?? (autoscaler === undefined ? 1 : 2) };
}

/** Two processes cannot open one file storage: the second waits for the lock and gives up. */
function sharedVolumeFindings(document: CollectorDocument, manifests: WorkloadManifests, container: Config): Finding[] {
  const { onEveryNode, replicas } = replicationOf(manifests);
  if (replicas < 2 && !onEveryNode) {
    return [];
  }
  const volumes = valueAt(manifests.workload, 'spec', 'template', 'spec', 'volumes');
  const shared = (Array.isArray(volumes) ? volumes : []).filter((volume) => valueAt(volume, 'persistentVolumeClaim') !== undefined);
  const mounts = Array.isArray(container.volumeMounts) ? container.volumeMounts : [];
  return definitions(document).filter(({ kind: of, id }) => of === ComponentKind.EXTENSION && isOf(of, id, 'file_storage'))
    .flatMap(({ id, config }) => {
      const directory = `${textAt(config, 'directory') ?? '/var/lib/otelcol/file_storage'}/`;
      // the deepest mount holds the folder
      const mount = mounts.filter((candidate) => directory.startsWith(`${textAt(candidate, 'mountPath')}/`))
        .sort((a, b) => textAt(b, 'mountPath')!.length - textAt(a, 'mountPath')!.length)[0] as unknown;
      const name = textAt(mount, 'name');
      const volume = name === undefined ? undefined : shared.find((candidate) => textAt(candidate, 'name') === name);
      return volume === undefined ? [] : [{
        what: `${onEveryNode ? 'all pods' : `${replicas} replicas`} share the claim '${textAt(volume, 'persistentVolumeClaim', 'claimName') ?? name}' under ${id}`,
        why: 'its files have a lock: only one pod starts, the others wait and fail',
        fix: 'a StatefulSet with volumeClaimTemplates: every replica has a volume of its own',
      }];
    });
}

function stoppingFindings(document: CollectorDocument, manifests: WorkloadManifests): Finding[] {
  const grace = numberAt(manifests.workload, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds') ?? 30;
  const sleep = numberAt(containerOf(manifests), 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0;
  const why = 'it is killed while its last requests are under way: what is in memory is lost, what is on disk is sent twice';
  return graceFindings(grace, sleep + drainSeconds(document), why);
}

/** The time that an exporter gives to a request when nobody says. */
function defaultTimeout(exporter: string): number {
  return isOf(ComponentKind.EXPORTER, exporter, 'otlp_http') ? 30 : 5;
}

/** How long traces are held when nobody says. */
const DEFAULT_DECISION_WAIT_SECONDS = 30;

/** Closing files after the last request. */
const CLOSING_SECONDS = 5;

/** How long a collector takes to stop: pending traces are decided about, the last batch is made and every exporter tries once more. */
export function drainSeconds(document: CollectorDocument): number {
  const used = new Set(pipelinesOf(document).flatMap(([, { exporters }]) => exporters));
  const times = definitions(document).filter(({ kind, id }) => kind === ComponentKind.EXPORTER && used.has(id)).map(({ id, config }) => {
    const timeout = secondsOf(textAt(config, 'timeout') ?? textAt(config, 'protocol', 'otlp', 'timeout')) ?? defaultTimeout(id);
    return timeout + (sendsFromQueue(config) ? secondsOf(textAt(config, 'sending_queue', 'batch', 'flush_timeout')) ?? 0 : 0);
  });
  return Math.ceil(Math.max(0, ...times) + decidingSeconds(document)) + CLOSING_SECONDS;
}

/** All pending traces are decided about at once and handed on: as many as otherwise in the time for which they are held, which is enough for them. */
function decidingSeconds(document: CollectorDocument): number {
  const used = new Set(pipelinesOf(document).flatMap(([, { processors }]) => processors));
  const holding = definitions(document).filter(({ kind, id, config }) => kind === ComponentKind.PROCESSOR && used.has(id)
    && isOf(kind, id, 'tail_sampling') && config.drop_pending_traces_on_shutdown !== true);
  return Math.max(0, ...holding.map(({ config }) => secondsOf(textAt(config, 'decision_wait')) ?? DEFAULT_DECISION_WAIT_SECONDS));
}

function memoryLimiters(document: CollectorDocument): { id: string; config: Config }[] {
  return definitions(document).filter(({ kind, id }) => kind === ComponentKind.PROCESSOR && isOf(kind, id, 'memory_limiter'));
}

/** The collector takes limit_mib when both are given. */
function hardLimit(config: Config, limit: number): number | undefined {
  const mib = positiveAt(config, 'limit_mib');
  const percentage = positiveAt(config, 'limit_percentage');
  return mib ? mib * 1024 ** 2 : percentage && (limit * percentage) / 100;
}

function softLimit(config: Config, limit: number): number | undefined {
  const hard = hardLimit(config, limit);
  if (hard === undefined) {
    return undefined;
  }
  // units are not mixed: a spike in the other unit than the limit is not read
  const spike = positiveAt(config, 'limit_mib')
    ? (positiveAt(config, 'spike_limit_mib') ?? 0) * 1024 ** 2
    : (limit * (positiveAt(config, 'spike_limit_percentage') ?? 0)) / 100;
  return Math.max(0, hard - (spike || hard * 0.2));
}

/** The memory limit of a collector's container in bytes; undefined when it has none. */
export function memoryLimitOf(manifests: WorkloadManifests): number | undefined {
  return amountOfQuantity(valueAt(containerOf(manifests), 'resources', 'limits', 'memory'));
}

/** The least memory at which a collector refuses data; undefined when nothing limits it. */
export function refusesFrom(document: CollectorDocument, manifests: WorkloadManifests): number | undefined {
  const limit = memoryLimitOf(manifests);
  const limits = limit === undefined ? [] : memoryLimiters(document).flatMap(({ config }) => softLimit(config, limit) ?? []);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

/** Zero and less are as if they were not there. */
function positiveAt(config: Config, key: string): number | undefined {
  const value = numberAt(config, key);
  return value !== undefined && value > 0 ? value : undefined;
}

function containerOf(manifests: WorkloadManifests): Config {
  const containers = valueAt(manifests.workload, 'spec', 'template', 'spec', 'containers');
  const all = Array.isArray(containers) ? containers : [];
  return asConfig(all.find((container) => textAt(container, 'name') === manifests.container));
}

function asVariables(list: unknown): { readonly [name: string]: string | undefined } {
  const variables = Array.isArray(list) ? list : [];
  return Object.fromEntries(variables.map((variable) => [textAt(variable, 'name') ?? '', textAt(variable, 'value')]));
}
