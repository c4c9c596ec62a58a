import { Duration, Size } from 'cdk8s';
import { fail } from '../../../validation';
import { Needs, PortExposure, PortNeed } from '../../../wiring';
import { requireWholeMebibytes } from '../bounds';
import { authConfig } from '../client-connection';
import { Extension, Receiver, RenderContext } from '../component';
import { env, Expansion } from '../expansion';
import { requireRole } from '../extension-role';
import { POD_IP } from '../pod-variables';
import { requirePort } from '../ports';

/** Options of the OTLP receiver. */
export interface OtlpReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Whether it takes gRPC. Neither this nor `http` fails.
   *
   * @default true
   */
  readonly grpc?: boolean;

  /**
   * The port of gRPC. Anything but a whole number from 1 to 65535 fails, and so does any without gRPC.
   *
   * @default 4317
   */
  readonly grpcPort?: number;

  /**
   * Whether it takes HTTP. Neither this nor `grpc` fails.
   *
   * @default true
   */
  readonly http?: boolean;

  /**
   * The port of HTTP. Anything but a whole number from 1 to 65535 fails, and so does any without HTTP.
   *
   * @default 4318
   */
  readonly httpPort?: number;

  /**
   * The largest gRPC message that it takes, in whole mebibytes. Anything else, and less than one, fails; so does any without gRPC.
   *
   * @default Size.mebibytes(4)
   */
  readonly maxReceiveSize?: Size;

  /**
   * How long a client keeps one gRPC connection. Clients reconnect after it, and so find replicas that were added. Without gRPC, and
   * on localhost, it fails.
   *
   * @default Duration.minutes(1)
   */
  readonly maxConnectionAge?: Duration;

  /**
   * Whether it listens on localhost only, for a connection within the pod.
   *
   * @default false
   */
  readonly localOnly?: boolean;

  /**
   * Who checks the credentials of clients: a `BearerTokenAuthExtension` or `BasicAuthExtension`. One that cannot fails.
   *
   * @default - everybody may send
   */
  readonly authenticator?: Extension;

  /**
   * Whether the headers of requests are kept while they pass through the pipelines: for `HeaderSetting.fromContext`, and for OTTL and routing
   * that look at the request.
   *
   * @default false
   */
  readonly includeMetadata?: boolean;
}

/**
 * Takes traces, metrics and logs as OTLP.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/receiver/otlpreceiver/README.md
 */
export class OtlpReceiver extends Receiver {
  /** The port of gRPC; undefined when it does not take gRPC. */
  public readonly grpcPort?: number;
  /** The port of HTTP; undefined when it does not take HTTP. */
  public readonly httpPort?: number;
  /** The largest gRPC message that it takes. */
  public readonly maxReceiveSize: Size;
  private readonly props: OtlpReceiverProps;

  public constructor(props: OtlpReceiverProps = {}) {
    super('otlp', props.name);
    this.props = props;
    this.grpcPort = props.grpc === false ? undefined : requirePort('OtlpReceiver', 'grpcPort', props.grpcPort ?? 4317);
    this.httpPort = props.http === false ? undefined : requirePort('OtlpReceiver', 'httpPort', props.httpPort ?? 4318);
    this.maxReceiveSize = props.maxReceiveSize ?? Size.mebibytes(4);
    requireProtocols(props);
    requireRole('OtlpReceiver', 'authenticator', 'server-authenticator', props.authenticator);
    requireWholeMebibytes('OtlpReceiver', 'maxReceiveSize', this.maxReceiveSize, 4);
  }

  /** @internal */
  public _needs(): Needs {
    if (this.props.localOnly) {
      return {};
    }
    const ports: PortNeed[] = [];
    // the number, not the name: a port has at most 15 characters
    const nameOf = (protocol: string, port: number) => (this.name === undefined ? `otlp-${protocol}` : `otlp-${protocol}-${port}`);
    if (this.grpcPort !== undefined) {
      ports.push({ name: nameOf('grpc', this.grpcPort), port: this.grpcPort, appProtocol: 'grpc', exposure: PortExposure.SERVICE });
    }
    if (this.httpPort !== undefined) {
      ports.push({ name: nameOf('http', this.httpPort), port: this.httpPort, appProtocol: 'http', exposure: PortExposure.SERVICE });
    }
    return { ports, variables: [POD_IP] };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.authenticator ? [this.props.authenticator] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const shared = { include_metadata: this.props.includeMetadata ? true : undefined, auth: authConfig(this.props.authenticator, context) };
    return {
      protocols: {
        grpc: this.grpcPort === undefined ? undefined : {
          endpoint: this.listen(this.grpcPort),
          max_recv_msg_size_mib: this.maxReceiveSize.toMebibytes(),
          keepalive: this.props.localOnly ? undefined : {
            server_parameters: { max_connection_age: this.props.maxConnectionAge ?? Duration.minutes(1), max_connection_age_grace: Duration.seconds(30) },
          },
          ...shared,
        },
        http: this.httpPort === undefined ? undefined : { endpoint: this.listen(this.httpPort), ...shared },
      },
    };
  }

  private listen(port: number): string | Expansion {
    return this.props.localOnly ? `127.0.0.1:${port}` : env(POD_IP.name, '', `:${port}`);
  }
}

function requireProtocols({ grpc, grpcPort, http, httpPort, localOnly, maxConnectionAge, maxReceiveSize }: OtlpReceiverProps): void {
  if (grpc === false && http === false) {
    fail('OtlpReceiver', {
      what: 'neither grpc nor http is on',
      why: 'the collector refuses an otlp receiver without a protocol',
      fix: 'grpc: true, or http: true, or no receiver',
    });
  }
  const idle = [
    ...(grpc === false ? Object.entries({ grpcPort, maxReceiveSize, maxConnectionAge }).map(([option, value]) => [option, value, 'grpc: false'] as const) : []),
    ...(http === false ? [['httpPort', httpPort, 'http: false'] as const] : []),
    ...(localOnly ? [['maxConnectionAge', maxConnectionAge, 'localOnly: true'] as const] : []),
  ].find(([, value]) => value !== undefined);
  if (idle) {
    fail('OtlpReceiver', { what: `${idle[0]} is given with ${idle[2]}`, why: 'it would have no effect', fix: `leave ${idle[0]} or ${idle[2]} out` });
  }
}
