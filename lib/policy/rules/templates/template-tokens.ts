import { refuse } from './template-fault';

/** A word of a template. */
export interface Token {
  readonly kind: 'open' | 'close' | 'space' | 'word' | 'keyword' | 'variable' | 'field' | 'dot' | 'string' | 'number' | 'boolean' | 'nil' | 'mark' | 'end';
  readonly text: string;
}

/** The words of Go's templates that are no functions. */
const KEYWORDS = ['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'];

/** What may stand behind a word. */
const ENDS_WORD = /^(?:[\s.,|:()]|\}\}|$)/;

/** What is read one after the other within `{{ }}`; the first that matches is it. */
const WITHIN: readonly (readonly [kind: Token['kind'], pattern: RegExp])[] = [
  ['space', /^[ \t\r\n]+/],
  ['mark', /^(?::=|[=|(),])/],
  ['string', /^"(?:[^"\\\n]|\\[^\n])*"/],
  ['string', /^`[^`]*`/],
  ['number', /^'(?:[^'\\\n]|\\[^\n])*'/],
  ['variable', /^\$[\p{L}\p{Nd}_]*/u],
  ['number', /^[-+]?\.?[0-9][\w.]*(?:(?<=[eEpP])[-+][\w.]*)?(?:[-+][\w.]*i)?/],
  ['field', /^\.[\p{L}\p{Nd}_]+/u],
  ['dot', /^\./],
  ['word', /^[\p{L}\p{Nd}_]+/u],
];

/**
 * The words of the actions of a template, as Go reads them. The text between them is whatever it is.
 *
 * @see https://pkg.go.dev/text/template
 */
export function tokensOf(template: string): Token[] {
  const tokens: Token[] = [];
  let rest = template;
  for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
    const action = readAction(rest.slice(open));
    tokens.push(...action.tokens);
    rest = rest.slice(open + action.length);
  }
  return [...tokens, { kind: 'end', text: '' }];
}

interface Action {
  readonly tokens: readonly Token[];
  readonly length: number;
}

/** @param text what begins with `{{` */
function readAction(text: string): Action {
  const begin = /^\{\{(?:-(?=[ \t\r\n]))?/.exec(text)![0];
  const comment = /^(?:[ \t\r\n])?\/\*/.exec(text.slice(begin.length));
  if (comment && (begin.length === 3 || !/^\s/.test(comment[0]))) {
    return readComment(text);
  }
  const tokens: Token[] = [{ kind: 'open', text: begin }];
  let at = begin.length;
  let depth = 0;
  for (;;) {
    const close = /^(?:[ \t\r\n]+-)?\}\}/.exec(text.slice(at))?.[0];
    if (close !== undefined) {
      return depth > 0 ? refuse(`a parenthesis is open at ${shown(text.slice(0, at + close.length))}`, 'a closing parenthesis')
        : { tokens: [...tokens, { kind: 'close', text: close }], length: at + close.length };
    }
    const token = readToken(text, at);
    depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (depth < 0) {
      return refuse(`a parenthesis too many closes in ${shown(text)}`, 'one less');
    }
    tokens.push(token);
    at += token.text.length;
  }
}

function readComment(text: string): Action {
  const whole = /^\{\{(?:-[ \t\r\n])?\/\*[^]*?\*\/(?:[ \t\r\n]-)?\}\}/.exec(text);
  return whole ? { tokens: [], length: whole[0].length }
    : refuse(`the comment in ${shown(text)} does not end`, '{{/* comment */}}, without anything between */ and }}');
}

function readToken(text: string, at: number): Token {
  const rest = text.slice(at);
  if (rest === '') {
    return refuse(`${shown(text)} does not end`, `${text.trimEnd().slice(0, 40)} }}`);
  }
  for (const [kind, pattern] of WITHIN) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) {
      return tokenOf(kind, found, rest.slice(found.length), text);
    }
  }
  return rest.startsWith('"') || rest.startsWith('`') || rest.startsWith("'") ? refuse(`the string ${rest.slice(0, 20)} does not end`, 'a closing quote')
    : refuse(`'${rest[0]}' cannot stand in ${shown(text)}`, 'actions have words, strings, numbers, parentheses and |');
}

function tokenOf(kind: Token['kind'], text: string, next: string, action: string): Token {
  const isWord = kind === 'word' || kind === 'variable' || kind === 'field';
  if (isWord && !ENDS_WORD.test(next)) {
    return refuse(`'${next[0]}' cannot stand behind '${text}' in ${shown(action)}`, 'a space between them, and functions for what would be an operator');
  }
  if (kind !== 'word') {
    return { kind, text };
  }
  return { kind: KEYWORDS.includes(text) ? 'keyword' : text === 'true' || text === 'false' ? 'boolean' : text === 'nil' ? 'nil' : 'word', text };
}

/** The action in which something is wrong, as far as one wants to read it. */
function shown(text: string): string {
  const action = /^\{\{[^]*?\}\}/.exec(text)?.[0] ?? text;
  return action.length > 60 ? `'${action.slice(0, 60)}…'` : `'${action}'`;
}
