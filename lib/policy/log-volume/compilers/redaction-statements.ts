import { IS_TEXT, LogStatement, onlyWhere, remembered } from './log-statement';
import { ottlString } from '../../cardinality/compilers/ottl/ottl-text';
import { PlannedSecret, redaction } from '../log-volume-plan';

/**
 * What blackens secrets in a body and in attributes.
 *
 * To try an expression on a line takes ten microseconds or more, and most lines have no secrets: those that are known by a mark are tried where the mark
 * is. A mark cannot come by what another secret leaves in its place, nor go by it: that stands in brackets.
 *
 * @param place what tells what is remembered about a record from that of other rules
 */
export function redactionStatements(secrets: readonly PlannedSecret[], place: string): LogStatement[] {
  const text = remembered(`${place}-text`);
  return [
    ...secrets.some(({ marks }) => marks !== undefined) ? textOfRecord(text) : [],
    ...secrets.flatMap((secret) => secret.marks === undefined
      ? blackening(secret)
      : onlyWhere(isMarked(text, secret.marks), `${place}-${secret.name}`, blackening(secret))),
  ];
}

/** All that is looked at, in lower case. Of a body that is no text, and of numbers that JSON does not know, nothing is asked that could fail. */
function textOfRecord(text: string): LogStatement[] {
  return [
    { statement: `set(${text}, ToKeyValueString(log.attributes))` },
    { statement: `set(${text}, Concat([log.body, ${text}], " "))`, if: IS_TEXT },
    { statement: `set(${text}, ToLowerCase(${text}))` },
  ];
}

/** Whether one of the marks is there. */
function isMarked(text: string, marks: readonly string[]): string {
  const found = marks.map((mark) => `Index(${text}, ${ottlString(mark)}) >= 0`).join(' or ');
  return marks.length > 1 ? `(${found})` : found;
}

function blackening({ name, expression }: PlannedSecret): LogStatement[] {
  const [pattern, instead] = [ottlString(expression), ottlString(redaction(name))];
  return [
    { statement: `replace_pattern(log.body, ${pattern}, ${instead})`, if: IS_TEXT },
    { statement: `replace_all_patterns(log.attributes, "value", ${pattern}, ${instead})` },
  ];
}
