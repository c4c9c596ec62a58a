import { applyRules } from './apply-rules';
import { nanosecondsOf } from './instant';
import { logVolumeFindings } from './log-findings';
import { LogRule } from './log-rule';
import { PlannedLogRule } from './log-volume-plan';
import { LogVolumePrediction } from './log-volume-prediction';
import { LoggedRecord, LogOutcome } from './logged-record';
import { predictVolume } from './predict-volume';
import { failOnFindings } from '../../validation';
import { testsIn } from '../condition-tree';

const CALLER = 'LogVolumePolicy';

/** What becomes of log records. */
export interface LogVolumePolicyProps {
  /** The rules, first to last: each sees what those before it have left. None fails, and so does a rule to which no record comes. */
  readonly rules: LogRule[];
}

/**
 * How much of the logs leaves the node: one value for collectors and for tests.
 *
 * Every rule that is about a record acts on it, first to last, until one drops it. ERROR and FATAL are never dropped by a rule that does not say `evenErrors`;
 * a record without a severity is not below any. What cannot be read or meant fails, all of it at once.
 */
export class LogVolumePolicy {
  /** What compilers compile. @internal */
  public readonly _rules: readonly PlannedLogRule[];

  public constructor(props: LogVolumePolicyProps) {
    this._rules = props.rules.map(({ _rule }) => _rule);
    failOnFindings(CALLER, logVolumeFindings(this._rules));
  }

  /** What becomes of a record. One whose severity or time cannot be fails. */
  public apply(record: LoggedRecord): LogOutcome {
    requireRecord(record);
    return applyRules(this._rules, record);
  }

  /**
   * What is left of a sample of records, by rule and by namespace. None fails.
   *
   * @param records such as come in a minute: their shares are those of the sample
   */
  public predict(records: LoggedRecord[]): LogVolumePrediction {
    failOnFindings(CALLER, records.length > 0 ? [] : [{ what: 'there are no records', why: 'of nothing, nothing is left', fix: "predict([{ body: 'a line' }])" }]);
    records.forEach(requireRecord);
    return predictVolume(this._rules, records);
  }

  /** Whether any rule asks for an attribute of resources. @internal */
  public _asksFor(key: string): boolean {
    return this._rules.some(({ when, action }) => [when, ...action.kind === 'drop' ? action.except.map((one) => one.when) : []]
      .flatMap(testsIn).some((test) => (test.kind === 'equals' || test.kind === 'matches') && test.holder === 'resource' && test.key === key));
  }
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
