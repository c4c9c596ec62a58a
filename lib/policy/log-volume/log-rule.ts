import { LogCondition } from './log-condition';
import {
  ClassifyLogsOptions, DeleteLogAttributesOptions, DropLogsBelowOptions, DropLogsOptions, KeepLogsShareOptions, LogException, RedactLogsOptions,
  TruncateLogsOptions,
} from './log-rule-options';
import { LogAction, PlannedException, PlannedLogRule } from './log-volume-plan';

/** What becomes of some log records. Names are letters, digits, `_`, `-` and `.`, or the policy fails. */
export class LogRule {
  /**
   * Records that go.
   *
   * @param name what the rule is called
   * @param options which records
   */
  public static drop(name: string, options: DropLogsOptions): LogRule {
    return new LogRule({ name, when: options.when._tree, action: dropping(options.evenErrors, options.except) });
  }

  /**
   * Records that go because they are not bad enough.
   *
   * @param name what the rule is called
   * @param options how bad they must be to stay
   */
  public static dropBelow(name: string, options: DropLogsBelowOptions): LogRule {
    const below = LogCondition.severityBelow(options.severity);
    const { _tree } = options.when ? LogCondition.allOf([options.when, below]) : below;
    return new LogRule({ name, when: _tree, action: dropping(options.evenErrors, options.except) });
  }

  /**
   * Records of which a share stays.
   *
   * @param name what the rule is called: two rules do not choose alike
   * @param options which records, and how many
   */
  public static keepShare(name: string, options: KeepLogsShareOptions): LogRule {
    return new LogRule({ name, when: options.when._tree, action: dropping(options.evenErrors, options.except, options.percent) });
  }

  /**
   * Records that are cut.
   *
   * @param name what the rule is called
   * @param options which records, and where
   */
  public static truncate(name: string, options: TruncateLogsOptions = {}): LogRule {
    return new LogRule({ name, when: treeOf(options.when), action: { kind: 'truncate', bytes: options.bytes ?? 4096 } });
  }

  /**
   * Attributes that go.
   *
   * @param name what the rule is called
   * @param options which attributes
   */
  public static deleteAttributes(name: string, options: DeleteLogAttributesOptions): LogRule {
    return new LogRule({ name, when: treeOf(options.when), action: { kind: 'delete', keys: [...options.attributes] } });
  }

  /**
   * What is blackened, before it leaves the node.
   *
   * @param name what the rule is called
   * @param options what is looked for
   */
  public static redact(name: string, options: RedactLogsOptions): LogRule {
    const secrets = options.secrets.map((secret) => ({ name: secret.name, expression: secret.expression, marks: secret._marks }));
    return new LogRule({ name, when: treeOf(options.when), action: { kind: 'redact', secrets } });
  }

  /**
   * Records that are of a class, which the `classAttribute` of the policy says to whoever sends them on: `logRoutes` of a collector, for one.
   *
   * @param name what the rule is called
   * @param options which records, and their class
   */
  public static classify(name: string, options: ClassifyLogsOptions): LogRule {
    return new LogRule({ name, when: options.when._tree, action: { kind: 'classify', logClass: options.logClass } });
  }

  /** What compilers compile. @internal */
  public readonly _rule: PlannedLogRule;

  private constructor(rule: PlannedLogRule) {
    this._rule = rule;
  }
}

function treeOf(when: LogCondition = LogCondition.always()): PlannedLogRule['when'] {
  return when._tree;
}

function dropping(evenErrors: boolean = false, except: readonly LogException[] = [], percentKept?: number): LogAction {
  const exceptions: PlannedException[] = except.map(({ when, until }) => ({ when: when._tree, until }));
  return { kind: 'drop', evenErrors, except: exceptions, percentKept };
}
