import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { requirePositive, requireTexts } from '../bounds';
import { Processor } from '../component';

/** Options of the log deduplication processor. */
export interface LogDedupProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * For how long equal records are counted before one of them is sent. Zero fails.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * The attribute that says how many there were. Empty fails.
   *
   * @default 'log_count'
   */
  readonly logCountAttribute?: string;

  /**
   * The time zone of `first_observed_timestamp` and `last_observed_timestamp`, for example `Europe/Berlin`. An unknown one fails.
   * The collector looks it up in its image: where that has no database of time zones, it starts with `UTC` only.
   *
   * @default 'UTC'
   */
  readonly timezone?: string;

  /**
   * Fields by which records may differ and still be equal: `attributes.request_id`, or `body.timestamp` of a body that is a map. A point in a
   * name is written `\\.`. Fails together with `includeFields`, and on `body`.
   *
   * @default - none
   */
  readonly excludeFields?: string[];

  /**
   * The only fields by which records are compared. Fails together with `excludeFields`, and on `body`.
   *
   * @default - all
   */
  readonly includeFields?: string[];

  /**
   * OTTL conditions such as `log.severity_number >= SEVERITY_NUMBER_ERROR`. What matches any is counted, all else is sent at once.
   *
   * @default - everything is counted
   */
  readonly conditions?: string[];
}

/**
 * Sends one of equal log records, with how many there were.
 *
 * What is counted is in memory: what an interval has when the process is killed is lost. What the next step refuses is lost too, whether it was counted or not: senders are told that it was taken.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/logdedupprocessor/README.md
 */
export class LogDedupProcessor extends Processor {
  /** For how long equal records are counted. */
  public readonly interval: Duration;
  private readonly props: LogDedupProcessorProps;

  public constructor(props: LogDedupProcessorProps = {}) {
    super('log_dedup', props.name);
    this.props = props;
    this.interval = props.interval ?? Duration.seconds(10);
    const caller = 'LogDedupProcessor';
    requirePositive(caller, 'interval', props.interval, 'Duration.seconds(10)');
    if (props.logCountAttribute === '') {
      fail(caller, { what: 'logCountAttribute is empty', why: 'the collector refuses it', fix: "logCountAttribute: 'log_count', or leave it out" });
    }
    if (props.timezone !== undefined && !isTimezone(props.timezone)) {
      fail(caller, {
        what: `timezone '${props.timezone}' is unknown`,
        why: 'the collector refuses what is not in the IANA database',
        fix: "timezone: 'Europe/Berlin', or leave it out for UTC",
      });
    }
    if (props.excludeFields && props.includeFields) {
      fail(caller, {
        what: `excludeFields ${props.excludeFields.join(', ')} and includeFields ${props.includeFields.join(', ')}`,
        why: 'the collector refuses both together',
        fix: 'one of them',
      });
    }
    requireFields('excludeFields', props.excludeFields);
    requireFields('includeFields', props.includeFields);
    requireTexts(caller, 'conditions', props.conditions, 'log.severity_number >= SEVERITY_NUMBER_ERROR');
  }

  /** @internal */
  protected _config(): object {
    return {
      interval: this.interval,
      log_count_attribute: this.props.logCountAttribute ?? 'log_count',
      timezone: this.props.timezone ?? 'UTC',
      exclude_fields: this.props.excludeFields,
      include_fields: this.props.includeFields,
      conditions: this.props.conditions,
    };
  }
}

function requireFields(property: string, fields: string[] | undefined): void {
  requireTexts('LogDedupProcessor', property, fields, 'attributes.request_id');
  const wrong = fields?.find((field) => !/^(attributes(\..+)?|body\..+)$/s.test(field));
  if (wrong !== undefined) {
    fail('LogDedupProcessor', {
      what: `'${wrong}' in ${property} is not a field of a record`,
      why: wrong === 'body' ? 'the collector refuses the whole body: all records would be equal' : 'the collector knows attributes and parts of the body only',
      fix: `${property}: ['attributes.${wrong.replace(/^(body|attributes)\.?/, '') || 'request_id'}']`,
    });
  }
}

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name })) && /^(UTC|GMT|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z0-9_+-]+)+)$/.test(name);
  } catch {
    return false;
  }
}
