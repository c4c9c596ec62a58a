import { Producer } from './producer';
import { Finding } from '../../validation';

/** Judges whether Query knows how the replicas of everybody differ. */
export function queryReplicaLabelFindings(producers: readonly Pick<Producer, 'name' | 'replicaLabel'>[], queryReplicaLabels: readonly string[]): Finding[] {
  return producers.flatMap(({ name, replicaLabel }) => replicaLabel === undefined || queryReplicaLabels.includes(replicaLabel)
    ? []
    : [{
      what: `the replicas of '${name}' differ by ${replicaLabel}, which is no replica label of Query`,
      why: 'every series would be there once for each replica, and sums several times too large',
      fix: `--query.replica-label=${replicaLabel} among the arguments of Query`,
    }]);
}

/** Judges which replicas the compactor makes one of. */
export function compactorReplicaLabelFindings(producers: readonly Producer[], compactorReplicaLabels: readonly string[]): Finding[] {
  const isKnown = ({ replicaLabel = '' }: Producer) => compactorReplicaLabels.includes(replicaLabel);
  const missing = producers.filter((producer) => producer.mergedInBucket && !isKnown(producer));
  const unasked = producers.filter((producer) => !producer.mergedInBucket && isKnown(producer));
  return [
    ...missing.map(({ name, replicaLabel }) => ({
      what: `the blocks of '${name}' are to be merged, and ${replicaLabel ?? 'no label'} is ${replicaLabel === undefined ? 'a' : 'no'} replica label of the compactor`,
      why: 'the bucket would keep every sample once for each replica',
      fix: replicaLabel === undefined
        ? `give the replicas of '${name}' a label with their own name: replicaLabel: 'replica'`
        : `--deduplication.replica-label=${replicaLabel} among the arguments of the compactor`,
    })),
    ...unasked.filter(({ copies }) => copies === 'independent').map(({ name, replicaLabel }) => ({
      what: `the compactor merges replicas by ${replicaLabel}, by which those of '${name}' differ too`,
      why: `the replicas of '${name}' have samples of their own: their blocks would become one with twice as many, and that cannot be undone`,
      fix: `another replicaLabel for '${name}', or another one for those whose blocks are merged`,
    })),
  ];
}
