import { BLOCKS } from './blocks';
import { SHARED_BLOCKS } from './shared-blocks';

/** Keys and what is below them; `undefined` where anything may be below. */
export interface KeyTree {
  readonly [key: string]: KeyTree | undefined;
}

let known: KeyTree | undefined;

/** Every key of the configuration. Read when somebody asks, not when this library is imported. */
export function knownKeys(): KeyTree {
  known ??= Object.fromEntries(Object.entries(BLOCKS).map(([block, text]) => [block, text === '' ? undefined : blockOf(text)]));
  return known;
}

/** A text that is one reference is the block itself; else it is the keys of one. */
function blockOf(text: string): KeyTree | undefined {
  const [, alone] = /^\s*<(\w+)>\s*$/.exec(text) ?? [];
  return alone === undefined ? readKeys([...text.matchAll(/[\w.-]+|[{}<>]/g)].map(([token]) => token)) : blockOf(SHARED_BLOCKS[alone] ?? '');
}

function readKeys(tokens: string[]): KeyTree {
  const keys: { [key: string]: KeyTree | undefined } = {};
  for (let token = tokens.shift(); token !== undefined && token !== '}'; token = tokens.shift()) {
    keys[token] = readBelow(tokens);
  }
  return keys;
}

function readBelow(tokens: string[]): KeyTree | undefined {
  if (tokens[0] === '{') {
    tokens.shift();
    return readKeys(tokens);
  }
  if (tokens[0] === '<') {
    const [, name] = tokens.splice(0, 3);
    return blockOf(SHARED_BLOCKS[name ?? ''] ?? '');
  }
  return undefined;
}
