import { fail, Finding } from '../../validation';
import type { FileSource, VariableNeed } from '../../wiring';
import { AzureLocation } from '../locations/azure-location';
import { FilesystemLocation } from '../locations/filesystem-location';
import { GcsLocation } from '../locations/gcs-location';
import { S3Location } from '../locations/s3-location';
import type { IObjectStore, StoreLocation } from '../locations/store-location';

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

/** The kinds of places, by what Loki calls them in `schema_config` and `delete_request_store`. */
const KINDS = { s3: S3Location, gcs: GcsLocation, azure: AzureLocation, filesystem: FilesystemLocation };

type StoreKind = keyof typeof KINDS;

/** How one program speaks of every kind of store. */
export type Dialect = { readonly [kind in StoreKind]: (location: (typeof KINDS)[kind]['prototype']) => Phrase };

/** Which kind a store is. */
export function storeKind({ location }: IObjectStore): StoreKind {
  return (Object.keys(KINDS) as StoreKind[]).find((kind) => location instanceof KINDS[kind]) ?? fail('IObjectStore', {
    what: 'the location of the object store is none of this library',
    why: 'no program can be told of it; where a library is installed twice, the one copy does not know what the other has made',
    fix: "ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' }) or another factory of the ObjectStore of this copy (npm ls cdk8s-observability)",
  });
}

/** A store in the words of one program. */
export function render(dialect: Dialect, store: IObjectStore): Rendering {
  const { location } = store;
  // the kind is that of the location, so that its phrase takes it
  const phrase = dialect[storeKind(store)] as (location: StoreLocation) => Phrase;
  const { document, flags = [], findings = [] } = phrase(location);
  return { document, flags, environment: location._variables(), files: location._files(), findings };
}

/** The encryption that clients ask S3 for, which all programs say alike. */
export function serverSideEncryption({ encryption }: S3Location): object | undefined {
  if (encryption === undefined) {
    return undefined;
  }
  return encryption.usesKms ? { type: 'SSE-KMS', kms_key_id: encryption.keyArn } : { type: 'SSE-S3' };
}
