import { RelabelAction, RelabelConfig } from '../../policy/relabel/relabel-config';
import { Relabeling } from '../../policy/relabel/relabeling';
import { Finding } from '../../validation';
import { CompactorShard } from '../producers/blocks-of-store';
import { Producer } from '../producers/producer';
import { shardSelector } from '../selector/selector';

/**
 * The blocks of each of several compactors, by a hash over external labels.
 *
 * All blocks of a stream have the same external labels, so that one compactor has all of them. By the labels of replicas nothing is shared out: those
 * whose blocks are made one must come to the same compactor.
 */
export function streamShards(labels: readonly string[], shards: number): RelabelConfig[][] {
  return Array.from({ length: shards }, (_, shard) => shardSelector(labels, shards, shard));
}

/** One stream has one compactor, and one process of it. */
export function compactorFindings(compactors: readonly CompactorShard[], producers: readonly Producer[]): Finding[] {
  return [
    ...compactors.flatMap(replicaFindings),
    ...compactors.flatMap((compactor) => hashFindings(compactor, producers)),
    ...(producers.length === 0 ? unknownStreamFindings(compactors) : producers.flatMap((producer) => streamFindings(producer, compactors))),
  ];
}

function replicaFindings({ name, replicas }: CompactorShard): Finding[] {
  return replicas === 0 || replicas === 1 ? [] : [{
    what: `the compactor '${name}' has ${replicas} replicas`,
    why: 'two compactors of the same blocks make the same blocks twice: they overlap, and both halt; nothing is compacted or deleted any more',
    fix: 'replicas: 1; to share the work, several compactors with a shard of the external labels each',
  }];
}

function hashFindings({ name, selector }: CompactorShard, producers: readonly Producer[]): Finding[] {
  const merged = producers.filter(({ mergedInBucket }) => mergedInBucket);
  const hashed = selector.filter(({ action }) => action === RelabelAction.HASHMOD).flatMap(({ sourceLabels = [] }) => sourceLabels);
  return merged.filter(({ replicaLabel = '' }) => hashed.includes(replicaLabel)).map((producer) => ({
    what: `the compactor '${name}' is chosen by ${producer.replicaLabel}, by which the replicas of '${producer.name}' differ`,
    why: 'their blocks are to be made one, and would be with several compactors, of which none has them all',
    fix: `hash over other external labels, such as ${Object.keys(producer.labels)[0] ?? 'cluster'}`,
  }));
}

/** What comes of a block that two compactors take. */
function takenTwice(what: string, compactors: readonly CompactorShard[], labels: Producer['labels'] = {}): Finding {
  // one that differs between streams, or a single compactor would have them all
  const label = Object.keys(labels).find((name) => /cluster|tenant/.test(name)) ?? Object.keys(labels)[0] ?? 'cluster';
  return {
    what,
    why: 'they would make the same blocks twice, which overlap: all of them halt, and nothing is compacted or deleted any more',
    fix: `${compactors.map(({ name }, shard) => `streams: ThanosCompactor.streamsOf(['${label}'], ${compactors.length}, ${shard}) for '${name}'`).join('; ')}`,
  };
}

function streamFindings({ name, labels }: Producer, compactors: readonly CompactorShard[]): Finding[] {
  const takers = compactors.filter(({ selector }) => Relabeling.of([...selector]).apply({ ...labels }) !== undefined).map((compactor) => compactor.name);
  if (takers.length === 1) {
    return [];
  }
  return takers.length === 0
    ? [{
      what: `no compactor takes the blocks of '${name}'`,
      why: 'they are never compacted, downsampled or deleted, and every query reads thousands of small ones',
      fix: `a compactor whose selector keeps ${described(labels)}`,
    }]
    : [takenTwice(`the compactors '${takers.join("', '")}' all take the blocks of '${name}'`, compactors, labels)];
}

/** Whoever writes from elsewhere has labels that nobody knows here: beside a compactor that takes everything there is none. */
function unknownStreamFindings(compactors: readonly CompactorShard[]): Finding[] {
  const greedy = compactors.filter(({ selector }) => selector.length === 0).map(({ name }) => name);
  return compactors.length < 2 || greedy.length === 0 ? [] : [takenTwice(
    `the bucket has ${compactors.length} compactors, and '${greedy.join("', '")}' ${greedy.length === 1 ? 'takes' : 'take'} all of its blocks`, compactors,
  )];
}

function described(labels: { readonly [name: string]: string }): string {
  return Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ') || 'blocks without labels';
}
