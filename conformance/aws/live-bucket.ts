/** What AWS says of a bucket, as `settings.py` writes it. */
export interface LiveBucket {
  readonly region: string;
  /** `AES256`, `aws:kms`, or nothing without encryption by default */
  readonly algorithm: string | null;
  readonly keyId: string | null;
  /** whether S3 derives keys of the bucket, instead of asking KMS about every object */
  readonly bucketKey: boolean;
  /** nothing when the key is not of this account */
  readonly key: LiveKey | null;
  readonly publicAccessBlock: Readonly<Record<string, boolean>>;
  readonly ownership: readonly string[];
  readonly versioning: string;
  readonly lifecycle: readonly LifecycleRule[];
  readonly tags: Readonly<Record<string, string>>;
  /** how new objects are locked; nothing without a lock */
  readonly lock: { readonly Mode: string; readonly Days: number } | null;
  /** nothing when nothing is copied */
  readonly replication: LiveReplication | null;
  readonly logging: { readonly TargetBucket: string; readonly TargetPrefix: string } | null;
}

export interface LiveKey {
  readonly rotated: boolean;
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface LifecycleRule {
  readonly Status: string;
  readonly Filter?: { readonly Prefix?: string };
  readonly Expiration?: { readonly Days?: number; readonly ExpiredObjectDeleteMarker?: boolean };
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
}

export interface LiveReplication {
  readonly rules: readonly ReplicationRule[];
  /** the role that S3 takes on */
  readonly role: LiveRole;
}

export interface LiveRole {
  readonly name: string;
  readonly trust: { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  /** its own policies, as text */
  readonly policies: readonly string[];
  /** policies that others may have too */
  readonly attached: readonly unknown[];
}

export interface ReplicationRule {
  readonly Status: string;
  readonly Filter?: { readonly Prefix?: string };
  readonly DeleteMarkerReplication?: { readonly Status: string };
  readonly SourceSelectionCriteria?: { readonly SseKmsEncryptedObjects?: { readonly Status: string } };
  readonly Destination: { readonly Bucket: string; readonly EncryptionConfiguration?: { readonly ReplicaKmsKeyID: string } };
}
