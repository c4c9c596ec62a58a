import { applyRules } from './apply-rules';
import { logVolumeFindings } from './log-findings';
import { LogRule } from './log-rule';
import { CLASS_ATTRIBUTE, LogVolumePlan } from './log-volume-plan';
import { LogSampleOptions, LogVolumePrediction } from './log-volume-prediction';
import { LoggedRecord, LogOutcome } from './logged-record';
import { predictVolume } from './predict-volume';
import { failOnFindings, Finding } from '../../validation';
import { nanosecondsOf } from '../../wiring/instant';
import { testsIn } from '../condition-tree';

const CALLER = 'LogVolumePolicy';

/** What becomes of log records. */
export interface LogVolumePolicyProps {
  /** The rules, first to last: each sees what those before it have left. None fails, and so does a rule to which no record comes. */
  readonly rules: LogRule[];

  /**
   * The attribute of records in which `LogRule.classify` says their class, and by which `logRoutes` of a collector send them on. What a record says there itself holds until a rule
   * says another: where applications are not to be believed, `LogRule.deleteAttributes` goes first. An empty one fails.
   *
   * @default 'log.class'
   */
  readonly classAttribute?: string;
}

/**
 * How much of the logs leaves the node: one value for collectors and for tests.
 *
 * Every rule that is about a record acts on it, first to last, until one drops it. ERROR and FATAL are never dropped by a rule that does not say `evenErrors`;
 * a record without a severity is not below any. What cannot be read or meant fails, all of it at once.
 */
export class LogVolumePolicy {
  /** What compilers compile. @internal */
  public readonly _plan: LogVolumePlan;

  public constructor(props: LogVolumePolicyProps) {
    this._plan = { rules: props.rules.map(({ _rule }) => _rule), classAttribute: props.classAttribute ?? CLASS_ATTRIBUTE };
    failOnFindings(CALLER, logVolumeFindings(this._plan));
  }

  /** What becomes of a record. One whose severity or time cannot be fails. */
  public apply(record: LoggedRecord): LogOutcome {
    requireRecord(record);
    return applyRules(this._plan, record);
  }

  /**
   * What is left of a sample of records, by rule, by namespace and by class. None fails.
   *
   * @param records such as come in a minute, `LogSample.readFile(…).records` for example: their shares are those of the sample
   * @param options what is known of the sample: in how much time it was written, what a GiB costs, what tells streams apart
   */
  public predict(records: LoggedRecord[], options: LogSampleOptions = {}): LogVolumePrediction {
    failOnFindings(CALLER, [
      ...records.length > 0 ? [] : [{ what: 'there are no records', why: 'of nothing, nothing is left', fix: "predict([{ body: 'a line' }])" }],
      ...sampleFindings(options),
    ]);
    records.forEach(requireRecord);
    return predictVolume(this._plan, records, options);
  }

  /** The classes that its rules say. @internal */
  public get _classes(): string[] {
    return [...new Set(this._plan.rules.flatMap(({ action }) => action.kind === 'classify' ? [action.logClass] : []))];
  }

  /** Whether any rule asks for an attribute of resources. @internal */
  public _asksFor(key: string): boolean {
    return this._plan.rules.some(({ when, action }) => [when, ...action.kind === 'drop' ? action.except.map((one) => one.when) : []]
      .flatMap(testsIn).some((test) => (test.kind === 'equals' || test.kind === 'matches') && test.holder === 'resource' && test.key === key));
  }
}

function sampleFindings({ covers, pricePerGibibyte: price, streamAttributes }: LogSampleOptions): Finding[] {
  return [
    ...covers === undefined || covers.toMilliseconds() > 0 ? [] : [{ what: `covers is ${covers.toHumanString()}`, why: 'nothing is written in no time', fix: 'covers: Duration.minutes(1)' }],
    ...price === undefined || price >= 0 ? [] : [{ what: `pricePerGibibyte is ${price}`, why: 'nobody is paid for taking in logs', fix: 'pricePerGibibyte: 0.5' }],
    ...price === undefined || covers ? [] : [{ what: `pricePerGibibyte is ${price}, and covers is not said`, why: 'costs are those of a day', fix: 'covers: Duration.minutes(1)' }],
    ...streamAttributes?.length === 0 ? [{ what: 'streamAttributes is empty', why: 'all records would be one stream', fix: "streamAttributes: ['k8s.namespace.name'], or leave it out" }] : [],
  ];
}

function requireRecord({ severityNumber = 0, time }: LoggedRecord): void {
  failOnFindings(CALLER, [
    ...Number.isInteger(severityNumber) && severityNumber >= 0 && severityNumber <= 24 ? [] : [{
      what: `a record has the severityNumber ${severityNumber}`, why: 'OpenTelemetry counts from 1 to 24, and 0 is unknown', fix: 'severityNumber: 9 for INFO, 17 for ERROR',
    }],
    ...time === undefined || nanosecondsOf(time) !== undefined ? [] : [{
      what: `a record has the time '${time}'`, why: 'exceptions and shares go by it: an instant of RFC 3339, from 1971 to 2261', fix: "time: '2026-11-27T10:00:00Z', or leave it out",
    }],
  ]);
}
