const CLOSING: { readonly [bracket: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** What is wrong with the shape of a condition in OTTL: whether it is known to functions and paths only the collector can say. */
export function ottlFault(condition: string): string | undefined {
  if (condition.trim() === '') {
    return 'is empty';
  }
  const open: string[] = [];
  let inText = false;
  for (let index = 0; index < condition.length; index += 1) {
    const character = condition[index]!;
    if (inText) {
      inText = character !== '"';
      index += character === '\\' ? 1 : 0;
    } else if (character === '"') {
      inText = true;
    } else if (character === '\'') {
      return `has ' at character ${index + 1}, and texts of OTTL stand between "`;
    } else if (CLOSING[character]) {
      open.push(CLOSING[character]);
    } else if (')]}'.includes(character) && open.pop() !== character) {
      return `has ${character} at character ${index + 1}, which closes nothing`;
    }
  }
  const last = open.pop();
  return inText ? 'has a text without its closing "' : last ? `lacks a closing ${last}` : assignmentFault(condition);
}

/** What looks like a statement of another language. */
function assignmentFault(condition: string): string | undefined {
  const bare = condition.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const single = /(?<![=!<>])=(?!=)/.exec(bare);
  const sign = single ? '=' : /&&|\|\|/.exec(bare)?.[0];
  return sign === undefined ? undefined : `has ${sign}, where OTTL has ${sign === '=' ? '==' : sign === '&&' ? 'and' : 'or'}`;
}
