import { fail } from '../../validation';
import { EgressNeed, FileSource, Tls, VariableNeed } from '../../wiring';
import { egressNeeds } from '../../wiring/endpoint-needs';
import { domainOf } from '../aws-partitions';
import { S3Encryption } from '../s3-encryption';
import { requireAwsRegion, requireBucketName } from '../s3-names';
import { requirePrefix } from './object-prefix';
import { S3AccessKey } from './s3-access-key';
import { HostAndPort, resolveEndpoint } from './s3-endpoint';
import type { S3StorageClass } from './s3-storage-class';
import { requireAccessKey, secretVariable } from './secret-references';
import { StoreLocation } from './store-location';

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
export class S3Location extends StoreLocation {
  /** @internal */
  public static _resolve(caller: string, props: S3LocationProps): S3Location {
    requireBucketName(caller, 'bucket', props.bucket);
    if (props.prefix !== undefined) {
      requirePrefix(caller, props.prefix);
    }
    if (props.endpoint === undefined) {
      requireAwsRegion(caller, props.region);
      requireNoTls(caller, props.tls);
    }
    const server = props.endpoint === undefined ? { host: `s3.${props.region}.${domainOf(props.region)}` } : resolveEndpoint(caller, props.endpoint);
    requireCertificate(caller, props, server.host);
    if (props.encryption !== undefined) {
      requireUsableKey(caller, props.encryption, props.region);
    }
    if (props.accessKey !== undefined) {
      requireAccessKey(caller, props.accessKey);
    }
    return new S3Location(props, server);
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

  private constructor(props: S3LocationProps, private readonly server: HostAndPort) {
    super();
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
    return this.endpoint ?? this.server.host;
  }

  /** @internal */
  public _place(): readonly (string | undefined)[] {
    return ['s3', this.address, this.bucket, this.prefix];
  }

  /** @internal */
  public _variables(): VariableNeed[] {
    return this.accessKey ? [secretVariable('AWS_ACCESS_KEY_ID', this.accessKey.id), secretVariable('AWS_SECRET_ACCESS_KEY', this.accessKey.secret)] : [];
  }

  /** @internal */
  public _files(): FileSource[] {
    return this.tls._files();
  }

  /** @internal */
  public _egress(): EgressNeed[] {
    const { host, port = this.tls.enabled ? 443 : 80 } = this.server;
    return egressNeeds({ host, port });
  }
}

function requireNoTls(caller: string, tls: Tls | undefined): void {
  if (tls !== undefined) {
    fail(caller, {
      what: 'tls is given without an endpoint',
      why: 'without an endpoint the bucket is in AWS, which is always reached by TLS with the roots in the image',
      fix: "leave tls out, or name the service: endpoint: 'objects.example.com:9000'",
    });
  }
}

function requireCertificate(caller: string, { bucket, forcePathStyle }: S3LocationProps, host: string): void {
  if (bucket.includes('.') && !forcePathStyle) {
    fail(caller, {
      what: `bucket '${bucket}' has a dot, and forcePathStyle is not set`,
      why: `the certificate for *.${host} covers one label: TLS to ${bucket}.… fails`,
      fix: 'forcePathStyle: true',
    });
  }
}

function requireUsableKey(caller: string, encryption: S3Encryption, region: string): void {
  if (encryption.usesKms && (encryption.keyArn === undefined || encryption._isExpression)) {
    fail(caller, {
      what: encryption.keyArn === undefined ? 'encryption S3Encryption.kms() names no key' : 'the key of the encryption is known only to Terraform',
      why: 'clients send the ARN of the key with every object, and it must be in their configuration',
      fix: 'leave encryption out (the default encryption of the bucket holds), or write the ARN: '
        + `S3Encryption.kms('arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')`,
    });
  }
  encryption._requireRegion(caller, region);
}
