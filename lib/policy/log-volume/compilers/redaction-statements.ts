import { IS_TEXT, LogStatement } from './log-statement';
import { allOf, ottlString } from '../../cardinality/compilers/ottl/ottl-text';
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
  const isMarked = secrets.some(({ marks }) => marks !== undefined);
  return [
    ...isMarked ? textOfRecord(text) : [],
    ...secrets.flatMap((secret) => secret.marks === undefined ? blackening(secret) : whereMarked(secret, secret.marks, text, remembered(`${place}-${secret.name}`))),
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

function whereMarked(secret: PlannedSecret, marks: readonly string[], text: string, marked: string): LogStatement[] {
  const found = marks.map((mark) => `Index(${text}, ${ottlString(mark)}) >= 0`).join(' or ');
  return [
    { statement: `set(${marked}, true)`, if: marks.length > 1 ? `(${found})` : found },
    ...blackening(secret).map((each) => ({ ...each, if: allOf([`${marked} == true`, each.if]) })),
  ];
}

function blackening({ name, expression }: PlannedSecret): LogStatement[] {
  const [pattern, instead] = [ottlString(expression), ottlString(redaction(name))];
  return [
    { statement: `replace_pattern(log.body, ${pattern}, ${instead})`, if: IS_TEXT },
    { statement: `replace_all_patterns(log.attributes, "value", ${pattern}, ${instead})` },
  ];
}

function remembered(name: string): string {
  return `log.cache[${ottlString(name)}]`;
}
