/** Makes a complete configuration of some sets, by the library's own code: each in pipelines that suit it. */
import { JUDGED, OptionSet } from './option-set';
import {
  Connector, DebugExporter, Exporter, Extension, K8sClusterReceiver, K8sLeaderElectorExtension, OtlpHttpExporter, OtlpReceiver, Processor, Receiver,
} from '../../lib/collector/components';
import { ConfigurationPlan } from '../../lib/collector/configuration';
import { Pipeline, PipelineProps } from '../../lib/collector/pipeline';
import { OtlpEndpoint, Signal } from '../../lib/wiring';

/** Where pipelines begin that are about something else. */
const SOURCE = new OtlpReceiver({ name: 'source', grpcPort: 14317, http: false, localOnly: true, includeMetadata: true });

/** Where they end. */
const SINK = new DebugExporter({ name: 'sink' });

const ELSEWHERE = OtlpEndpoint.http({ url: 'https://otlp.example.com' });

/** Ports of receivers that ask an extension who sends, one for each extension. */
const FIRST_PORT = 15_000;

type Ends = Partial<Pick<PipelineProps, 'receivers' | 'processors' | 'exporters'>>;

export function assemble(sets: readonly OptionSet[]): ConfigurationPlan {
  return {
    ...JUDGED,
    logLevel: 'info',
    pipelines: sets.flatMap(pipelinesOf),
    extensions: sets.flatMap(({ component }) => (component instanceof Extension ? [component] : [])),
  };
}

function pipeline(signal: Signal, name: string, ends: Ends): Pipeline {
  return new Pipeline({ signal, name, receivers: [SOURCE], exporters: [SINK], ...ends });
}

function pipelinesOf({ component, signals, gives }: OptionSet, index: number): Pipeline[] {
  const name = `${component.kind}-${index}`;
  const each = (ends: Ends) => signals.map((signal) => pipeline(signal, name, ends));
  if (component instanceof Receiver) {
    return each({ receivers: [component] });
  }
  if (component instanceof Processor) {
    return each({ processors: [component] });
  }
  if (component instanceof Exporter) {
    return each({ exporters: [component] });
  }
  if (component instanceof Connector) {
    return [...each({ exporters: [component] }), ...(gives.length > 0 ? gives : givenBy(component, signals, index)).map((id) => {
      const [signal, ...rest] = id.split('/') as [Signal, ...string[]];
      return pipeline(signal, rest.join('/'), { receivers: [component] });
    })];
  }
  return component instanceof K8sLeaderElectorExtension
    ? [pipeline(Signal.LOGS, name, { receivers: [new K8sClusterReceiver({ name, leaderElector: component })] })]
    : [pipeline(Signal.TRACES, name, component instanceof Extension ? served(component, index) : {})];
}

/** The ids of the pipelines to which a connector gives that does not name them itself. */
function givenBy(connector: Connector, signals: readonly Signal[], index: number): string[] {
  const { connects } = connector._type;
  return [...new Set(signals.flatMap((signal) => connects?.[signal] ?? []))].map((signal) => `${signal}/given-${index}`);
}

/** A pipeline of components that use an extension in every way that it allows. */
function served(extension: Extension, index: number): Ends {
  const roles = extension._roles ?? [];
  const name = `served-${index}`;
  const sends = roles.includes('client-authenticator') ? { authenticator: extension } : roles.includes('storage') ? { queue: { storage: extension } } : undefined;
  return {
    receivers: [
      SOURCE,
      ...roles.includes('server-authenticator') ? [new OtlpReceiver({ name, grpcPort: FIRST_PORT + index, http: false, authenticator: extension })] : [],
    ],
    exporters: sends ? [new OtlpHttpExporter({ name, endpoint: ELSEWHERE, ...sends })] : [SINK],
  };
}
