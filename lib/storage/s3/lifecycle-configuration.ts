import { S3StoreContents } from './s3-store-contents';

/** A block of Terraform JSON: one object, or a list of them. */
export type Block<T> = T | readonly T[];

/** The parts of an `aws_s3_bucket_lifecycle_configuration` that are judged. */
export interface LifecycleConfiguration {
  readonly rule?: Block<LifecycleRule>;
}

export interface LifecycleRule {
  readonly id?: string;
  readonly status?: string;
  readonly prefix?: string;
  readonly filter?: Block<{ readonly prefix?: string; readonly and?: Block<{ readonly prefix?: string }> }>;
  readonly expiration?: Block<{ readonly days?: number; readonly date?: string }>;
  readonly transition?: Block<Transition>;
  readonly noncurrent_version_expiration?: Block<{ readonly noncurrent_days?: number }>;
  readonly abort_incomplete_multipart_upload?: Block<{ readonly days_after_initiation?: number }>;
}

export interface Transition {
  readonly days?: number;
  readonly storage_class?: string;
}

/** What a lifecycle is judged against. */
export interface KeptData {
  readonly contents?: S3StoreContents;
  /** For how many days the backend keeps what it writes, if that is known. */
  readonly retentionDays?: number;
  /** The folder of the store within the bucket. */
  readonly prefix?: string;
}

export function list<T>(block: Block<T> | undefined): readonly T[] {
  if (block === undefined) {
    return [];
  }
  return Array.isArray(block) ? block : [block as T];
}

/** What the keys that a rule is about begin with: nothing when it is about all of them. */
export function prefixOf(rule: LifecycleRule): string {
  const filters = list(rule.filter).flatMap(({ prefix, and }) => [prefix, ...list(and).map((each) => each.prefix)]);
  return [rule.prefix, ...filters].find((prefix) => prefix !== undefined) ?? '';
}

/** Whether a rule is about something that Loki never lets go: all of the bucket, or its index. */
export function reachesIndex(rule: LifecycleRule, { prefix }: KeptData): boolean {
  const index = prefix === undefined ? 'index/' : `${prefix}/index/`;
  return index.startsWith(prefixOf(rule)) || prefixOf(rule).startsWith(index);
}
