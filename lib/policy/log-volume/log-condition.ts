import { LogSeverity } from './log-severity';
import { LogConditionTree, LogTest } from './log-test';
import { HEALTH_CHECKERS, HEALTH_PATHS, PASSED_BY_CHECKER, passedAt } from '../health-checks';
import { quoted } from '../patterns';

/** Attributes with the path of a request, by their names of today and of before 2024. */
const PATH_KEYS = ['url.path', 'http.target'];

/**
 * A question about a log record, as a value that can be combined. What cannot be asked fails in the policy that asks it, with its rule.
 */
export class LogCondition {
  /** Every record. */
  public static always(): LogCondition {
    return new LogCondition({ kind: 'always' });
  }

  /**
   * The body matches an expression anywhere. Bodies that are no text match none.
   *
   * @param pattern of RE2, for which a dot is any character but a new line; what RE2 does not understand fails
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static body(pattern: string): LogCondition {
    return ofTest({ kind: 'body', pattern });
  }

  /**
   * It is about a request of one of these paths: a line of an access log in the formats of Apache and nginx, or an attribute `url.path` or `http.target`.
   * What follows the path behind `?` or `/` does not matter in lines.
   *
   * @param paths such as `/healthz`; none, or an empty one, fails
   */
  public static requestPath(paths: string[]): LogCondition {
    const line = `"[A-Z]+ (?:${paths.map(quoted).join('|')})(?:[/?][^" ]*)? HTTP/[0-9.]+"`;
    const attributes = PATH_KEYS.map((key) => LogCondition.attribute(key, paths));
    return LogCondition.anyOf([...attributes, LogCondition.body(line)]);
  }

  /**
   * It is about a health check that went well: a line of an access log, as Apache and nginx write them or as JSON, with a status of 200 to 299, of kubelets and load balancers or of a path that
   * health checks usually have. A check that failed is none. Of records with an attribute `url.path` or `http.target` only the path is asked: their status is a number.
   */
  public static healthCheck(): LogCondition {
    const { allOf, anyOf, attribute, body } = LogCondition;
    const any = (patterns: readonly string[]) => anyOf(patterns.map((pattern) => body(pattern)));
    return anyOf([
      ...PATH_KEYS.map((key) => attribute(key, [...HEALTH_PATHS])),
      body(passedAt(`(${HEALTH_PATHS.map(quoted).join('|')})`)),
      // a name alone is looked for without an engine of expressions: most lines need no more
      allOf([any(HEALTH_CHECKERS), any(PASSED_BY_CHECKER)]),
    ]);
  }

  /**
   * It comes from one of these namespaces: `k8s.namespace.name` of its resource.
   *
   * @param namespaces such as `payments`; none, or an empty one, fails
   */
  public static namespace(namespaces: string[]): LogCondition {
    return LogCondition.resourceAttribute('k8s.namespace.name', namespaces);
  }

  /**
   * It is less bad than this. A record without a severity is not below anything.
   *
   * @param severity the least that is not asked for; `TRACE` fails, below which is nothing
   */
  public static severityBelow(severity: LogSeverity): LogCondition {
    return ofTest({ kind: 'severityBelow', severity });
  }

  /**
   * An attribute of the record is one of these texts.
   *
   * @param key the attribute; an empty one fails
   * @param values the texts; none, or an empty one, fails
   */
  public static attribute(key: string, values: string[]): LogCondition {
    return ofTest({ kind: 'equals', holder: 'log', key, values: [...values] });
  }

  /**
   * The whole of an attribute of the record matches an expression. Attributes that are no text match none.
   *
   * @param key the attribute; an empty one fails
   * @param pattern of RE2, for which a dot is any character; what RE2 does not understand fails
   */
  public static attributeMatches(key: string, pattern: string): LogCondition {
    return ofTest({ kind: 'matches', holder: 'log', key, pattern });
  }

  /**
   * An attribute of the resource is one of these texts.
   *
   * @param key the attribute, such as `k8s.deployment.name`; an empty one fails
   * @param values the texts; none, or an empty one, fails
   */
  public static resourceAttribute(key: string, values: string[]): LogCondition {
    return ofTest({ kind: 'equals', holder: 'resource', key, values: [...values] });
  }

  /**
   * The whole of an attribute of the resource matches an expression.
   *
   * @param key the attribute; an empty one fails
   * @param pattern of RE2, for which a dot is any character; what RE2 does not understand fails
   */
  public static resourceAttributeMatches(key: string, pattern: string): LogCondition {
    return ofTest({ kind: 'matches', holder: 'resource', key, pattern });
  }

  /**
   * All of these hold.
   *
   * @param conditions none fails
   */
  public static allOf(conditions: LogCondition[]): LogCondition {
    return new LogCondition({ kind: 'all', of: conditions.map(({ _tree }) => _tree) });
  }

  /**
   * Any of these holds.
   *
   * @param conditions none fails
   */
  public static anyOf(conditions: LogCondition[]): LogCondition {
    return new LogCondition({ kind: 'any', of: conditions.map(({ _tree }) => _tree) });
  }

  /**
   * This does not hold.
   *
   * @param condition what must not hold
   */
  public static not(condition: LogCondition): LogCondition {
    return new LogCondition({ kind: 'not', of: condition._tree });
  }

  /** @internal */
  public static _of(tree: LogConditionTree): LogCondition {
    return new LogCondition(tree);
  }

  /** What compilers compile. @internal */
  public readonly _tree: LogConditionTree;

  private constructor(tree: LogConditionTree) {
    this._tree = tree;
  }
}

function ofTest(test: LogTest): LogCondition {
  return LogCondition._of({ kind: 'test', test });
}
