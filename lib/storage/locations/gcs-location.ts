import { requireGcsBucketName } from './gcs-names';
import { requirePrefix } from './object-prefix';
import { requireSecretFile } from './secret-references';
import { StoreLocation } from './store-location';
import { EgressNeed, FileSource, VariableNeed } from '../../wiring';

/**
 * Where a pod asks for the identity of Google.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
 */
const METADATA: EgressNeed[] = [{ cidr: '169.254.169.252/32', port: 988 }, { cidr: '169.254.169.254/32', port: 80 }];

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
export class GcsLocation extends StoreLocation {
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
    super();
    this.bucket = props.bucket;
    this.prefix = props.prefix;
    this.serviceAccountKey = props.serviceAccountKey;
  }

  /** @internal */
  public _place(): readonly (string | undefined)[] {
    return ['gcs', this.bucket, this.prefix];
  }

  /** @internal */
  public _variables(): VariableNeed[] {
    return this.serviceAccountKey ? [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: this.serviceAccountKey.path }] : [];
  }

  /** @internal */
  public _files(): FileSource[] {
    return this.serviceAccountKey ? [this.serviceAccountKey] : [];
  }

  /** @internal */
  public _egress(): EgressNeed[] {
    return [{ port: 443 }, ...this.serviceAccountKey ? [] : METADATA];
  }
}
