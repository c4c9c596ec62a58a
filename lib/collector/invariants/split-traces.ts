import { componentAt, isConnector, isOf, pipelinesOf, signalOf, textAt } from './document-reader';
import { Replication } from './duplication';
import { backendsOf } from './resolvers';
import { leadsTo } from './service-address';
import { Finding } from '../../validation';
import { Signal } from '../../wiring';
import { CollectorOfTree } from '../collectors-of-tree';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** An exporter that sends traces to a workload. */
export interface TraceSender {
  /** The path of its collector. */
  readonly path: string;
  /** Its id. */
  readonly exporter: string;
  /** By what it chooses a replica; undefined when it does not choose. */
  readonly key?: string;
}

/** What is known of those who send traces to a workload. */
export interface TraceSenders {
  /** The name of the workload. */
  readonly name: string;
  readonly senders: readonly TraceSender[];
  /** Whether it is known that others route by trace id, whoever they are. */
  readonly routedByTraceId: boolean;
}

/** Whether several replicas need all spans of a trace at one of them. */
export function keepsTracesTogether(document: CollectorDocument, { onEveryNode, replicas }: Replication): boolean {
  return (onEveryNode || replicas > 1) && samplersIn(document).length > 0;
}

/** The exporters of some collectors that send traces to Services. */
export function sendersAmong(collectors: readonly CollectorOfTree[], services: readonly string[]): TraceSender[] {
  const isAmong = (address: string | undefined) => address !== undefined && services.some((service) => leadsTo(address, service));
  return collectors.flatMap(({ path, document: documentOf }) => {
    const document = documentOf();
    const exporters = new Set(pipelinesOf(document).filter(([id]) => signalOf(id) === Signal.TRACES).flatMap(([, pipeline]) => pipeline.exporters));
    return [...exporters].filter((id) => !isConnector(document, id)).flatMap((exporter): TraceSender[] => {
      const config = componentAt(document, ComponentKind.EXPORTER, exporter);
      if (isOf(ComponentKind.EXPORTER, exporter, 'load_balancing')) {
        return backendsOf(config).some(isAmong) ? [{ path, exporter, key: textAt(config, 'routing_key') || 'traceID' }] : [];
      }
      return isAmong(textAt(config, 'endpoint')) ? [{ path, exporter }] : [];
    });
  });
}

/** Who splits traces among replicas that decide about them. */
export function splitFindings(document: CollectorDocument, replication: Replication, { name, senders, routedByTraceId }: TraceSenders): Finding[] {
  const pods = replication.onEveryNode ? 'a pod on every node' : `${replication.replicas} replicas`;
  const alone = replication.onEveryNode ? '' : ', or replicas: 1';
  const wrong = senders.filter(({ key }) => key !== 'traceID');
  return samplersIn(document).flatMap((sampler) => [
    ...wrong.map(({ path, exporter, key }) => ({
      what: `${path} sends to ${sampler} in ${pods} by ${key === undefined ? `${exporter}, which does not choose among them` : `${exporter}, which chooses by '${key}'`}`,
      why: 'spans of one trace come to several replicas: each decides about a part, and what is kept is torn',
      fix: key === undefined ? `new LoadBalancingExporter({ resolver: BackendResolver.kubernetes({ service: '${name}-headless' }) })${alone}` : 'routingKey: RoutingKey.TRACE_ID',
    })),
    ...senders.length > 0 || routedByTraceId ? [] : [{
      what: `${sampler} runs in ${pods}, and nobody routes to them by trace id`,
      why: 'spans of one trace come to several of them: each decides about a part, and what is kept is torn',
      fix: `a TailSampler, which has routers${alone}`,
    }],
  ]);
}

function samplersIn(document: CollectorDocument): string[] {
  const used = new Set(pipelinesOf(document).flatMap(([, { processors }]) => processors));
  return [...used].filter((id) => isOf(ComponentKind.PROCESSOR, id, 'tail_sampling'));
}
