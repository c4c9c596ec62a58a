import { readableBytes } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';
import { Config, definitions, isOf, numberAt, pipelinesOf, secondsOf, textAt, valueAt } from '../invariants/document-reader';
import { memoryLimitOf, refusesFrom, replicationOf, WorkloadManifests } from '../invariants/workload';

/** The traces that come in, at the busiest time for which samplers are made. */
export interface TraceLoad {
  readonly tracesPerSecond: number;
  readonly spansPerTrace: number;
  /** As it is sent, before compression. */
  readonly bytesPerSpan: number;
}

/** Bursts, and the share of a sampler that is away: one of three leaves each of the others half as many traces again. */
const MARGIN = 1.5;

/** The collector with nothing in it, and what is under way. */
export const MEMORY_AT_REST = 150 * 1024 ** 2;

/*
 * A span in memory. Measured with collector 0.161.0 and ten spans to a trace: 860 bytes for one of some 215 on the wire, 2,260 for one of some 980, and 2,440
 * of it with what the Go runtime keeps free.
 */
const MEMORY_PER_SPAN = 500;
const MEMORY_PER_BYTE = 2;

/** An id, its decision and its place in the order of use. */
const BYTES_PER_DECISION = 120;

/** What the collector takes when nobody says. */
const DEFAULTS = { decisionWait: 30, numTraces: 50_000 };

/** How many traces each of some samplers has to hold. */
export function tracesToHold({ tracesPerSecond }: TraceLoad, waitSeconds: number, replicas: number): number {
  return Math.ceil((tracesPerSecond * waitSeconds * MARGIN) / replicas);
}

/** How much memory traces and remembered decisions take. */
export function heldBytes({ spansPerTrace, bytesPerSpan }: TraceLoad, traces: number, decisions: number): number {
  return traces * spansPerTrace * (MEMORY_PER_SPAN + bytesPerSpan * MEMORY_PER_BYTE) + decisions * BYTES_PER_DECISION;
}

/** Where samplers are too small for what comes in, as they stand in their manifests. */
export function loadFindings(document: CollectorDocument, manifests: WorkloadManifests, load: TraceLoad): Finding[] {
  const used = new Set(pipelinesOf(document).flatMap(([, { processors }]) => processors));
  return definitions(document)
    .filter(({ kind, id }) => kind === ComponentKind.PROCESSOR && used.has(id) && isOf(kind, id, 'tail_sampling'))
    .flatMap(({ config }) => [...numTracesFindings(config, manifests, load), ...cacheFindings(config), ...memoryFindings(document, config, manifests, load)]);
}

function numTracesFindings(config: Config, manifests: WorkloadManifests, load: TraceLoad): Finding[] {
  const { replicas } = replicationOf(manifests);
  const { tracesPerSecond } = load;
  const [wait, held] = [waitOf(config), tracesOf(config)];
  const needed = tracesToHold(load, wait, replicas);
  // the longest wait for which there is room, in whole seconds
  const shorter = Math.floor((held * replicas) / (tracesPerSecond * MARGIN));
  const more = Math.ceil((tracesPerSecond * wait * MARGIN) / held);
  return held >= needed ? [] : [{
    what: `num_traces ${held} cannot hold ${tracesPerSecond} traces/s x ${wait} s x ${MARGIN}${replicas > 1 ? ` / ${replicas} replicas` : ''} = ${needed} traces`,
    why: 'traces would be dropped before their decision (otelcol_processor_tail_sampling_sampling_trace_dropped_too_early)',
    fix: `numTraces: ${needed} or none, ${shorter >= 1 ? `decisionWait of at most ${shorter} s, ` : ''}or replicas: ${more}`,
  }];
}

/** Where decisions are not remembered, traces that were decided about keep their places among those that are held. */
function cacheFindings(config: Config): Finding[] {
  const held = tracesOf(config);
  return ['sampled_cache_size', 'non_sampled_cache_size'].flatMap((key) => {
    const size = numberAt(valueAt(config, 'decision_cache'), key) ?? 0;
    return size > held ? [] : [{
      what: `decision_cache.${key} is ${size}, and num_traces ${held}`,
      why: 'decisions are forgotten while spans still come in: late ones would be decided about again, as a trace of their own',
      fix: `${key}: ${held * 10}, ten times num_traces`,
    }];
  });
}

function memoryFindings(document: CollectorDocument, config: Config, manifests: WorkloadManifests, load: TraceLoad): Finding[] {
  const [limit, room] = [memoryLimitOf(manifests), refusesFrom(document, manifests)];
  const decisions = ['sampled_cache_size', 'non_sampled_cache_size'].reduce((sum, key) => sum + (numberAt(valueAt(config, 'decision_cache'), key) ?? 0), 0);
  const needed = MEMORY_AT_REST + heldBytes(load, tracesOf(config), decisions);
  if (limit === undefined || room === undefined || needed <= room) {
    return [];
  }
  const enough = Math.ceil(((needed / room) * limit) / 1024 ** 2);
  const more = Math.ceil((replicationOf(manifests).replicas * needed) / room);
  return [{
    what: `num_traces ${tracesOf(config)} x ${load.spansPerTrace} spans x ${load.bytesPerSpan} bytes need ${readableBytes(needed)}, and data is refused from ${readableBytes(room)} on`,
    why: 'what comes in would be refused while traces wait for their decision, long before as many are held',
    fix: `memoryLimit: Size.mebibytes(${enough}), or replicas: ${more} and no numTraces`,
  }];
}

function waitOf(config: Config): number {
  return secondsOf(textAt(config, 'decision_wait')) ?? DEFAULTS.decisionWait;
}

function tracesOf(config: Config): number {
  return numberAt(config, 'num_traces') ?? DEFAULTS.numTraces;
}
