import { FileSource } from '../wiring';
import type { AzureLocation } from './azure-location';
import type { FilesystemLocation } from './filesystem-location';
import { requireGcsBucketName } from './gcs-names';
import type { IObjectStore } from './object-store';
import type { S3Location } from './s3-location';
import { requirePrefix } from './s3-names';
import { requireSecretFile } from './secret-references';

/** Which bucket of Google Cloud Storage an `ObjectStore.gcs` is. */
export interface GcsLocationProps {
  /**
   * The name of the bucket. A name that Google refuses fails.
   *
   * @see https://cloud.google.com/storage/docs/buckets#naming
   */
  readonly bucket: string;

  /**
   * The folder within the bucket, without a slash at either end (which fails).
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The key of a service account, as the JSON file that Google issues, in a Secret (a ConfigMap fails). It is mounted, and
   * `GOOGLE_APPLICATION_CREDENTIALS` names it.
   *
   * @default - the identity of the pod: Workload Identity Federation for GKE
   * @see https://cloud.google.com/docs/authentication/application-default-credentials
   */
  readonly serviceAccountKey?: FileSource;
}

/**
 * A bucket of Google Cloud Storage and the way to it.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 */
export class GcsLocation implements IObjectStore {
  /** @internal */
  public static _resolve(caller: string, props: GcsLocationProps): GcsLocation {
    requireGcsBucketName(caller, props.bucket);
    if (props.prefix !== undefined) {
      requirePrefix(caller, props.prefix);
    }
    if (props.serviceAccountKey !== undefined) {
      requireSecretFile(caller, 'serviceAccountKey', props.serviceAccountKey);
    }
    return new GcsLocation(props);
  }

  /** The name of the bucket. */
  public readonly bucket: string;
  /** The folder within the bucket. */
  public readonly prefix?: string;
  /** The key of a service account; when left out, programs use the identity of their pod. */
  public readonly serviceAccountKey?: FileSource;

  private constructor(props: GcsLocationProps) {
    this.bucket = props.bucket;
    this.prefix = props.prefix;
    this.serviceAccountKey = props.serviceAccountKey;
  }

  /** Nothing: this store is not in S3. */
  public get s3(): S3Location | undefined {
    return undefined;
  }

  /** Itself: this store is a bucket of Google Cloud Storage. */
  public get gcs(): GcsLocation | undefined {
    return this;
  }

  /** Nothing: this store is not in Azure. */
  public get azure(): AzureLocation | undefined {
    return undefined;
  }

  /** Nothing: this store is not a folder. */
  public get filesystem(): FilesystemLocation | undefined {
    return undefined;
  }
}
