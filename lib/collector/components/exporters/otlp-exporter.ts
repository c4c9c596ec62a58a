import { Duration } from 'cdk8s';
import { fail, Finding } from '../../../validation';
import { Destination, DestinationProtocol, Needs, OtlpEndpoint } from '../../../wiring';
import { schemeFinding } from '../../../wiring/scheme-finding';
import { connectionNeeds } from '../client-connection';
import { Exporter, Extension, RenderContext } from '../component';
import { connectionConfig } from '../connection-config';
import { requireRole } from '../extension-role';
import { requireQueue, requireRetry, retryConfig, RetryOptions, sendingQueueConfig, SendingQueueOptions } from './sending-queue';

/** How requests are compressed. */
export enum Compression {
  /** What every server takes. */
  GZIP = 'gzip',
  /** Smaller and quicker, where the server takes it. */
  ZSTD = 'zstd',
  /** Quick, not small. */
  SNAPPY = 'snappy',
  /** Not at all. */
  NONE = 'none',
}

/** Options of the OTLP exporters. */
export interface OtlpExporterProps {
  /** Where it sends: an `OtlpEndpoint` of the exporter's own protocol. One of the other protocol fails. */
  readonly endpoint: OtlpEndpoint;

  /**
   * What tells it from other exporters of its type. Changing it leaves queued data behind.
   *
   * @default - the name of the endpoint
   */
  readonly name?: string;

  /**
   * How long one request may take.
   *
   * @default - 10 seconds for gRPC, 30 seconds for HTTP
   */
  readonly timeout?: Duration;

  /**
   * How requests are compressed.
   *
   * @default Compression.GZIP
   */
  readonly compression?: Compression;

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

  /**
   * Who adds credentials: a `BearerTokenAuthExtension` or `BasicAuthExtension`. One that cannot fails, and so does one for
   * gRPC in plain text.
   *
   * @default - the headers of the endpoint are all
   */
  readonly authenticator?: Extension;
}

/** What the OTLP exporters have in common: all but the protocol. */
export abstract class OtlpExporter extends Exporter {
  /** Where it sends. */
  public readonly endpoint: OtlpEndpoint;
  /** How long one request may take. */
  public readonly timeout: Duration;
  private readonly props: OtlpExporterProps;

  protected constructor(type: string, protocol: DestinationProtocol, defaultTimeout: Duration, props: OtlpExporterProps) {
    super(type, props.name ?? props.endpoint.name);
    this.props = props;
    this.endpoint = props.endpoint;
    this.timeout = props.timeout ?? defaultTimeout;
    if (props.endpoint.protocol !== protocol) {
      fail(`exporter ${type}`, {
        what: `endpoint '${props.endpoint.url}' speaks ${props.endpoint.protocol}, not ${protocol}`,
        why: 'every request to it would fail',
        fix: `new ${protocol === DestinationProtocol.OTLP_GRPC ? 'OtlpHttpExporter' : 'OtlpGrpcExporter'}({ endpoint })`,
      });
    }
    const finding = schemeFinding(props.endpoint) ?? credentialFinding(props);
    if (finding) {
      fail(`exporter ${type}`, finding);
    }
    requireRole(`exporter ${type}`, 'authenticator', props.authenticator);
    requireQueue(`exporter ${type}`, props.queue);
    requireRetry(`exporter ${type}`, props.retry);
  }

  /** @internal */
  public get _destination(): Destination {
    return this.endpoint;
  }

  /** @internal */
  public _needs(): Needs {
    return connectionNeeds(this.endpoint, this.endpoint.headers);
  }

  /** @internal */
  public _extensions(): Extension[] {
    return [this.props.queue?.storage, this.props.authenticator].filter((extension): extension is Extension => extension !== undefined);
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      endpoint: this.endpoint.url.replace(/\/$/, ''),
      ...connectionConfig(this.endpoint, this.props.authenticator, context),
      compression: this.props.compression ?? Compression.GZIP,
      timeout: this.timeout,
      retry_on_failure: retryConfig(this.props.retry ?? {}),
      sending_queue: sendingQueueConfig(this.props.queue ?? {}, context),
    };
  }
}

/** gRPC sends no credentials over a connection that is not encrypted. */
function credentialFinding({ endpoint, authenticator }: OtlpExporterProps): Finding | undefined {
  return authenticator === undefined || endpoint.tls.enabled || endpoint.protocol !== DestinationProtocol.OTLP_GRPC ? undefined : {
    what: `an authenticator on the plain-text connection to '${endpoint.url}'`,
    why: 'it validates, and the collector does not start: gRPC sends credentials over TLS only',
    fix: 'tls: Tls.system() or Tls.custom({ ca }) on the endpoint',
  };
}
