import { Duration } from 'cdk8s';
import { SpanPattern } from './span-pattern';
import { TraceConditionTree, SpanTest, TraceTest } from './trace-test';
import { SpanStatus } from './traced-span';
import { HEALTH_PATHS } from '../health-checks';

/** How many spans a trace has. At least one bound is given, or it fails. */
export interface SpanCountBounds {
  /**
   * The least number of spans. Less than 1 fails.
   *
   * @default - no bound
   */
  readonly atLeast?: number;

  /**
   * The greatest number of spans. Less than 1, or than `atLeast`, fails.
   *
   * @default - no bound
   */
  readonly atMost?: number;
}

/** Attributes with the path of a request, by their names of today and of before 2024. */
const PATH_KEYS = ['http.route', 'url.path', 'http.target'];

/** Attributes with the status of a response, by their names of today and of before 2024. */
const STATUS_KEYS = ['http.response.status_code', 'http.status_code'];

/** Attributes with the environment, by their names of today and of before 2024. */
const ENVIRONMENT_KEYS = ['deployment.environment.name', 'deployment.environment'];

/**
 * A question about a trace, as a value that can be combined.
 *
 * It is about the trace: `allOf` of a service and an error is a trace that comes through the service and has an error anywhere. What must hold of one and
 * the same span goes together into `span`. What cannot be asked fails in the policy that asks it, with its rule.
 */
export class SamplingCondition {
  /** Every trace. */
  public static always(): SamplingCondition {
    return new SamplingCondition({ kind: 'always' });
  }

  /** A span of it has the status ERROR. */
  public static error(): SamplingCondition {
    return SamplingCondition.status([SpanStatus.ERROR]);
  }

  /**
   * A span of it ended in one of these ways.
   *
   * @param statuses the ways; none fails
   */
  public static status(statuses: SpanStatus[]): SamplingCondition {
    return ofTest({ kind: 'status', statuses: [...statuses] });
  }

  /**
   * From the beginning of its first span to the end of its last it took longer.
   *
   * @param threshold in whole milliseconds; zero fails
   */
  public static slowerThan(threshold: Duration): SamplingCondition {
    return ofTest({ kind: 'latency', milliseconds: threshold.toMilliseconds({ integral: false }) });
  }

  /**
   * It has so many spans.
   *
   * @param bounds the least and the greatest number
   */
  public static spanCount(bounds: SpanCountBounds): SamplingCondition {
    return ofTest({ kind: 'spanCount', atLeast: bounds.atLeast, atMost: bounds.atMost });
  }

  /**
   * It comes through one of these services.
   *
   * @param services names as in `service.name`; none fails
   */
  public static service(services: string[]): SamplingCondition {
    return SamplingCondition.attribute('service.name', services);
  }

  /**
   * An attribute of a span of it, or of the resource of a span, is one of these texts.
   *
   * @param key the attribute
   * @param values the texts; none, or an empty one, fails
   */
  public static attribute(key: string, values: string[]): SamplingCondition {
    return ofTest({ kind: 'attribute', key, values: [...values] });
  }

  /**
   * It comes through one of these environments: `deployment.environment.name` of a resource, or `deployment.environment`, as it was called before.
   *
   * @param environments such as `production`; none fails
   */
  public static environment(environments: string[]): SamplingCondition {
    return anySpan(ENVIRONMENT_KEYS.map((key) => ({ resourceAttributes: [{ key, values: [...environments] }] })));
  }

  /**
   * A span of it has one of these routes: `http.route`.
   *
   * @param routes such as `/users/{id}`; none fails
   */
  public static route(routes: string[]): SamplingCondition {
    return anySpan([{ attributes: [{ key: 'http.route', values: [...routes] }] }]);
  }

  /**
   * A span of it has a status of HTTP within bounds: `http.response.status_code`, or `http.status_code`, as it was called before.
   *
   * @param atLeast the least, such as 500
   * @param atMost the greatest; 599 when left out
   */
  public static httpStatus(atLeast: number, atMost: number = 599): SamplingCondition {
    return anySpan(STATUS_KEYS.map((key) => ({ attributes: [{ key, atLeast, atMost }] })));
  }

  /**
   * It begins with a health check: its root span asks for one of these paths. A request that only passes a health check on its way is none.
   *
   * @param paths whole paths, without a query; when left out, what Kubernetes and most programs use: `/healthz`, `/readyz` and the like
   */
  public static healthCheck(paths?: string[]): SamplingCondition {
    const values = [...paths ?? HEALTH_PATHS];
    return anySpan(PATH_KEYS.map((key) => ({ root: true, attributes: [{ key, values }] })));
  }

  /**
   * One of its spans is all that.
   *
   * @param pattern what the span is
   */
  public static span(pattern: SpanPattern): SamplingCondition {
    return anySpan([pattern]);
  }

  /**
   * A condition in OTTL on spans, such as `span.attributes["db.system"] == "redis"`, is true of one of its spans. Only a collector can say whether it is.
   *
   * @param condition the condition; brackets and quotes that do not match fail
   * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/contexts/ottlspan/README.md
   */
  public static ottl(condition: string): SamplingCondition {
    return ofSpans([{ kind: 'ottl', condition }]);
  }

  /**
   * All of these hold, each anywhere in the trace.
   *
   * @param conditions the conditions; none fails
   */
  public static allOf(conditions: SamplingCondition[]): SamplingCondition {
    return new SamplingCondition({ kind: 'all', of: conditions.map(({ _tree }) => _tree) });
  }

  /**
   * Any of these holds.
   *
   * @param conditions the conditions; none fails
   */
  public static anyOf(conditions: SamplingCondition[]): SamplingCondition {
    return new SamplingCondition({ kind: 'any', of: conditions.map(({ _tree }) => _tree) });
  }

  /**
   * It does not hold: of no span, when it is about spans.
   *
   * @param condition the condition
   */
  public static not(condition: SamplingCondition): SamplingCondition {
    return new SamplingCondition({ kind: 'not', of: condition._tree });
  }

  /** @internal */
  public static _of(tree: TraceConditionTree): SamplingCondition {
    return new SamplingCondition(tree);
  }

  /** What it was put together from. @internal */
  public readonly _tree: TraceConditionTree;

  private constructor(tree: TraceConditionTree) {
    this._tree = tree;
  }
}

function ofTest(test: TraceTest): SamplingCondition {
  return SamplingCondition._of({ kind: 'test', test });
}

function ofSpans(anyOf: readonly SpanTest[]): SamplingCondition {
  return ofTest({ kind: 'spans', anyOf });
}

function anySpan(patterns: readonly SpanPattern[]): SamplingCondition {
  return ofSpans(patterns.map((match) => ({ kind: 'match', match })));
}
