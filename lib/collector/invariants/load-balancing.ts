import { componentAt, isOf, pipelinesOf, signalOf, textAt } from './document-reader';
import { Finding } from '../../validation';
import { Signal } from '../../wiring';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

const { TRACES, METRICS, LOGS } = Signal;

/** Which signals can be told apart by what. */
const KNOWN_TO: ReadonlyMap<string, readonly Signal[]> = new Map([
  ['', [TRACES, METRICS, LOGS]],
  ['traceID', [TRACES, LOGS]],
  ['service', [TRACES, METRICS, LOGS]],
  ['resource', [METRICS, LOGS]],
  ['metric', [METRICS]],
  ['streamID', [METRICS]],
  ['attributes', [TRACES, METRICS, LOGS]],
]);

/** Keys by which an exporter cannot choose a backend for what a pipeline carries. */
export function loadBalancingFindings(document: CollectorDocument): Finding[] {
  return pipelinesOf(document).flatMap(([id, { exporters }]) => {
    const signal = signalOf(id);
    return exporters.filter((exporter) => isOf(ComponentKind.EXPORTER, exporter, 'load_balancing')).flatMap((exporter) => {
      const key = textAt(componentAt(document, ComponentKind.EXPORTER, exporter), 'routing_key') ?? '';
      const known = [...KNOWN_TO].filter(([, signals]) => signals.includes(signal)).flatMap(([name]) => name || []);
      return known.length === 0 || KNOWN_TO.get(key)?.includes(signal) ? [] : [{
        what: `${exporter} routes by '${key}', and pipeline ${id} carries ${signal}`,
        why: 'the collector would not start (unsupported routing_key)',
        fix: `routingKey: RoutingKey.${known.map((name) => name.replace(/[A-Z]+/g, '_$&').toUpperCase()).join(' or ')}; another LoadBalancingExporter for other signals`,
      }];
    });
  });
}
