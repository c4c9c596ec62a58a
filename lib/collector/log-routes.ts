import type { Exporter, IPipelineSink } from './components/component';
import { RoutingAction, RoutingConnector, RoutingContext } from './components/connectors/routing-connector';
import { Pipeline } from './pipeline';
import { LogVolumePolicy } from '../policy';
import { ottlString } from '../policy/cardinality/compilers/ottl/ottl-text';
import { CLASS_ATTRIBUTE, NAME_IN_POLICY } from '../policy/log-volume/log-volume-plan';
import { Finding } from '../validation';
import { Destination, ILogsDestination, Signal } from '../wiring';

/** Where records of a class go. */
export interface LogRoute {
  /** The class, as `LogRule.classify` or a record itself says it: letters, digits, `_`, `-` and `.`, or it fails. One that no rule of `logVolume` says is a problem, when that says any, and so are two routes of one class. */
  readonly logClass: string;

  /** Where they go: an endpoint, or a Loki by a tenant (`loki.otlpEndpointFor(tenant)`). */
  readonly to: ILogsDestination;

  /**
   * Whether they also go where all others go.
   *
   * @default false
   */
  readonly copy?: boolean;
}

/** A route to a destination that is connected. */
export interface PlannedLogRoute {
  readonly logClass: string;
  readonly copy: boolean;
  /** The attribute that says the class. */
  readonly attribute: string;
}

/** What is known of routes, and of what feeds them. */
export interface LogRouting {
  readonly logRoutes?: LogRoute[];
  readonly logVolume?: LogVolumePolicy;
  /** Whether all that comes is read by this collector, so that nobody else can have said a class. */
  readonly readsOnly: boolean;
  /** Where records go that are of no class, as collectors say it. */
  readonly logsTo?: ILogsDestination;
  readonly destination?: ILogsDestination;
}

/** A pipeline for every class, and one for the rest. */
const REST = 'of-no-class';

/** Routes that are destinations of a collector. */
export function plannedRoutes(
  routes: readonly LogRoute[] = [], policy?: LogVolumePolicy,
): { readonly route: PlannedLogRoute; readonly destination: Destination }[] {
  const attribute = policy?._plan.classAttribute ?? CLASS_ATTRIBUTE;
  return routes.map(({ logClass, to, copy = false }) => ({ route: { logClass, copy, attribute }, destination: to.logsDestination }));
}

/**
 * Pipelines of logs by class, and the connector to which the pipeline of all logs gives.
 *
 * @param rest where records go that no route takes
 */
export function routedLogs(
  routes: readonly { readonly route: PlannedLogRoute; readonly exporter: Exporter }[], rest: readonly IPipelineSink[],
): { readonly connector: RoutingConnector; readonly pipelines: Pipeline[] } {
  const connector = new RoutingConnector({
    name: 'log-class',
    table: routes.map(({ route: { logClass, copy, attribute } }) => ({
      context: RoutingContext.LOG,
      condition: `log.attributes[${ottlString(attribute)}] == ${ottlString(logClass)}`,
      pipelines: [`${Signal.LOGS}/${nameOf(logClass)}`],
      action: copy ? RoutingAction.COPY : RoutingAction.MOVE,
    })),
    ...rest.length > 0 ? { defaultPipelines: [`${Signal.LOGS}/${REST}`] } : {},
  });
  const pipeline = (name: string, exporters: IPipelineSink[]) => new Pipeline({ signal: Signal.LOGS, name, receivers: [connector], exporters });
  return {
    connector,
    pipelines: [
      ...routes.map(({ route, exporter }) => pipeline(nameOf(route.logClass), [exporter])),
      ...rest.length > 0 ? [pipeline(REST, [...rest])] : [],
    ],
  };
}

/** What is wrong with routes. */
export function logRouteFindings({ logRoutes: routes = [], logVolume: policy, readsOnly, logsTo, destination }: LogRouting): Finding[] {
  const names = routes.map(({ logClass }) => logClass);
  const said = policy?._classes ?? [];
  return routes.length === 0 ? [] : [
    ...names.filter((name) => !NAME_IN_POLICY.test(name)).map((name) => ({
      what: `logRoutes has the class '${name}'`, why: 'a pipeline is named after it: letters, digits, _, - and .', fix: "logClass: 'audit'",
    })),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => ({
      what: `logRoutes has two routes of the class '${name}'`, why: 'the collector takes the first alone', fix: 'one of them, with copy: true where all others go too, or another class',
    })),
    ...said.length === 0 && readsOnly ? [{
      what: `logRoutes has the class '${names[0]}', and nobody says a class`,
      why: 'lines of containers have none: nothing would take the route',
      fix: `logVolume: new LogVolumePolicy({ rules: [LogRule.classify('${names[0]}', { when: …, logClass: '${names[0]}' })] })`,
    }] : said.length === 0 ? [] : names.filter((name) => !said.includes(name)).map((name) => ({
      what: `logRoutes has the class '${name}', and logVolume says ${said.map((one) => `'${one}'`).join(', ')}`,
      why: 'nothing would take the route',
      fix: `one of these, or LogRule.classify(…, { when: …, logClass: '${name}' })`,
    })),
    ...logsTo ?? destination ? [] : [{ what: 'logRoutes without logsTo', why: 'records that are of none of its classes would be lost', fix: 'logsTo: where all others go' }],
  ];
}

function nameOf(logClass: string): string {
  return `class-${logClass}`;
}
