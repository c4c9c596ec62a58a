import { Finding } from '../validation';
import { NamedNeeds } from '../wiring/needs-sum';
import { Component, Extension, RenderContext } from './components/component';
import { COMPONENT_KINDS, ComponentKind } from './components/component-type';
import { env } from './components/expansion';
import { POD_IP, POD_NAME } from './components/pod-variables';
import { Pipeline } from './pipeline';
import { bytesOf } from '../kubernetes/quantities';
import { isAtLeast } from '../versions';

/** A collector's configuration as plain data: the document that the collector reads, ours or anybody's. */
export interface CollectorDocument {
  readonly receivers?: ComponentSection;
  readonly processors?: ComponentSection;
  readonly exporters?: ComponentSection;
  readonly connectors?: ComponentSection;
  readonly extensions?: ComponentSection;
  readonly service?: ServiceSection;
}

/** Components by id. */
export type ComponentSection = { readonly [id: string]: unknown };

/** What runs, and how it tells about itself. */
export interface ServiceSection {
  readonly extensions?: readonly string[];
  readonly pipelines?: { readonly [id: string]: PipelineSection };
  readonly telemetry?: unknown;
}

/** A pipeline of a document. */
export interface PipelineSection {
  readonly receivers?: readonly string[];
  readonly processors?: readonly string[];
  readonly exporters?: readonly string[];
}

/** The port on which a collector serves its own metrics. */
export const TELEMETRY_PORT = 8888;

/** From this version on a map in the place of this list is deprecated, and every start warns of it. */
const RESOURCE_AS_LIST = '0.151.0';

/** What a configuration is made of, whoever reads it. */
export interface Assembly {
  readonly pipelines: readonly Pipeline[];
  /** Extensions beyond those to which components refer. */
  readonly extensions: readonly Extension[];
}

/** A configuration for one version of the collector. */
export interface ConfigurationPlan extends Assembly, RenderContext {
  readonly logLevel: string;
}

/** The section of a document that holds a kind. */
export function sectionOf(kind: ComponentKind): 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions' {
  return `${kind}s`;
}

/** Every component in use, each once, in the order of the document. */
export function componentsOf(assembly: Assembly): Component[] {
  const inPipelines = assembly.pipelines.flatMap((pipeline) => [...pipeline._sources, ...pipeline._processors, ...pipeline._sinks]);
  const all = new Set<Component>();
  const add = (component: Component) => {
    if (!all.has(component)) {
      // what a component refers to starts before it
      component._extensions().forEach(add);
      all.add(component);
    }
  };
  [...assembly.extensions, ...inPipelines].forEach(add);
  return COMPONENT_KINDS.flatMap((kind) => [...all].filter((component) => component.kind === kind));
}

/** The document that the collector reads. */
export function collectorDocument(plan: ConfigurationPlan): CollectorDocument {
  const components = componentsOf(plan);
  const sections: { [section: string]: { [id: string]: unknown } } = {};
  for (const component of components) {
    (sections[sectionOf(component.kind)] ??= {})[component._id(plan)] = component._document(plan);
  }
  const ids = (list: readonly Component[]) => list.map((component) => component._id(plan));
  return {
    ...sections,
    service: {
      extensions: ids(components.filter(({ kind }) => kind === ComponentKind.EXTENSION)),
      pipelines: Object.fromEntries(plan.pipelines.map((pipeline) => [pipeline.id, {
        receivers: ids(pipeline._sources),
        ...(pipeline._processors.length > 0 ? { processors: ids(pipeline._processors) } : {}),
        exporters: ids(pipeline._sinks),
      }])),
      telemetry: telemetrySection(plan),
    },
  };
}

/** The needs of every component, under the id by which its user finds it in the document. */
export function needsOf(plan: ConfigurationPlan): NamedNeeds[] {
  return componentsOf(plan).map((component) => ({ from: `${component.kind} ${component._id(plan)}`, needs: component._needs(plan) }));
}

/** How many bytes the other end of an exporter takes in one message, where it is known. */
export function receiveSizesOf(plan: ConfigurationPlan): { [exporter: string]: number } {
  return Object.fromEntries(componentsOf(plan).flatMap((component) => {
    const size = component._destination?.maxReceiveSize;
    return size ? [[component._id(plan), bytesOf(size)] as const] : [];
  }));
}

/** What is wrong with the components themselves, and cannot be seen in the document any more: two under one id, one pipeline twice. */
export function assemblyFindings(plan: ConfigurationPlan): Finding[] {
  return [
    ...twice(componentsOf(plan).map((component) => `${component.kind} ${component._id(plan)}`)).map((id) => ({
      what: `two different components are called ${id}`,
      why: 'a configuration has one of each id: the other would be lost without a word',
      fix: "give one of them a name of its own (name: 'second'), or use one object in both places",
    })),
    ...twice(plan.pipelines.map(({ id }) => id)).map((id) => ({
      what: `two pipelines are called ${id}`,
      why: 'a configuration has one of each id: the other would be lost without a word',
      fix: "give one of them a name of its own: new Pipeline({ name: 'second', … })",
    })),
  ];
}

/**
 * The collector's own metrics, without the suffixes that depend on its version, so that alerts find the same names everywhere.
 *
 * @see https://opentelemetry.io/docs/collector/internal-telemetry/
 */
function telemetrySection({ collectorVersion, logLevel }: ConfigurationPlan): object {
  const podName = env(POD_NAME.name).text;
  return {
    resource: isAtLeast(collectorVersion, RESOURCE_AS_LIST) ? { attributes: [{ name: 'k8s.pod.name', value: podName }] } : { 'k8s.pod.name': podName },
    logs: { level: logLevel, encoding: 'json' },
    metrics: {
      level: 'normal',
      readers: [{
        pull: {
          exporter: {
            prometheus: {
              host: env(POD_IP.name).text,
              port: TELEMETRY_PORT,
              without_scope_info: true,
              without_type_suffix: true,
              without_units: true,
            },
          },
        },
      }],
    },
  };
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
