import { componentAt, isOf, pipelinesOf, sendsFromQueue, textAt } from './document-reader';
import { PipelineGraph } from './pipeline-graph';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** Processors that look at the connection from which a record came: it is gone once records have been regrouped. */
const NEEDS_CONTEXT = ['k8s_attributes'];

/** Rules for the order of what happens in a pipeline. */
export function orderFindings(document: CollectorDocument): Finding[] {
  const graph = new PipelineGraph(document);
  return pipelinesOf(document).flatMap(([id, { receivers, processors, exporters }]) => {
    return [
      ...(receivers.length > 0 && receivers.every((receiver) => graph.isInternal(receiver)) ? [] : memoryLimiterFirst(id, processors)),
      ...contextAfterSampling(id, processors),
      ...batchBeforeQueue(document, id, processors, exporters),
    ];
  });
}

function memoryLimiterFirst(pipeline: string, processors: readonly string[]): Finding[] {
  const place = processors.findIndex(is('memory_limiter'));
  if (place === 0) {
    return [];
  }
  return [place < 0
    ? {
      what: `pipeline ${pipeline} has no memory_limiter`,
      why: 'a burst ends in an OOM kill, which loses what is in memory, in the place of a refusal, which clients retry',
      fix: 'processors: [new MemoryLimiterProcessor(), …]',
    }
    : {
      what: `pipeline ${pipeline} has ${processors.slice(0, place).join(', ')} before ${processors[place]}`,
      why: 'what is refused has been paid for already, and what those processors hold is not limited',
      fix: `put ${processors[place]} first`,
    }];
}

function contextAfterSampling(pipeline: string, processors: readonly string[]): Finding[] {
  const sampling = processors.findIndex(is('tail_sampling'));
  return sampling < 0 ? [] : processors.slice(sampling).filter(is(...NEEDS_CONTEXT)).map((late) => ({
    what: `pipeline ${pipeline} has ${late} after ${processors[sampling]}`,
    why: 'tail sampling regroups spans: the connection from which they came, by which the pod is found, is gone',
    fix: `put ${late} before ${processors[sampling]}`,
  }));
}

function batchBeforeQueue(document: CollectorDocument, pipeline: string, processors: readonly string[], exporters: readonly string[]): Finding[] {
  const persistent = exporters.filter((exporter) => {
    const config = componentAt(document, ComponentKind.EXPORTER, exporter);
    return sendsFromQueue(config) && textAt(config, 'sending_queue', 'storage') !== undefined;
  });
  return !processors.some(is('batch')) || persistent.length === 0 ? [] : [{
    what: `pipeline ${pipeline} has the batch processor before the persistent queue of ${persistent.join(', ')}`,
    why: 'what the processor holds was acknowledged already and is lost with the process; the queue cannot bring it back',
    fix: 'take batch out and let the exporter batch: queue: { batchMinSize, batchMaxSize }',
  }];
}

function is(...types: readonly string[]): (processor: string) => boolean {
  return (processor) => isOf(ComponentKind.PROCESSOR, processor, ...types);
}
