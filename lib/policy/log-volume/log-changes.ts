import { expressionOf } from './log-meaning';
import { LogAction, redaction } from './log-volume-plan';
import { LoggedRecord } from './logged-record';

type Change = Exclude<LogAction, { readonly kind: 'drop' }>;

/** A record after a rule that changes it. */
export function changed(record: LoggedRecord, action: Change, classAttribute: string): LoggedRecord {
  const { attributes = {} } = record;
  switch (action.kind) {
    case 'truncate': return withTexts(record, (text) => truncated(text, action.bytes));
    case 'redact': return withTexts(record, (text) => action.secrets.reduce((before, { name, expression }) => expressionOf(expression).matcher(before).replaceAll(redaction(name)), text));
    case 'delete': return withAttributes(record, Object.fromEntries(Object.entries(attributes).filter(([key]) => !action.keys.includes(key))));
    case 'classify': return withAttributes(record, { ...attributes, [classAttribute]: action.logClass });
  }
}

/** The beginning of a text, in bytes of UTF-8, without a letter that is cut in two. */
function truncated(text: string, limit: number): string {
  const bytes = Buffer.from(text, 'utf8');
  let end = limit;
  while (end < bytes.length && end > 0 && bytes[end]! >= 0x80 && bytes[end]! < 0xc0) {
    end -= 1;
  }
  return bytes.length <= limit ? text : bytes.toString('utf8', 0, end);
}

function withTexts(record: LoggedRecord, change: (text: string) => string): LoggedRecord {
  const attributes = Object.fromEntries(Object.entries(record.attributes ?? {}).map(([key, value]) => [key, change(value)]));
  return withAttributes({ ...record, body: change(record.body) }, attributes);
}

/** What was not there before is there only when something is in it. */
function withAttributes(record: LoggedRecord, attributes: { readonly [key: string]: string }): LoggedRecord {
  return record.attributes === undefined && Object.keys(attributes).length === 0 ? record : { ...record, attributes };
}
