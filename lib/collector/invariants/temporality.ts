import { componentAt, isConnector, isOf, pipelinesOf, textAt } from './document-reader';
import { PipelineGraph } from './pipeline-graph';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** Receivers whose senders choose the temporality: an SDK may send deltas. */
const MAY_RECEIVE_DELTAS = ['otlp'];

/** Delta points that reach remote write, which drops them. */
export function temporalityFindings(document: CollectorDocument): Finding[] {
  const graph = new PipelineGraph(document);
  return pipelinesOf(document).flatMap(([id, { exporters }]) => {
    const writers = exporters.filter((exporter) => isOf(ComponentKind.EXPORTER, exporter, 'prometheus_remote_write'));
    const source = writers.length > 0 ? deltaSource(document, graph, id) : undefined;
    return source === undefined ? [] : writers.map((writer) => ({
      what: `delta metrics from ${source} may reach ${writer} in pipeline ${id}`,
      why: 'remote write takes cumulative points only: delta sums and histograms are dropped',
      fix: `put new DeltaToCumulativeProcessor() into pipeline ${id}`,
    }));
  });
}

/** Connectors that always count from the last time on. */
const ALWAYS_DELTA = ['count', 'signal_to_metrics'];

function makesDeltas(document: CollectorDocument, connector: string): boolean {
  return isOf(ComponentKind.CONNECTOR, connector, ...ALWAYS_DELTA)
    || (textAt(componentAt(document, ComponentKind.CONNECTOR, connector), 'aggregation_temporality')?.endsWith('DELTA') ?? false);
}

/** Where deltas come from that leave a pipeline; undefined when none do. */
function deltaSource(document: CollectorDocument, graph: PipelineGraph, id: string, seen: readonly string[] = []): string | undefined {
  const pipeline = pipelinesOf(document).find(([other]) => other === id)?.[1];
  if (!pipeline || seen.includes(id)) {
    return undefined;
  }
  const lastOf = (type: string) => pipeline.processors.map((processor) => isOf(ComponentKind.PROCESSOR, processor, type)).lastIndexOf(true);
  const made = lastOf('cumulative_to_delta');
  if (lastOf('delta_to_cumulative') > made) {
    return undefined;
  }
  if (made >= 0) {
    return pipeline.processors[made];
  }
  const direct = pipeline.receivers.find((receiver) => !graph.isInternal(receiver)
    ? isOf(ComponentKind.RECEIVER, receiver, ...MAY_RECEIVE_DELTAS)
    : isConnector(document, receiver) && makesDeltas(document, receiver));
  return direct ?? graph.feedersOf(id).filter((feeder) => feeder.startsWith('metrics'))
    .map((feeder) => deltaSource(document, graph, feeder, [...seen, id])).find((source) => source !== undefined);
}
