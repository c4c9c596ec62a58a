import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { Needs, SecretValue, Tls } from '../../../wiring';
import { requireNoLiteralCredential } from '../../../wiring/credentials';
import { mountNeeds } from '../../../wiring/endpoint-needs';
import { authConfig, tlsConfig } from '../client-connection';
import { Exporter, Extension, RenderContext } from '../component';
import { secretVariables } from '../expansion';
import { requireRole } from '../extension-role';
import { BackendResolver } from './backend-resolver';
import { Compression } from './compression';
import { requireRetry, retryConfig, RetryOptions } from './retry';
import { requireQueue, sendingQueueConfig, SendingQueueOptions } from './sending-queue';
import { requirePositive, requireTexts } from '../bounds';

/** What goes to one backend together. */
export enum RoutingKey {
  /** The spans of a trace, for tail sampling. Traces and logs only. */
  TRACE_ID = 'traceID',
  /** What a service sends, by `service.name`, for span metrics. Traces, metrics and logs. */
  SERVICE = 'service',
  /** What a resource sends, by all its attributes. Metrics and logs only. */
  RESOURCE = 'resource',
  /** A metric, by its name. Metrics only. */
  METRIC = 'metric',
  /** A series, by all attributes. Metrics only. */
  STREAM_ID = 'streamID',
  /** What has the same values in `routingAttributes`. Traces, metrics and logs. */
  ATTRIBUTES = 'attributes',
}

/** Options of the load-balancing exporter. */
export interface LoadBalancingExporterProps {
  /**
   * What tells it from other exporters of its type. Changing it leaves queued data behind.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** How backends are found: collectors that take OTLP over gRPC. */
  readonly resolver: BackendResolver;

  /**
   * What goes to one backend together. A key that a signal does not know keeps the collector from starting with a pipeline of that signal.
   *
   * @default - `TRACE_ID` for traces, `SERVICE` for metrics and logs (`TRACE_ID` for logs before collector 0.154)
   */
  readonly routingKey?: RoutingKey;

  /**
   * The attributes of `RoutingKey.ATTRIBUTES`, of resource, scope or record. Given with that key and with no other, or it fails.
   *
   * @default - none
   */
  readonly routingAttributes?: string[];

  /**
   * How connections to backends are protected.
   *
   * @default Tls.system()
   */
  readonly tls?: Tls;

  /**
   * Headers of every request. Credentials are `SecretValue`s; one that is given as text fails.
   *
   * @default - no headers
   */
  readonly headers?: { readonly [name: string]: string | SecretValue };

  /**
   * Who adds credentials: a `BearerTokenAuthExtension` or `BasicAuthExtension`. Fails without TLS: gRPC sends credentials over TLS only.
   *
   * @default - the headers are all
   */
  readonly authenticator?: Extension;

  /**
   * How requests are compressed.
   *
   * @default Compression.GZIP
   */
  readonly compression?: Compression;

  /**
   * How long one request to one backend may take. Zero fails: a backend that hangs would hold up all others.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * What waits, and how it is sent. It waits before a backend is chosen, so that it goes to another when backends change.
   *
   * @default - 1000 requests in memory
   */
  readonly queue?: SendingQueueOptions;

  /**
   * How failed requests are repeated. A backend is chosen again every time.
   *
   * @default - for ever, with pauses from 1 to 30 seconds
   */
  readonly retry?: RetryOptions;
}

/**
 * Sends what belongs together to the same one of several collectors: the first of two tiers, before tail sampling or span metrics.
 *
 * When backends come or go, some of what belongs together goes to another one. All exporters of a tier have to be of one version: collector
 * 0.157 spreads in another way than those before it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/README.md
 */
export class LoadBalancingExporter extends Exporter {
  /** How backends are found. */
  public readonly resolver: BackendResolver;
  /** How long one request to one backend may take. */
  public readonly timeout: Duration;
  private readonly props: LoadBalancingExporterProps;
  private readonly tls: Tls;

  public constructor(props: LoadBalancingExporterProps) {
    super('load_balancing', props.name);
    this.props = props;
    this.resolver = props.resolver;
    this.timeout = props.timeout ?? Duration.seconds(10);
    this.tls = props.tls ?? Tls.system();
    const caller = 'LoadBalancingExporter';
    requirePositive(caller, 'timeout', props.timeout, 'Duration.seconds(10)');
    requireTexts(caller, 'routingAttributes', props.routingAttributes, 'k8s.namespace.name');
    requireNoLiteralCredential(caller, { ...props.headers });
    requireRole(caller, 'authenticator', 'client-authenticator', props.authenticator);
    requireQueue(caller, props.queue);
    requireRetry(caller, props.retry);
    this.requireKey();
    if (props.authenticator && !this.tls.enabled) {
      fail(caller, {
        what: 'an authenticator with tls: Tls.plaintext()',
        why: 'it validates, and nothing is sent: gRPC sends credentials over TLS only',
        fix: 'tls: Tls.system() or Tls.custom({ ca })',
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    return {
      ...this.resolver._needs(),
      variables: secretVariables(this.props.headers),
      mounts: mountNeeds(this.tls),
    };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return [this.props.queue?.storage, this.props.authenticator].filter((extension): extension is Extension => extension !== undefined);
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      routing_key: this.props.routingKey,
      routing_attributes: this.props.routingAttributes,
      resolver: this.resolver._render(),
      retry_on_failure: retryConfig(this.props.retry ?? {}),
      sending_queue: sendingQueueConfig(this.props.queue ?? {}, context),
      protocol: {
        otlp: {
          tls: tlsConfig(this.tls),
          headers: this.props.headers,
          auth: authConfig(this.props.authenticator, context),
          compression: this.props.compression ?? Compression.GZIP,
          timeout: this.timeout,
          // what waited here would stay with a backend that is gone: it waits before one is chosen
          retry_on_failure: { enabled: false },
          sending_queue: { enabled: false },
        },
      },
    };
  }

  private requireKey(): void {
    const { routingKey, routingAttributes } = this.props;
    if ((routingKey === RoutingKey.ATTRIBUTES) !== (routingAttributes !== undefined)) {
      fail('LoadBalancingExporter', {
        what: routingAttributes ? `routingAttributes ${routingAttributes.join(', ')} with ${routingKey ?? 'no'} routingKey` : 'RoutingKey.ATTRIBUTES without routingAttributes',
        why: 'the collector refuses the one without the other',
        fix: "routingKey: RoutingKey.ATTRIBUTES, routingAttributes: ['k8s.namespace.name']",
      });
    }
  }
}
