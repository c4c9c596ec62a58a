import { Duration } from 'cdk8s';
import { CoralogixEndpoint, Destination, Needs } from '../../../wiring';
import { requirePositive } from '../bounds';
import { connectionNeeds } from '../client-connection';
import { Exporter, Extension, RenderContext } from '../component';
import { Compression } from './compression';
import { requireRetry, retryConfig, RetryOptions } from './retry';
import { requireQueue, sendingQueueConfig, SendingQueueOptions } from './sending-queue';

/** Options of the Coralogix exporter. */
export interface CoralogixExporterProps {
  /** The account. */
  readonly endpoint: CoralogixEndpoint;

  /**
   * What tells it from other exporters of its type. Changing it leaves queued data behind.
   *
   * @default - the name of the endpoint
   */
  readonly name?: string;

  /**
   * How requests are compressed.
   *
   * @default Compression.GZIP
   */
  readonly compression?: Compression;

  /**
   * How long one request may take. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * What waits, and how it is sent.
   *
   * @default - 1000 requests in memory
   */
  readonly queue?: SendingQueueOptions;

  /**
   * How failed requests are repeated.
   *
   * @default - for ever, with pauses from 1 to 30 seconds
   */
  readonly retry?: RetryOptions;
}

/**
 * Sends to Coralogix over gRPC. `OtlpGrpcExporter` does so too; this one makes applications and subsystems of attributes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/coralogixexporter/README.md
 */
export class CoralogixExporter extends Exporter {
  /** The account. */
  public readonly endpoint: CoralogixEndpoint;
  /** How long one request may take. */
  public readonly timeout: Duration;
  private readonly props: CoralogixExporterProps;

  public constructor(props: CoralogixExporterProps) {
    super('coralogix', props.name ?? props.endpoint.name);
    this.props = props;
    this.endpoint = props.endpoint;
    this.timeout = props.timeout ?? Duration.seconds(30);
    requirePositive('CoralogixExporter', 'timeout', props.timeout, 'Duration.seconds(30)');
    requireQueue('CoralogixExporter', props.queue);
    requireRetry('CoralogixExporter', props.retry);
  }

  /** @internal */
  public get _destination(): Destination {
    return this.endpoint;
  }

  /** @internal */
  public _needs(): Needs {
    return connectionNeeds(this.endpoint, { key: this.endpoint.privateKey });
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.queue?.storage ? [this.props.queue.storage] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const { endpoint } = this;
    return {
      domain: endpoint.domain,
      private_link: endpoint.privateLink ? true : undefined,
      domain_settings: { compression: this.props.compression ?? Compression.GZIP },
      private_key: endpoint.privateKey,
      application_name: endpoint.applicationName,
      subsystem_name: endpoint.subsystemName,
      application_name_attributes: endpoint.applicationNameAttributes,
      subsystem_name_attributes: endpoint.subsystemNameAttributes,
      timeout: this.timeout,
      retry_on_failure: retryConfig(this.props.retry ?? {}),
      sending_queue: sendingQueueConfig(this.props.queue ?? {}, context),
    };
  }
}
