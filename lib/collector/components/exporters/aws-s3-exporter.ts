import { Duration, Size } from 'cdk8s';
import { Compression } from './compression';
import { requireRetry, retryConfig, RetryOptions } from './retry';
import { QueueSize, requireQueue, sendingQueueConfig, SendingQueueOptions } from './sending-queue';
import { FilesystemLocation, IObjectStore, S3Location, S3StorageClass, StoreLocation } from '../../../storage';
import { storeNeeds } from '../../../storage/store-needs';
import { fail, Finding } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { Needs, StoreAccess } from '../../../wiring';
import { requirePositive } from '../bounds';
import { Exporter, Extension, RenderContext } from '../component';

/** How telemetry is written into objects. */
export enum AwsS3Format {
  /** A document of OTLP JSON. */
  OTLP_JSON = 'otlp_json',
  /** A message of OTLP protobuf: smaller before compression. */
  OTLP_PROTO = 'otlp_proto',
}

/** How S3 keeps the objects of an archive. */
export enum AwsS3StorageClass {
  /** At hand, paid by size. */
  STANDARD = 'STANDARD',
  /** At hand; what nobody reads becomes cheaper. */
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',
  /** At hand for a fee; paid for at least 30 days and 128 KiB. */
  STANDARD_IA = 'STANDARD_IA',
  /** As `STANDARD_IA`, in one zone: lost with it. */
  ONEZONE_IA = 'ONEZONE_IA',
  /** Brought back within hours; paid for at least 90 days. */
  GLACIER = 'GLACIER',
  /** Brought back within half a day; paid for at least 180 days. */
  DEEP_ARCHIVE = 'DEEP_ARCHIVE',
}

/** Options of the S3 exporter. */
export interface AwsS3ExporterProps {
  /**
   * The bucket of S3. Another kind of store fails, and so does what this exporter cannot say: an authority or a certificate of its own for TLS,
   * an encryption that clients have to ask for, and the class `GLACIER_IR`. An `S3ObjectStore` gives the collector a role that may add objects, and nothing else; for a bucket of
   * `ObjectStore.s3` it has the static key of the store, else the identity that the program gives to its service account.
   */
  readonly store: IObjectStore;

  /**
   * What tells it from other exporters of its type. Changing it leaves queued data behind.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How telemetry is written.
   *
   * @default AwsS3Format.OTLP_JSON
   */
  readonly format?: AwsS3Format;

  /**
   * How objects are compressed: `GZIP` or `NONE`; others fail.
   *
   * @default Compression.GZIP
   */
  readonly compression?: Compression;

  /**
   * How S3 keeps the objects.
   *
   * @default - as the store says, else AwsS3StorageClass.STANDARD
   */
  readonly storageClass?: AwsS3StorageClass;

  /**
   * Folders by time below the prefix of the store, in the language of `strftime`. A slash at either end fails.
   *
   * @default 'year=%Y/month=%m/day=%d/hour=%H/minute=%M', by which Athena and the `awss3` receiver find what they want
   */
  readonly partitionFormat?: string;

  /**
   * How long one upload may take. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * What waits, and how it is sent. Every batch becomes an object, and S3 is paid by objects: batches should be large.
   *
   * @default - 64 MiB in memory, in objects of 4 to 16 MiB before compression, or of what came in 30 seconds
   */
  readonly queue?: SendingQueueOptions;

  /**
   * How failed uploads are repeated.
   *
   * @default - for ever, with pauses from 1 to 30 seconds
   */
  readonly retry?: RetryOptions;
}

const DEFAULT_QUEUE: SendingQueueOptions = {
  queueSize: QueueSize.bytes(Size.mebibytes(64)),
  batchMinSize: QueueSize.bytes(Size.mebibytes(4)),
  batchMaxSize: QueueSize.bytes(Size.mebibytes(16)),
  batchFlushTimeout: Duration.seconds(30),
};

/** The oldest collector of which it is known that this exporter repeats what failed. */
const RETRIES = '0.161.0';

/**
 * Writes telemetry into objects of S3: an archive of raw logs and traces, for audits and for replay.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awss3exporter/README.md
 */
export class AwsS3Exporter extends Exporter {
  /** The bucket. */
  public readonly store: IObjectStore;
  /** How long one upload may take. */
  public readonly timeout: Duration;
  private readonly props: AwsS3ExporterProps;
  private readonly location: S3Location;

  public constructor(props: AwsS3ExporterProps) {
    super('awss3', props.name);
    this.props = props;
    this.store = props.store;
    this.timeout = props.timeout ?? Duration.seconds(30);
    const { location } = props.store;
    this.location = location instanceof S3Location ? location : failOnOtherKind(location);
    const finding = unsayable(this.location) ?? optionFinding(props);
    if (finding) {
      fail('AwsS3Exporter', finding);
    }
    requirePositive('AwsS3Exporter', 'timeout', props.timeout, 'Duration.seconds(30)');
    requireQueue('AwsS3Exporter', props.queue);
    requireRetry('AwsS3Exporter', props.retry);
  }

  /** @internal */
  public _needs(): Needs {
    return storeNeeds(this.store, StoreAccess.WRITE_ONLY);
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.queue?.storage ? [this.props.queue.storage] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const { location, props } = this;
    requireRetrying(context);
    return {
      s3uploader: {
        region: location.region,
        s3_bucket: location.bucket,
        s3_prefix: location.prefix,
        s3_partition_format: props.partitionFormat,
        endpoint: location.endpoint && `${location.tls.enabled ? 'https' : 'http'}://${location.endpoint}`,
        s3_force_path_style: location.forcePathStyle ? true : undefined,
        storage_class: props.storageClass ?? location.storageClass ?? AwsS3StorageClass.STANDARD,
        compression: props.compression ?? Compression.GZIP,
      },
      marshaler: props.format ?? AwsS3Format.OTLP_JSON,
      timeout: this.timeout,
      retry_on_failure: retryConfig(props.retry ?? {}),
      sending_queue: sendingQueueConfig(props.queue ?? DEFAULT_QUEUE, context),
    };
  }
}

function failOnOtherKind(location: StoreLocation): never {
  const folder = location instanceof FilesystemLocation ? location.directory : undefined;
  return fail('AwsS3Exporter', {
    what: folder ? `the store is the folder '${folder}'` : 'the store is no bucket of S3',
    why: 'this exporter speaks to S3, and there is nothing that it could write to',
    fix: "a bucket: new S3ObjectStore(stack, 'archive', { … }); files are written by "
      + `new FileExporter({ path: '${folder ?? '/data'}/archive.json' })`,
  });
}

/** What has no key in the configuration of this exporter, and would be left out without a word. */
function unsayable({ tls, encryption, endpoint, storageClass }: S3Location): Finding | undefined {
  const { ca, certificate, key, serverName } = tls;
  const [file] = Object.entries({ ca, certificate, key, serverName }).find(([, value]) => value !== undefined) ?? [];
  if (file !== undefined) {
    return {
      what: `the store is reached by TLS with its own ${file}`,
      why: `this exporter trusts the roots in the image only, and would not connect to ${endpoint}`,
      fix: 'a certificate that a public authority has signed and no tls, or an OTLP destination that writes to the store itself',
    };
  }
  if (storageClass === S3StorageClass.GLACIER_IR) {
    return {
      what: `the store keeps objects in ${storageClass}`,
      why: 'the collector refuses this class (invalid StorageClass)',
      fix: 'storageClass: S3StorageClass.STANDARD_IA for the store, or leave it to the lifecycle of the bucket',
    };
  }
  return encryption && {
    what: `the store asks clients for encryption ${encryption.algorithm}`,
    why: 'this exporter sends no such header: its objects would be encrypted in another way than the store says',
    fix: 'leave encryption out of ObjectStore.s3: the default encryption of the bucket holds for all of its objects',
  };
}

function optionFinding({ compression, partitionFormat }: AwsS3ExporterProps): Finding | undefined {
  if (compression !== undefined && compression !== Compression.GZIP && compression !== Compression.NONE) {
    return { what: `compression is ${compression}`, why: 'the collector refuses it (unknown compression type)', fix: 'compression: Compression.GZIP' };
  }
  return partitionFormat === undefined || /^[^/]+(\/[^/]+)*$/.test(partitionFormat) ? undefined : {
    what: `partitionFormat '${partitionFormat}' is not a path of names`,
    why: 'keys would have empty segments, in which most tools find nothing',
    fix: `partitionFormat: '${partitionFormat.split('/').filter((segment) => segment !== '').join('/') || 'year=%Y/month=%m/day=%d'}'`,
  };
}

function requireRetrying({ collectorVersion }: RenderContext): void {
  if (!isAtLeast(collectorVersion, RETRIES)) {
    fail('AwsS3Exporter', {
      what: `collector ${collectorVersion} with an S3 exporter`,
      why: `only of collector ${RETRIES} is it known that uploads which failed are repeated: others drop them, or do not start`,
      fix: `new VersionCatalog({ collector: '${RETRIES}' }) or later`,
    });
  }
}
