import { fail } from '../validation';
import { Tls } from '../wiring';
import { domainOf } from './aws-partitions';
import type { AzureLocation } from './azure-location';
import type { FilesystemLocation } from './filesystem-location';
import type { GcsLocation } from './gcs-location';
import type { IObjectStore } from './object-store';
import { requireAccessKey, S3AccessKey } from './s3-access-key';
import { S3Encryption } from './s3-encryption';
import { requireAwsRegion, requireBucketName, requirePrefix } from './s3-names';
import type { S3StorageClass } from './s3-storage-class';

/** Where a bucket is and how to reach it. */
export interface S3LocationProps {
  /**
   * The name of the bucket. A name that S3 refuses fails.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucket: string;

  /** The region of the bucket: requests are signed with it. An availability zone fails; with `endpoint`, any name will do. */
  readonly region: string;

  /**
   * The folder within the bucket, without a slash at either end (which fails).
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * `host` or `host:port` of a service that speaks the S3 protocol, without a scheme (which fails).
   *
   * @default - the endpoint of AWS in `region`
   */
  readonly endpoint?: string;

  /**
   * How the connection to `endpoint` is protected. Fails without `endpoint`: AWS is always reached by verified TLS.
   *
   * @default Tls.system()
   */
  readonly tls?: Tls;

  /**
   * Whether the bucket stands in the path (`host/bucket`) instead of the host name (`bucket.host`). Most services other than AWS need it,
   * and so does a bucket with a dot in its name (which fails without).
   *
   * @default false
   */
  readonly forcePathStyle?: boolean;

  /**
   * The encryption that clients ask for with every object. KMS needs the ARN of the key here, and fails without.
   *
   * @default - the default encryption of the bucket
   */
  readonly encryption?: S3Encryption;

  /**
   * The storage class that clients ask for with every object. Indexes and what a compactor rewrites are written with it too, and all
   * classes but the standard one charge for what is deleted early.
   *
   * @default - the class that the service gives: STANDARD in AWS
   */
  readonly storageClass?: S3StorageClass;

  /**
   * A static key, by reference to its Secret. For services that know no identity of pods. A value with a prefix fails, and so does one
   * key of a Secret for both halves.
   *
   * @default - the identity of the pod: EKS Pod Identity or IRSA
   */
  readonly accessKey?: S3AccessKey;
}

/**
 * A bucket and the way to it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export class S3Location implements IObjectStore {
  /** @internal */
  public static _resolve(caller: string, props: S3LocationProps): S3Location {
    requireBucketName(caller, 'bucket', props.bucket);
    if (props.prefix !== undefined) {
      requirePrefix(caller, props.prefix);
    }
    if (props.endpoint === undefined) {
      requireAwsRegion(caller, props.region);
    }
    requireReachable(caller, props);
    requireUsableKey(caller, props);
    if (props.accessKey !== undefined) {
      requireAccessKey(caller, props.accessKey);
    }
    return new S3Location(props);
  }

  /** The name of the bucket. */
  public readonly bucket: string;
  /** The region of the bucket. */
  public readonly region: string;
  /** The folder within the bucket. */
  public readonly prefix?: string;
  /** `host` or `host:port` of the service, if it is not AWS. */
  public readonly endpoint?: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** Whether the bucket stands in the path instead of the host name. */
  public readonly forcePathStyle: boolean;
  /** The encryption that clients ask for; when left out, the default encryption of the bucket holds. */
  public readonly encryption?: S3Encryption;
  /** The storage class that clients ask for; when left out, the service decides. */
  public readonly storageClass?: S3StorageClass;
  /** The static key that clients sign with; when left out, they use the identity of the pod. */
  public readonly accessKey?: S3AccessKey;

  private constructor(props: S3LocationProps) {
    this.bucket = props.bucket;
    this.region = props.region;
    this.prefix = props.prefix;
    this.endpoint = props.endpoint;
    this.tls = props.tls ?? Tls.system();
    this.forcePathStyle = props.forcePathStyle ?? false;
    this.encryption = props.encryption;
    this.storageClass = props.storageClass;
    this.accessKey = props.accessKey;
  }

  /** `host` or `host:port` that clients connect to: the endpoint, or the one of AWS in the region. */
  public get address(): string {
    return this.endpoint ?? `s3.${this.region}.${domainOf(this.region)}`;
  }

  /** Itself: this store is a bucket. */
  public get s3(): S3Location | undefined {
    return this;
  }

  /** Nothing: this store is not in Google Cloud Storage. */
  public get gcs(): GcsLocation | undefined {
    return undefined;
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

function requireReachable(caller: string, props: S3LocationProps): void {
  if (props.endpoint !== undefined) {
    requireEndpoint(caller, props.endpoint);
  } else if (props.tls !== undefined) {
    fail(caller, {
      what: 'tls is given without an endpoint',
      why: 'without an endpoint the bucket is in AWS, which is always reached by TLS with the roots in the image',
      fix: "leave tls out, or name the service: endpoint: 'objects.example.com:9000'",
    });
  }
  if (props.bucket.includes('.') && !props.forcePathStyle) {
    fail(caller, {
      what: `bucket '${props.bucket}' has a dot, and forcePathStyle is not set`,
      why: `the certificate for *.${props.endpoint ?? `s3.${props.region}.amazonaws.com`} covers one label: TLS to ${props.bucket}.… fails`,
      fix: 'forcePathStyle: true',
    });
  }
}

function requireEndpoint(caller: string, endpoint: string): void {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?((?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?)(\/.*)?$/.exec(endpoint);
  const port = Number(match?.[3] ?? 443);
  if (match && (port < 1 || port > 65535)) {
    fail(caller, {
      what: `endpoint '${endpoint}' has the port ${match[3]}`,
      why: 'ports go from 1 to 65535: no client could connect',
      fix: `endpoint: '${match[2].replace(/\d+$/, '9000')}', or the port on which the service listens`,
    });
  }
  if (!match || match[1] !== undefined || match[4] !== undefined) {
    fail(caller, {
      what: `endpoint '${endpoint}' is not host or host:port`,
      why: 'Thanos and Loki put the scheme before it themselves and do not start with another one or a path',
      fix: `endpoint: '${match?.[2] ?? 'objects.example.com:9000'}'${match?.[1] === 'http' ? ', tls: Tls.plaintext()' : ''}`,
    });
  }
}

function requireUsableKey(caller: string, { encryption, region }: S3LocationProps): void {
  if (encryption?.usesKms && (encryption.keyArn === undefined || encryption._isExpression)) {
    fail(caller, {
      what: encryption.keyArn === undefined ? 'encryption S3Encryption.kms() names no key' : 'the key of the encryption is known only to Terraform',
      why: 'clients send the ARN of the key with every object, and it must be in their configuration',
      fix: 'leave encryption out (the default encryption of the bucket holds), or write the ARN: '
        + `S3Encryption.kms('arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')`,
    });
  }
  requireKeyInRegion(caller, encryption, region);
}

/** Fails on a key in another region than the bucket. */
export function requireKeyInRegion(caller: string, encryption: S3Encryption | undefined, region: string): void {
  const keyRegion = encryption?._keyRegion;
  if (keyRegion !== undefined && keyRegion !== region) {
    fail(caller, {
      what: `the KMS key is in ${keyRegion}, the bucket in ${region}`,
      why: 'S3 uses keys of the region of the bucket only, and would refuse every object',
      fix: `S3Encryption.kms() with the ARN of a key in ${region}`,
    });
  }
}
