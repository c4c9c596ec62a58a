import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';
import { TempoMetricsGeneratorProps, TempoMicroservicesOptions, TempoMonolithOptions } from '../tempo-options';

/** The line before it is the last one whose microservices need no Kafka; its monolith is the first one that is written here. */
const KAFKA_SINCE = '3.0.0';

/** The last version of the line without Kafka that the keys of this library were read from. */
export const LAST_WITHOUT_KAFKA = '2.10.8';

/** How a Tempo is asked to run. */
export interface TempoShape {
  readonly version: string;
  readonly monolith?: TempoMonolithOptions;
  readonly microservices?: TempoMicroservicesOptions;
}

/** Judges whether a version of Tempo can run in a shape. */
export function shapeFindings({ version, monolith, microservices }: TempoShape): Finding[] {
  if (monolith !== undefined && microservices !== undefined) {
    return [{
      what: 'there are both monolith and microservices',
      why: 'they are two ways to run the same components: two Tempos would compact and delete in one store',
      fix: 'leave one of them out',
    }];
  }
  if (microservices !== undefined && isAtLeast(version, KAFKA_SINCE)) {
    return [{
      what: `microservices of Tempo ${version}`,
      why: `from ${KAFKA_SINCE} on there are no ingesters: distributors write to Kafka, which is not part of this library, and do not start without it`,
      fix: `versions: new VersionCatalog({ tempo: '${LAST_WITHOUT_KAFKA}' }), or leave microservices out (one pod needs no Kafka)`,
    }];
  }
  return microservices !== undefined || isAtLeast(version, KAFKA_SINCE) ? [] : [{
    what: `one pod of Tempo ${version}`,
    why: `its components and keys are others than those of ${KAFKA_SINCE}, which are written here: it does not start`,
    fix: 'versions: VersionCatalog.tested(), or microservices: {}',
  }];
}

/** How many keep a span, and how many there are. */
export interface RingPlan {
  readonly replicas: number;
  readonly replicationFactor: number;
}

/**
 * How many ingesters may be evicted at once: as many as may be missing while a span still finds its quorum. Where none is to spare it is one all the same: a budget of none
 * would keep every node from being drained.
 *
 * @see https://github.com/grafana/dskit/blob/main/ring/replication_strategy.go
 */
export function evictableIngesters(replicationFactor: number): number {
  return Math.max(1, Math.floor((replicationFactor - 1) / 2));
}

/** Judges whether every span finds as many ingesters as are to keep it. */
export function ringFindings({ replicas, replicationFactor }: RingPlan): Finding[] {
  if (!Number.isInteger(replicationFactor) || replicationFactor < 1) {
    return [{
      what: `replicationFactor is ${replicationFactor}`,
      why: 'each span is kept by a whole number of ingesters, one at least',
      fix: `replicationFactor: ${Math.max(1, Math.round(replicationFactor) || 1)}`,
    }];
  }
  return replicas >= replicationFactor ? [] : [{
    what: `there are ${replicas} ingesters for a replication factor of ${replicationFactor}`,
    why: 'every copy of a span is kept by another ingester: where they do not suffice, spans are refused (at least … live replicas required)',
    fix: `ingester: { replicas: ${replicationFactor} }, or replicationFactor: ${replicas}`,
  }];
}

/** Judges metrics that are made of spans, but not where they go. */
export function generatorFindings(generator: TempoMetricsGeneratorProps | undefined, microservices: TempoMicroservicesOptions | undefined): Finding[] {
  if (generator === undefined) {
    return microservices?.metricsGenerator === undefined ? [] : [{
      what: 'microservices has pods of a metricsGenerator, and the stack has none',
      why: 'nothing says which metrics they make, and where they write them to',
      fix: 'metricsGenerator: { remoteWriteTo: [thanos.remoteWriteEndpoint] } for the stack, or leave that of microservices out',
    }];
  }
  return [
    ...generator.remoteWriteTo.length > 0 ? [] : [{
      what: 'metricsGenerator writes to nobody',
      why: 'metrics would be made and thrown away',
      fix: 'remoteWriteTo: [thanos.remoteWriteEndpoint], or leave metricsGenerator out',
    }],
    ...generator.processors === undefined || generator.processors.length > 0 ? [] : [{
      what: 'metricsGenerator has no processors',
      why: 'no metrics would be made',
      fix: 'processors: [TempoProcessor.SERVICE_GRAPHS], or leave metricsGenerator out',
    }],
  ];
}
