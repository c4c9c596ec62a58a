import { fail, Finding } from '../../validation';
import type { FileSource, VariableNeed } from '../../wiring';
import { decided } from '../../wiring/mapping';
import type { AzureLocation } from '../azure-location';
import type { FilesystemLocation } from '../filesystem-location';
import type { GcsLocation } from '../gcs-location';
import type { IObjectStore } from '../object-store';
import type { S3Location } from '../s3-location';
import { filesOf, variablesOf } from './store-credentials';

/** A store in the words of one program, and what the pod of that program needs for it. */
export interface Rendering {
  /** the document, or the piece of one, that names the store */
  readonly document: object;
  /** flags without which the program does not understand the document */
  readonly flags: readonly string[];
  readonly environment: readonly VariableNeed[];
  readonly files: readonly FileSource[];
  /** what the program has no words for */
  readonly findings: readonly Finding[];
}

/** What one program has to say of a store. */
export interface Phrase {
  readonly document: object;
  readonly flags?: readonly string[];
  readonly findings?: readonly Finding[];
}

/** How one program speaks of every kind of store. */
export interface Dialect {
  readonly s3: (location: S3Location) => Phrase;
  readonly gcs: (location: GcsLocation) => Phrase;
  readonly azure: (location: AzureLocation) => Phrase;
  readonly filesystem: (location: FilesystemLocation) => Phrase;
}

/** What Loki calls a kind of store in `schema_config` and `delete_request_store`. */
export type StoreKind = keyof Dialect;

/** Which kind a store is. */
export function storeKind(store: IObjectStore): StoreKind {
  const kinds = (['s3', 'gcs', 'azure', 'filesystem'] as const).filter((kind) => store[kind] !== undefined);
  return kinds.length === 1 ? kinds[0] as StoreKind : fail('IObjectStore', {
    what: kinds.length === 0 ? 'the object store is of no kind' : `the object store is of several kinds: ${kinds.join(', ')}`,
    why: 'a program keeps its objects in one place, and nothing says which',
    fix: "ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' }), or another factory of ObjectStore",
  });
}

/** A store in the words of one program. */
export function render(dialect: Dialect, store: IObjectStore): Rendering {
  const { document, flags = [], findings = [] } = phrase(dialect, store);
  return { document, flags, environment: variablesOf(store), files: filesOf(store), findings };
}

function phrase(dialect: Dialect, store: IObjectStore): Phrase {
  const kind = storeKind(store);
  // one line for all kinds would lose that a location goes with its own phrase
  switch (kind) {
    case 's3': return dialect.s3(store.s3 as S3Location);
    case 'gcs': return dialect.gcs(store.gcs as GcsLocation);
    case 'azure': return dialect.azure(store.azure as AzureLocation);
    case 'filesystem': return dialect.filesystem(store.filesystem as FilesystemLocation);
  }
}

/** A mapping of what was decided, or nothing. */
export function decidedOrNothing(entries: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const mapping = decided(entries);
  return Object.keys(mapping).length === 0 ? undefined : mapping;
}

/** The encryption that clients ask S3 for, which all programs say alike. */
export function serverSideEncryption({ encryption }: S3Location): object | undefined {
  if (encryption === undefined) {
    return undefined;
  }
  return encryption.usesKms ? { type: 'SSE-KMS', kms_key_id: encryption.keyArn } : { type: 'SSE-S3' };
}
