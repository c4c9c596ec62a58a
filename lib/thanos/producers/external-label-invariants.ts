import { Producer, replicaLabelsOf } from './producer';
import { Finding } from '../../validation';
import { Labels, labelFlags } from '../external-labels';

/** Judges whether everybody who writes can be told from everybody else. */
export function externalLabelFindings(producers: readonly Producer[]): Finding[] {
  const replicaLabels = replicaLabelsOf(producers);
  return [...producers.flatMap(ownFindings), ...producers.flatMap((producer, index) => sameFindings(producer, producers.slice(0, index), replicaLabels))];
}

function ownFindings({ name, labels, replicas, replicaLabel }: Producer): Finding[] {
  if (replicas > 1 && replicaLabel === undefined) {
    return [{
      what: `the ${replicas} replicas of '${name}' have the same external labels`,
      why: 'the compactor takes their blocks for one stream that overlaps with itself, and halts; nothing is compacted or deleted any more',
      fix: "give them a label with their own name: replicaLabel: 'replica'",
    }];
  }
  return replicaLabel !== undefined && labels[replicaLabel] !== undefined
    ? [{
      what: `'${name}' has ${replicaLabel}="${labels[replicaLabel]}" for all its replicas, and the same label to tell them apart`,
      why: 'one of the two would win, and replicas may have the same labels',
      fix: `take ${replicaLabel} out of the labels of '${name}', or choose another replicaLabel`,
    }]
    : [];
}

/** Labels of replicas do not count: deduplication takes them away, and leaves the streams of two producers alike. */
function sameFindings(producer: Producer, earlier: readonly Producer[], replicaLabels: readonly string[]): Finding[] {
  const identity = identityOf(producer.labels, replicaLabels);
  return earlier.filter(({ labels }) => identityOf(labels, replicaLabels) === identity).map(({ name }) => ({
    what: `'${name}' and '${producer.name}' have the same external labels (${identity || 'none'})`,
    why: 'Query would make one of series that are not the same, and the compactor halts where their blocks overlap',
    fix: `give one of them a label of its own: externalLabels: { stream: '${producer.name}' }`,
  }));
}

function identityOf(labels: Labels, replicaLabels: readonly string[]): string {
  return labelFlags(Object.fromEntries(Object.entries(labels).filter(([name]) => !replicaLabels.includes(name)))).join(', ');
}
