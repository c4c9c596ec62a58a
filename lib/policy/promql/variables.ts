/** What stands in a text where a dashboard puts the value of a variable: a letter that no value has. */
export const VARIABLE = '\uE000';

/** What stands where a variable is a name, or a part of one. */
const NAME = 'variable_';

/** References to variables of Grafana. A number after the dollar sign is a group of label_replace. */
const REFERENCE = /\$\{([A-Za-z_]\w*)(?:[.:][^}]*)?\}|\[\[([A-Za-z_]\w*)(?:[.:][^\]]*)?\]\]|\$([A-Za-z_]\w*)/y;

/** Whether a text, or a name, depends on a variable. */
export function hasVariable(text: string): boolean {
  return text.includes(VARIABLE) || text.includes(NAME);
}

/** An expression for what a name with variables may be, other characters than those of names left out. */
export function patternOfName(name: string): string {
  return name.split(NAME).join('.*').split(VARIABLE).join('.*');
}

/**
 * An expression of a dashboard as one that can be read: a range is five minutes, whatever it depends on, and every other variable a placeholder.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
export function replaceVariables(text: string): string {
  let replaced = '';
  let quote = '';
  let inRange = false;
  for (let at = 0; at < text.length;) {
    const variable = variableAt(text, at);
    if (variable) {
      replaced += quote !== '' ? VARIABLE : inCode(replaced, inRange, text.slice(at + variable.length));
      at += variable.length;
      continue;
    }
    const letter = text[at]!;
    if (quote !== '' && quote !== '`' && letter === '\\') {
      replaced += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (quote === '') {
      quote = '"\'`'.includes(letter) ? letter : '';
      inRange = letter === '[' || (inRange && letter !== ']');
    } else if (letter === quote) {
      quote = '';
    }
    replaced += letter;
    at += 1;
  }
  return replaced;
}

function variableAt(text: string, at: number): string | undefined {
  REFERENCE.lastIndex = at;
  return REFERENCE.exec(text)?.[0];
}

/** A list of labels that is not closed yet. */
const IN_LABELS = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*$/i;

/** Before what is a number: an operator, or other arguments of a function that takes one. */
const BEFORE_NUMBER = [
  /[-+*\/%^<>=]\s*$/,
  /\b(?:topk|bottomk|limitk|limit_ratio|quantile)\s*(?:\b(?:by|without)\s*\([^()]*\)\s*)?\(\s*$/i,
  /\b(?:histogram_quantile|quantile_over_time|vector)\s*\(\s*$/i,
  /\b(?:clamp|clamp_min|clamp_max|round|predict_linear)\s*\((?:[^()]|\([^()]*\))*,\s*$/i,
];

function inCode(before: string, inRange: boolean, after: string): string {
  if (inRange || /\boffset\s+-?$/i.test(before)) {
    return /^[a-z]/.test(after) ? '5' : '5m';
  }
  if (!IN_LABELS.test(before) && !/^\s*[\w([{:]/.test(after) && BEFORE_NUMBER.some((pattern) => pattern.test(before))) {
    return '1';
  }
  if (/^\s*(?:by|without)\b/.test(after)) {
    return 'sum';
  }
  return /^\s*\(/.test(after) && !/[\w)]\s*$/.test(before) ? 'abs' : NAME;
}
