import { Size } from 'cdk8s';
import { bytesOf, readableSize } from '../../../kubernetes/quantities';
import { fail } from '../../../validation';
import { Needs, PortExposure } from '../../../wiring';
import { authConfig } from '../client-connection';
import { Extension, Receiver, RenderContext } from '../component';
import { env } from '../expansion';
import { requireRole } from '../extension-role';
import { POD_IP } from '../pod-variables';
import { requirePort } from '../ports';

/** Options of the remote-write receiver. */
export interface PrometheusRemoteWriteReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Its port. Anything but a whole number from 1 to 65535 fails.
   *
   * @default 9090
   */
  readonly port?: number;

  /**
   * The largest request that it takes. Zero fails.
   *
   * @default Size.mebibytes(10)
   */
  readonly maxRequestSize?: Size;

  /**
   * Who checks the credentials of clients: a `BearerTokenAuthExtension` or `BasicAuthExtension`. One that cannot fails.
   *
   * @default - everybody may send
   */
  readonly authenticator?: Extension;
}

/**
 * Takes metrics from Prometheus by remote write 2, at `/api/v1/write`. Prometheus 3.8 or later sends it with
 * `protobuf_message: io.prometheus.write.v2.Request` and the feature `metadata-wal-records`; remote write 1 is refused, classic histograms
 * and summaries are dropped.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/prometheusremotewritereceiver/README.md
 */
export class PrometheusRemoteWriteReceiver extends Receiver {
  /** Its port. */
  public readonly port: number;
  /** The largest request that it takes. */
  public readonly maxRequestSize: Size;
  private readonly authenticator?: Extension;

  public constructor(props: PrometheusRemoteWriteReceiverProps = {}) {
    super('prometheus_remote_write', props.name);
    this.port = requirePort('PrometheusRemoteWriteReceiver', 'port', props.port ?? 9090);
    this.maxRequestSize = props.maxRequestSize ?? Size.mebibytes(10);
    this.authenticator = props.authenticator;
    requireRole('PrometheusRemoteWriteReceiver', 'authenticator', 'server-authenticator', props.authenticator);
    if (bytesOf(this.maxRequestSize) <= 0) {
      fail('PrometheusRemoteWriteReceiver', {
        what: `maxRequestSize is ${readableSize(this.maxRequestSize)}`,
        why: 'the collector would take its own default instead',
        fix: 'maxRequestSize: Size.mebibytes(10)',
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    // the number, not the name: a port has at most 15 characters
    const name = this.name === undefined ? 'remote-write' : `rw-${this.port}`;
    return {
      ports: [{ name, port: this.port, appProtocol: 'http', exposure: PortExposure.SERVICE }],
      variables: [POD_IP],
    };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.authenticator ? [this.authenticator] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      endpoint: env(POD_IP.name, '', `:${this.port}`),
      max_request_body_size: bytesOf(this.maxRequestSize),
      auth: authConfig(this.authenticator, context),
    };
  }
}
