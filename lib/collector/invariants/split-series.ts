import { asConfig, componentAt, isOf, pipelinesOf, signalOf, textsAt } from './document-reader';
import { Replication } from './duplication';
import { TraceSender } from './split-traces';
import { Finding } from '../../validation';
import { Signal } from '../../wiring';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** The id of the process, new after every start, which span metrics have unless they are told not to. */
const INSTANCE_ID = 'collector.instance.id';

/** Whether several replicas count spans in the same series. */
export function countsAlike(document: CollectorDocument, { onEveryNode, replicas }: Replication): boolean {
  return (onEveryNode || replicas > 1) && alikeIn(document).length > 0;
}

/** Counts that replace each other, because several replicas see spans of one service. */
export function seriesFindings(document: CollectorDocument, replication: Replication, senders: readonly TraceSender[]): Finding[] {
  const [first] = senders;
  if (first !== undefined && senders.every(({ key }) => key === 'service')) {
    return [];
  }
  const pods = replication.onEveryNode ? 'a pod on every node' : `${replication.replicas} replicas`;
  return alikeIn(document).map((connector) => ({
    what: `${connector} counts spans in ${pods}, and nothing tells their series apart`,
    why: 'several of them see spans of one service, and write one series: their samples replace or refuse each other',
    fix: [
      'metricsTo of a TailSampler, whose series have a label for each sampler',
      ...isOf(ComponentKind.CONNECTOR, connector, 'span_metrics') ? ['collectorInstanceId: true'] : [],
      ...replication.onEveryNode ? [] : ['replicas: 1'],
    ].join(', or '),
  }));
}

/** Connectors that count spans in series without a name of the pod. */
function alikeIn(document: CollectorDocument): string[] {
  const pipelines = pipelinesOf(document).filter(([id]) => signalOf(id) === Signal.METRICS);
  return Object.keys(asConfig(document.connectors)).filter((id) => pipelines.some(([, { receivers, processors }]) =>
    receivers.includes(id) && !saysWhich(document, id) && !processors.some((processor) => knowsItsPod(document, processor))));
}

function saysWhich(document: CollectorDocument, id: string): boolean {
  if (!isOf(ComponentKind.CONNECTOR, id, 'span_metrics')) {
    return !isOf(ComponentKind.CONNECTOR, id, 'service_graph');
  }
  return !textsAt(componentAt(document, ComponentKind.CONNECTOR, id), 'exclude_dimensions').includes(INSTANCE_ID);
}

/** A variable of the pod in what a processor writes. */
function knowsItsPod(document: CollectorDocument, processor: string): boolean {
  return JSON.stringify(componentAt(document, ComponentKind.PROCESSOR, processor)).includes('${env:');
}
