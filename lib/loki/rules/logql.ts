/** What can be told of LogQL without its grammar: strings, brackets, and the selectors in braces. */
interface Shape {
  /** The text with every string replaced by quotes of nothing, of the same length. */
  readonly bare: string;
  readonly fault?: string;
}

const CLOSING: { readonly [opening: string]: string } = { '{': '}', '(': ')', '[': ']' };

/** What is wrong with an expression whose value is a metric, as rules need it; nothing when Loki may take it. */
export function metricFaults(expr: string): string[] {
  const { bare, fault } = shapeOf(expr);
  if (fault !== undefined) {
    return [fault];
  }
  const selectors = [...bare.matchAll(/\{[^}]*\}/g)].map(({ index, 0: text }) => expr.slice(index, index + text.length));
  const isConstant = /\bvector\s*\(/.test(bare);
  return [
    ...selectors.flatMap(selectorFaults),
    ...selectors.length > 0 || isConstant ? [] : ['which selects no streams'],
    ...!/\[/.test(bare) && selectors.length > 0 ? ['which has lines for a value, and no range to make a number of them'] : [],
  ];
}

/** What is wrong with a selector of streams. */
export function selectorFaults(selector: string): string[] {
  const { bare, fault } = shapeOf(selector);
  if (fault !== undefined) {
    return [fault];
  }
  const inside = /^\s*\{(.*)\}\s*$/s.exec(bare);
  if (!inside) {
    return ['which is no selector of streams in braces'];
  }
  const start = bare.indexOf('{') + 1;
  const matchers = commasOf(inside[1]!).map(([from, to]) => selector.slice(start + from, start + to).trim()).filter((text) => text !== '');
  const parsed = matchers.map((text) => /^([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(["`][\s\S]*["`])$/.exec(text));
  const wrong = matchers.filter((_, index) => parsed[index] === null);
  if (wrong.length > 0) {
    return [`in which '${wrong[0]}' is no matcher`];
  }
  return parsed.some((match) => selectsSomething(match![2]!, match![3]!.slice(1, -1))) ? [] : ['which selects every stream'];
}

/** Whether a matcher leaves streams out that do not have its label. */
function selectsSomething(operator: string, value: string): boolean {
  if (operator === '=') {
    return value !== '';
  }
  return operator === '=~' && !/^(|\.\*|\.\*\?)$/.test(value);
}

function commasOf(text: string): [number, number][] {
  const places = [...text.matchAll(/,/g)].map(({ index }) => index);
  return [...places, text.length].map((end, index) => [index === 0 ? 0 : places[index - 1]! + 1, end]);
}

function shapeOf(expr: string): Shape {
  const strings = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
  const withoutStrings = expr.replace(strings, (text) => `"${'_'.repeat(text.length - 2)}"`);
  const bare = withoutStrings.replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  if (bare.replace(/"_*"/g, '').match(/["`]/)) {
    return { bare, fault: 'in which a quote is never closed' };
  }
  const open: string[] = [];
  for (const [letter] of bare.matchAll(/[{}()[\]]/g)) {
    if (letter in CLOSING) {
      open.push(CLOSING[letter]!);
    } else if (open.pop() !== letter) {
      return { bare, fault: `in which '${letter}' closes nothing` };
    }
  }
  return open.length === 0 ? { bare } : { bare, fault: `in which '${open.pop()}' is missing` };
}
