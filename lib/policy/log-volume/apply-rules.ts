import { changed } from './log-changes';
import { isExcepted, logHolds, timeOf } from './log-meaning';
import { ERROR_NUMBER, LogAction, LogVolumePlan } from './log-volume-plan';
import { LoggedRecord, LogOutcome } from './logged-record';
import { shareKeeps } from './record-hash';

type Drop = Extract<LogAction, { readonly kind: 'drop' }>;

/** What becomes of a record, rule by rule. */
export function applyRules({ rules, classAttribute }: LogVolumePlan, record: LoggedRecord): LogOutcome {
  const changedBy: string[] = [];
  let current = record;
  for (const { name, when, action } of rules) {
    if (!logHolds(when, current)) {
      continue;
    }
    if (action.kind !== 'drop') {
      const next = changed(current, action, classAttribute);
      changedBy.push(...isSame(current, next) ? [] : [name]);
      current = next;
    } else if (drops(name, action, current)) {
      return { kept: false, droppedBy: name, changedBy, record: current };
    }
  }
  return { kept: true, changedBy, record: current, logClass: current.attributes?.[classAttribute] };
}

function drops(name: string, { evenErrors, except, percentKept }: Drop, record: LoggedRecord): boolean {
  return (evenErrors || (record.severityNumber ?? 0) < ERROR_NUMBER)
    && !except.some((exception) => isExcepted(exception, record))
    && (percentKept === undefined || !shareKeeps(name, timeOf(record), record.body, percentKept));
}

function isSame(before: LoggedRecord, after: LoggedRecord): boolean {
  const [some, others] = [Object.entries(before.attributes ?? {}), after.attributes ?? {}];
  return before.body === after.body && some.length === Object.keys(others).length && some.every(([key, value]) => others[key] === value);
}
