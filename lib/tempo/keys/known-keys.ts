import { COMPONENT_BLOCKS } from './component-blocks';
import { OVERRIDES_BLOCKS } from './overrides-blocks';
import { REMOTE_WRITE_BLOCKS } from './remote-write-blocks';
import { SHARED_BLOCKS } from './shared-blocks';
import { STORAGE_BLOCKS } from './storage-blocks';

/** How Tempo reads the value of a key. */
export type KeyType =
  | { readonly scalar: ScalarType }
  | { readonly block: string }
  | { readonly listOf: KeyType }
  | { readonly mapOf: KeyType };

/** A value that is neither a block nor a list: `duration` is one of Go, `time` one of Prometheus, `any` is what the user likes. */
export type ScalarType = 'bool' | 'int' | 'uint' | 'float' | 'bytes' | 'string' | 'duration' | 'time' | 'any';

/** One key of a block, over all versions from 2.10.0 on. */
export interface Key {
  readonly type: KeyType;
  /** the first version that has it; without it 2.10.0 has it too */
  readonly since?: string;
  /** the first version that lacks it */
  readonly until?: string;
}

/** The keys of one block; `*` stands for names of the user's own. */
export interface Block {
  readonly [key: string]: Key;
}

/** The block that is the document, and the one that is the overrides of a tenant. */
export const DOCUMENT_BLOCK = 'tempo';
export const OVERRIDES_BLOCK = 'modules_overrides';

const TEXTS: { readonly [block: string]: string } = { ...COMPONENT_BLOCKS, ...OVERRIDES_BLOCKS, ...REMOTE_WRITE_BLOCKS, ...SHARED_BLOCKS, ...STORAGE_BLOCKS };

const read = new Map<string, Block>();

/** The names of all blocks. */
export function blockNames(): string[] {
  return Object.keys(TEXTS);
}

/** The keys of a block. Read when somebody asks, not when this library is imported. */
export function blockOf(name: string): Block {
  const block = read.get(name) ?? Object.fromEntries(TEXTS[name]!.trim().split(/\s+/).map(readKey));
  read.set(name, block);
  return block;
}

function readKey(text: string): [key: string, description: Key] {
  const [, key, type, since, until] = /^([^:]+):([^+-]+?)(?:\+([\d.]+))?(?:-([\d.]+))?$/.exec(text)!;
  return [key!, { type: readType(type!), ...since === undefined ? {} : { since }, ...until === undefined ? {} : { until } }];
}

function readType(text: string): KeyType {
  const inner = text.slice(1, -1);
  switch (text[0]) {
    case '{': return { block: inner };
    case '[': return { listOf: readType(inner) };
    case '<': return { mapOf: readType(inner) };
    default: return { scalar: text as ScalarType };
  }
}
