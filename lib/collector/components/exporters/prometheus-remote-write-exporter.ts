import { Duration, Size } from 'cdk8s';
import { fail } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { Destination, Needs, RemoteWriteEndpoint } from '../../../wiring';
import { schemeFinding } from '../../../wiring/scheme-finding';
import { requirePositive } from '../bounds';
import { connectionConfig, connectionNeeds } from '../client-connection';
import { Exporter, Extension, RenderContext } from '../component';
import { requireRole } from '../extension-role';
import { requireRetry, retryConfig, RetryOptions } from './retry';

/** How names of OTLP metrics and labels become Prometheus' own. */
export enum TranslationStrategy {
  /** `http.server.duration` in seconds becomes `http_server_duration_seconds`. */
  UNDERSCORE_ESCAPING_WITH_SUFFIXES = 'UnderscoreEscapingWithSuffixes',
  /** `http.server.duration` becomes `http_server_duration`. */
  UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES = 'UnderscoreEscapingWithoutSuffixes',
}

/** A log on disk of what is to be written remotely. */
export interface RemoteWriteAheadLogOptions {
  /** Its folder, on a persistent volume. */
  readonly directory: string;

  /**
   * How much of the volume is set aside for it. The log itself knows no limit.
   *
   * @default Size.gibibytes(1)
   */
  readonly reserve?: Size;

  /**
   * Requests that are read at once.
   *
   * @default 300
   */
  readonly bufferSize?: number;

  /**
   * How often what was written is cut off, and the longest time for which a small amount waits.
   *
   * @default Duration.seconds(1)
   */
  readonly truncateFrequency?: Duration;
}

/** Without this gate "too many requests" is an error for good: what was refused for a moment is dropped. */
const RETRY_ON_429 = '+exporter.prometheusremotewritexporter.RetryOn429';

/** Before this version there was a switch for suffixes only. */
const HAS_TRANSLATION_STRATEGY = '0.152.0';

/** Options of the remote-write exporter. */
export interface PrometheusRemoteWriteExporterProps {
  /** Where it writes. */
  readonly endpoint: RemoteWriteEndpoint;

  /**
   * What tells it from other exporters of its type.
   *
   * @default - the name of the endpoint
   */
  readonly name?: string;

  /**
   * How long one request may take, its retries included. Zero fails.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * Whether requests wait in the exporter's own queue. It is in memory, and it acknowledges: what is in it is lost with the process.
   *
   * Without it an error goes back to who sent, for example to the persistent queue of an OTLP exporter in front.
   *
   * @default true
   */
  readonly memoryQueue?: boolean;

  /**
   * A log on disk. It survives kill -9 and outages, but an answer that is not worth a retry (400, 409) stops it until that answer changes:
   * prefer a persistent queue in front, as `GatewayStatefulSet` has it.
   *
   * @default - none
   */
  readonly writeAheadLog?: RemoteWriteAheadLogOptions;

  /**
   * How failed requests are repeated, within the timeout.
   *
   * @default - with pauses from 1 to 30 seconds
   */
  readonly retry?: RetryOptions;

  /**
   * Labels that tell this writer's series from those of others.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * How names are translated.
   *
   * @default TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES
   */
  readonly translationStrategy?: TranslationStrategy;

  /**
   * Who adds credentials: a `BearerTokenAuthExtension` or `BasicAuthExtension`.
   *
   * @default - the headers of the endpoint are all
   */
  readonly authenticator?: Extension;
}

/**
 * Writes metrics to a Prometheus remote-write endpoint. Metrics must be cumulative: put a `DeltaToCumulativeProcessor` before it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/prometheusremotewriteexporter/README.md
 */
export class PrometheusRemoteWriteExporter extends Exporter {
  /** Where it writes. */
  public readonly endpoint: RemoteWriteEndpoint;
  /** How long one request may take. */
  public readonly timeout: Duration;
  private readonly props: PrometheusRemoteWriteExporterProps;

  public constructor(props: PrometheusRemoteWriteExporterProps) {
    super('prometheus_remote_write', props.name ?? props.endpoint.name);
    this.props = props;
    this.endpoint = props.endpoint;
    this.timeout = props.timeout ?? Duration.seconds(10);
    const finding = schemeFinding(props.endpoint);
    if (finding) {
      fail('PrometheusRemoteWriteExporter', finding);
    }
    requireRole('PrometheusRemoteWriteExporter', 'authenticator', 'client-authenticator', props.authenticator);
    requirePositive('PrometheusRemoteWriteExporter', 'timeout', props.timeout, 'Duration.seconds(10)');
    requireRetry('PrometheusRemoteWriteExporter', props.retry);
  }

  /** @internal */
  public get _destination(): Destination {
    return this.endpoint;
  }

  /** @internal */
  public _needs(): Needs {
    const wal = this.props.writeAheadLog;
    return {
      ...connectionNeeds(this.endpoint, this.endpoint.headers),
      featureGates: [RETRY_ON_429],
      directories: wal ? [{ path: wal.directory, holds: 'the write-ahead log of remote write', size: wal.reserve ?? Size.gibibytes(1) }] : [],
    };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.authenticator ? [this.props.authenticator] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const { writeAheadLog: wal, memoryQueue, externalLabels } = this.props;
    return {
      endpoint: this.endpoint.url,
      ...connectionConfig(this.endpoint, this.props.authenticator, context),
      timeout: this.timeout,
      ...this.translation(context),
      external_labels: externalLabels,
      remote_write_queue: memoryQueue === false ? { enabled: false } : { enabled: true },
      retry_on_failure: retryConfig(this.props.retry ?? {}),
      wal: wal ? {
        directory: wal.directory,
        buffer_size: wal.bufferSize ?? 300,
        truncate_frequency: wal.truncateFrequency ?? Duration.seconds(1),
      } : undefined,
    };
  }

  private translation(context: RenderContext): object {
    const strategy = this.props.translationStrategy ?? TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES;
    return isAtLeast(context.collectorVersion, HAS_TRANSLATION_STRATEGY)
      ? { translation_strategy: strategy }
      : { add_metric_suffixes: strategy === TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES };
  }
}
