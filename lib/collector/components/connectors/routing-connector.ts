import { fail } from '../../../validation';
import { Signal, SIGNALS } from '../../../wiring';
import { requireTexts } from '../bounds';
import { Connector } from '../component';
import { OttlErrorMode } from '../processors/ottl-error-mode';

/** What a condition looks at. */
export enum RoutingContext {
  /** The resource of a record, for example `resource.attributes["k8s.namespace.name"] == "payments"`. */
  RESOURCE = 'resource',
  /** A span. Traces only. */
  SPAN = 'span',
  /** A metric. Metrics only. */
  METRIC = 'metric',
  /** A point of a metric. Metrics only. */
  DATAPOINT = 'datapoint',
  /** A log record. Logs only. */
  LOG = 'log',
  /** The request: `request["X-Tenant"] == "acme"`, `==` or `!=` and nothing else. */
  REQUEST = 'request',
}

/** What happens to what matches. */
export enum RoutingAction {
  /** It goes to the pipelines of the route, and no route after it sees it. */
  MOVE = 'move',
  /** It goes to the pipelines of the route, and on to the routes after it. */
  COPY = 'copy',
}

/** Where something goes. */
export interface Route {
  /** An OTTL condition. Empty fails; so does one of `RoutingContext.REQUEST` that does not compare a field of the request with a text. */
  readonly condition: string;

  /** The ids of pipelines that begin with this connector: `traces`, or `traces/name`. None fails, and so do two signals in one connector. */
  readonly pipelines: string[];

  /**
   * What the condition looks at. That of another signal than the pipelines' fails.
   *
   * @default RoutingContext.RESOURCE
   */
  readonly context?: RoutingContext;

  /**
   * What happens to what matches.
   *
   * @default RoutingAction.MOVE
   */
  readonly action?: RoutingAction;
}

/** Options of the routing connector. */
export interface RoutingConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** Routes in the order in which they are tried. None fails, and so do two of one condition: the second would be ignored. */
  readonly table: Route[];

  /**
   * The ids of pipelines to which goes what no route moves.
   *
   * @default - it is dropped
   */
  readonly defaultPipelines?: string[];

  /**
   * What happens when a condition fails on a record. What fails with `IGNORE` goes to the default pipelines.
   *
   * @default OttlErrorMode.IGNORE
   */
  readonly errorMode?: OttlErrorMode;
}

const SIGNAL_OF: { readonly [context in RoutingContext]?: Signal } = {
  [RoutingContext.SPAN]: Signal.TRACES,
  [RoutingContext.METRIC]: Signal.METRICS,
  [RoutingContext.DATAPOINT]: Signal.METRICS,
  [RoutingContext.LOG]: Signal.LOGS,
};

const CALLER = 'RoutingConnector';

/**
 * Sends telemetry to one pipeline or another of the same signal, by what is in it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/routingconnector/README.md
 */
export class RoutingConnector extends Connector {
  private readonly props: RoutingConnectorProps;

  public constructor(props: RoutingConnectorProps) {
    super('routing', props.name);
    this.props = props;
    if (props.table.length === 0) {
      fail(CALLER, {
        what: 'table is empty',
        why: 'the collector refuses it',
        fix: "table: [{ condition: 'resource.attributes[\"tenant\"] == \"acme\"', pipelines: ['traces/acme'] }], or a ForwardConnector",
      });
    }
    props.table.forEach(requireRoute);
    requireDifferentRoutes(props.table);
    requirePipelines('defaultPipelines', props.defaultPipelines);
    requireOneSignal([...props.table.flatMap(({ pipelines }) => pipelines), ...(props.defaultPipelines ?? [])]);
  }

  /** @internal */
  protected _config(): object {
    return {
      error_mode: this.props.errorMode ?? OttlErrorMode.IGNORE,
      default_pipelines: this.props.defaultPipelines,
      table: this.props.table.map(({ condition, pipelines, context, action }) => ({
        context: context ?? RoutingContext.RESOURCE,
        condition,
        action,
        pipelines: [...pipelines],
      })),
    };
  }
}

function requireRoute({ condition, pipelines, context }: Route, index: number): void {
  if (condition.trim() === '') {
    fail(CALLER, {
      what: `the condition of route ${index + 1} is empty`,
      why: 'the collector refuses it',
      fix: 'condition: \'resource.attributes["tenant"] == "acme"\', or its pipelines in defaultPipelines',
    });
  }
  if (context === RoutingContext.REQUEST && !/^\s*request\["[^"]+"\]\s*(==|!=)\s*"[^"=!]*"\s*$/.test(condition)) {
    fail(CALLER, {
      what: `the condition '${condition}' of route ${index + 1} does not compare a field of the request with a text`,
      why: 'the collector refuses anything else: this is not OTTL',
      fix: 'condition: \'request["X-Tenant"] == "acme"\'',
    });
  }
  requirePipelines(`the pipelines of route ${index + 1}`, pipelines);
  const signal = context && SIGNAL_OF[context];
  const other = signal && pipelines.find((id) => signalOf(id) !== signal);
  if (other !== undefined) {
    fail(CALLER, {
      what: `route ${index + 1} looks at a ${context} and goes to '${other}'`,
      why: 'it would match nothing there',
      fix: 'context: RoutingContext.RESOURCE, or the context of that signal',
    });
  }
}

function requireDifferentRoutes(table: readonly Route[]): void {
  const keys = table.map(({ condition, context }) => `${context ?? RoutingContext.RESOURCE} ${condition}`);
  const again = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (again !== -1) {
    fail(CALLER, {
      what: `route ${again + 1} has the condition of route ${keys.indexOf(keys[again]) + 1}: ${table[again].condition}`,
      why: 'the collector ignores the second of two routes with one condition',
      fix: `pipelines: ['${[...table[keys.indexOf(keys[again])].pipelines, ...table[again].pipelines].join("', '")}'] in the first`,
    });
  }
}

function requirePipelines(property: string, pipelines: string[] | undefined): void {
  requireTexts(CALLER, property, pipelines, 'traces/acme');
  const wrong = pipelines?.find((id) => !/^(traces|metrics|logs)(\/[A-Za-z0-9_./-]+)?$/.test(id));
  if (wrong !== undefined) {
    fail(CALLER, {
      what: `'${wrong}' is not the id of a pipeline`,
      why: 'the collector refuses it',
      fix: `'traces/${wrong.replace(/^\/+|[^A-Za-z0-9_./-]/g, '') || 'acme'}', or that of another signal: ${SIGNALS.join(', ')}`,
    });
  }
}

function requireOneSignal(pipelines: readonly string[]): void {
  const other = pipelines.find((id) => signalOf(id) !== signalOf(pipelines[0]));
  if (other !== undefined) {
    fail(CALLER, {
      what: `'${pipelines[0]}' and '${other}' carry different signals`,
      why: 'a connector routes a signal to pipelines of that signal: the collector does not start',
      fix: 'a RoutingConnector with a name of its own for each signal',
    });
  }
}

function signalOf(pipeline: string): string {
  return pipeline.split('/')[0];
}
