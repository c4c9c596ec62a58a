import { externalLabelsOf, PrometheusPlan, takesLateSamples } from './prometheus-plan';
import { Producer } from '../thanos/producers/producer';

/** A Prometheus as one who writes blocks, and answers Query: each replica has samples of its own, which only queries merge. */
export function producerOf(name: string, plan: PrometheusPlan): Producer {
  return {
    name,
    labels: externalLabelsOf(plan),
    replicas: plan.replicas,
    replicaLabel: plan.replicaLabel,
    copies: 'independent',
    outOfOrder: takesLateSamples(plan),
    mergedInBucket: false,
  };
}
