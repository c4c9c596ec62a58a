import {
  defines, definitions, isConnector, joins, pipelinesOf, runningExtensions, sendsFromQueue, signalOf, textAt, typeInPipeline, typeOf,
} from './document-reader';
import { PipelineGraph } from './pipeline-graph';
import { Finding } from '../../validation';
import { Signal, SIGNALS } from '../../wiring';
import { ComponentKind, ConnectorSignals } from '../components/component-type';
import { CollectorDocument, sectionOf } from '../configuration';

/** Components that are referred to and not there, there and not referred to, or joined in a way that cannot carry the signal. */
export function referenceFindings(document: CollectorDocument): Finding[] {
  return [
    ...undefinedFindings(document),
    ...extensionReferenceFindings(document),
    ...unusedFindings(document),
    ...connectorFindings(document),
    ...cycleFindings(document),
    ...signalFindings(document),
    ...emptyFindings(document),
  ];
}

function undefinedFindings(document: CollectorDocument): Finding[] {
  const missing = (where: string, kinds: readonly ComponentKind[], ids: readonly string[]): Finding[] =>
    ids.filter((id) => !kinds.some((kind) => defines(document, kind, id))).map((id) => ({
      what: `${where} uses '${id}', which is not defined`,
      why: 'the collector would not start (references a component that is not configured)',
      fix: `define '${id}' under ${sectionOf(kinds[0])}:, or take it out of ${where}`,
    }));
  return [
    ...missing('service', [ComponentKind.EXTENSION], runningExtensions(document)),
    ...pipelinesOf(document).flatMap(([id, { receivers, processors, exporters }]) => [
      ...missing(`pipeline ${id}`, [ComponentKind.RECEIVER, ComponentKind.CONNECTOR], receivers),
      ...missing(`pipeline ${id}`, [ComponentKind.PROCESSOR], processors),
      ...missing(`pipeline ${id}`, [ComponentKind.EXPORTER, ComponentKind.CONNECTOR], exporters),
    ]),
  ];
}

/** Queues and credentials name an extension: it must be there, and it must run. */
function extensionReferenceFindings(document: CollectorDocument): Finding[] {
  const running = runningExtensions(document);
  return definitions(document).flatMap(({ kind, id, config }) =>
    [...new Set([
      sendsFromQueue(config) ? textAt(config, 'sending_queue', 'storage') : undefined,
      textAt(config, 'storage'),
      textAt(config, 'k8s_leader_elector'),
      ...['auth', 'http.auth', 'protocols.grpc.auth', 'protocols.http.auth'].map((path) => textAt(config, ...path.split('.'), 'authenticator')),
    ])]
      .filter((extension): extension is string => extension !== undefined && !running.includes(extension))
      .map((extension) => ({
        what: `${kind} ${id} refers to the extension '${extension}', which does not run`,
        why: 'the collector would not start (extension not found)',
        fix: `list '${extension}' in service.extensions`,
      })));
}

function unusedFindings(document: CollectorDocument): Finding[] {
  const pipelines = pipelinesOf(document).map(([, pipeline]) => pipeline);
  const used = new Set([
    ...runningExtensions(document).map((id) => `extension ${id}`),
    ...pipelines.flatMap(({ receivers, processors, exporters }) => [
      ...receivers.map((id) => `${isConnector(document, id) ? 'connector' : 'receiver'} ${id}`),
      ...processors.map((id) => `processor ${id}`),
      ...exporters.map((id) => `${isConnector(document, id) ? 'connector' : 'exporter'} ${id}`),
    ]),
  ]);
  return definitions(document).filter(({ kind, id }) => !used.has(`${kind} ${id}`)).map(({ kind, id }) => ({
    what: `${kind} ${id} is defined and ${kind === ComponentKind.EXTENSION ? 'does not run' : 'in no pipeline'}`,
    why: 'it does nothing, and nobody is told: the collector does not mind',
    fix: kind === ComponentKind.EXTENSION ? `list '${id}' in service.extensions, or take it out` : `put '${id}' into a pipeline, or take it out`,
  }));
}

function connectorFindings(document: CollectorDocument): Finding[] {
  const pipelines = pipelinesOf(document);
  return definitions(document).filter(({ kind }) => kind === ComponentKind.CONNECTOR).flatMap(({ id }) => {
    const taken = pipelines.filter(([, { exporters }]) => exporters.includes(id)).map(([pipeline]) => pipeline);
    const given = pipelines.filter(([, { receivers }]) => receivers.includes(id)).map(([pipeline]) => pipeline);
    if ((taken.length > 0) !== (given.length > 0)) {
      return [{
        what: `connector ${id} is only ${taken.length > 0 ? 'an exporter' : 'a receiver'}`,
        why: 'a connector joins pipelines: the collector would not start',
        fix: `put '${id}' among the ${taken.length > 0 ? 'receivers' : 'exporters'} of another pipeline`,
      }];
    }
    return unmatchedFindings(id, taken, given);
  });
}

/** Each signal that a connector takes must be one that it gives to some pipeline, and the other way round. */
function unmatchedFindings(id: string, taken: readonly string[], given: readonly string[]): Finding[] {
  const connects = typeOf(ComponentKind.CONNECTOR, id)?.connects;
  if (!connects) {
    return [];
  }
  const unmatched = (pipeline: string, end: 'exporter' | 'receiver'): Finding => ({
    what: `connector ${id} is ${end === 'exporter' ? 'an exporter' : 'a receiver'} of pipeline ${pipeline}, and no pipeline at its other end has a signal for it`,
    why: `the collector would not start (used as ${end} in ${pipeline} but not used in any supported ${end === 'exporter' ? 'receiver' : 'exporter'} pipeline)`,
    fix: `take '${id}' out of pipeline ${pipeline}, or join it to a pipeline of another signal`,
  });
  return [
    ...taken.filter((from) => Object.hasOwn(connects, signalOf(from)) && !given.some((to) => joins(connects, from, to))).map((pipeline) => unmatched(pipeline, 'exporter')),
    ...given.filter((to) => Object.values(connects).some((signals) => signals?.includes(signalOf(to))) && !taken.some((from) => joins(connects, from, to)))
      .map((pipeline) => unmatched(pipeline, 'receiver')),
  ];
}

function cycleFindings(document: CollectorDocument): Finding[] {
  const cycle = new PipelineGraph(document).cycle();
  return cycle ? [{
    what: `pipelines feed each other in a circle: ${cycle.join(' -> ')}`,
    why: 'the collector would not start, or telemetry would go round for ever',
    fix: `end pipeline ${cycle[0]} in an exporter that leaves the collector`,
  }] : [];
}

function signalFindings(document: CollectorDocument): Finding[] {
  return pipelinesOf(document).flatMap(([id, pipeline]) => {
    const signal = signalOf(id);
    if (!SIGNALS.includes(signal)) {
      return signal as string === 'profiles' ? [] : [{
        what: `pipeline ${id} carries '${signal}', which is no signal`,
        why: 'the collector would not start (unknown pipeline signal)',
        fix: `traces, metrics or logs, with a name behind a slash: traces/${signal}`,
      }];
    }
    const cannot = (kind: string, component: string, carried: readonly Signal[]): Finding => ({
      what: `pipeline ${id} has ${kind} ${component}, which does not carry ${signal}`,
      why: 'the collector would not start (telemetry type is not supported)',
      fix: carried.length > 0 ? `use it in pipelines of ${carried.join(', ')} only` : `take it out of pipeline ${id}`,
    });
    const ends = (end: ComponentKind.RECEIVER | ComponentKind.EXPORTER, ids: readonly string[]) => ids.flatMap((component) => {
      const type = typeInPipeline(document, end, component);
      if (!type) {
        return [];
      }
      const carried = type.connects ? connectorSignals(type.connects, end) : type.signals;
      return carried.includes(signal) ? [] : [cannot(type.kind, component, carried)];
    });
    const steps = pipeline.processors.flatMap((component) => {
      const type = typeOf(ComponentKind.PROCESSOR, component);
      return !type || type.signals.includes(signal) ? [] : [cannot('processor', component, type.signals)];
    });
    return [...ends(ComponentKind.RECEIVER, pipeline.receivers), ...steps, ...ends(ComponentKind.EXPORTER, pipeline.exporters)];
  });
}

function connectorSignals(connects: ConnectorSignals, end: ComponentKind): Signal[] {
  return end === ComponentKind.EXPORTER ? (Object.keys(connects) as Signal[]) : [...new Set(Object.values(connects).flat())];
}

function emptyFindings(document: CollectorDocument): Finding[] {
  const pipelines = pipelinesOf(document);
  if (pipelines.length === 0) {
    return [{
      what: 'there is no pipeline',
      why: 'the collector would not start (service must have at least one pipeline)',
      fix: 'say where something goes: tracesTo, metricsTo, logsTo or destination',
    }];
  }
  return pipelines.flatMap(([id, { receivers, exporters }]) =>
    (receivers.length === 0 ? ['receiver'] : []).concat(exporters.length === 0 ? ['exporter'] : []).map((end) => ({
      what: `pipeline ${id} has no ${end}`,
      why: `the collector would not start (must have at least one ${end})`,
      fix: `give it ${end === 'receiver' ? 'a receiver' : 'an exporter'}, or take it out`,
    })));
}
