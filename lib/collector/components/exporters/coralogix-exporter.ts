import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { Needs, SecretValue } from '../../../wiring';
import { Exporter, Extension, RenderContext } from '../component';
import { secretVariables } from '../expansion';
import { Compression } from './otlp-exporter';
import { requireQueue, requireRetry, retryConfig, RetryOptions, sendingQueueConfig, SendingQueueOptions } from './sending-queue';
import { requirePositive, requireTexts } from '../bounds';

/** Options of the Coralogix exporter. */
export interface CoralogixExporterProps {
  /**
   * What tells it from other exporters of its type. Changing it leaves queued data behind.
   *
   * @default - no name
   */
  readonly name?: string;

  /** The domain of the account, for example `eu2.coralogix.com`. One with a scheme, a port or `ingress.` before it fails. */
  readonly domain: string;

  /** The key with which data is sent, from a Secret. One with a prefix fails: the exporter adds `Bearer` itself. */
  readonly privateKey: SecretValue;

  /** The application of what has none of `applicationNameAttributes`. Empty fails. */
  readonly applicationName: string;

  /**
   * The subsystem of what has none of `subsystemNameAttributes`.
   *
   * @default - the attribute `cx.subsystem.name` of the resource
   */
  readonly subsystemName?: string;

  /**
   * Attributes of the resource that say the application: the first that is there does.
   *
   * @default - `k8s.namespace.name`, then `service.namespace`
   */
  readonly applicationNameAttributes?: string[];

  /**
   * Attributes of the resource that say the subsystem: the first that is there does.
   *
   * @default - `k8s.deployment.name`, `k8s.statefulset.name`, `k8s.daemonset.name`, `k8s.cronjob.name`, then `service.name`
   */
  readonly subsystemNameAttributes?: string[];

  /**
   * Whether data is sent over AWS PrivateLink, to `ingress.private.<domain>`.
   *
   * @default false
   */
  readonly privateLink?: boolean;

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
 * Sends to Coralogix over gRPC. `OtlpGrpcExporter` does so too; this one knows applications and subsystems.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/coralogixexporter/README.md
 */
export class CoralogixExporter extends Exporter {
  /** The domain of the account. */
  public readonly domain: string;
  /** How long one request may take. */
  public readonly timeout: Duration;
  private readonly props: CoralogixExporterProps;

  public constructor(props: CoralogixExporterProps) {
    super('coralogix', props.name);
    this.props = props;
    this.domain = props.domain;
    this.timeout = props.timeout ?? Duration.seconds(30);
    const caller = 'CoralogixExporter';
    if (!/^(?!ingress\.)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(props.domain)) {
      const [, bare] = /^(?:\w+:\/\/)?(?:ingress\.)?([^:/]*)/.exec(props.domain) ?? [];
      fail(caller, {
        what: `domain '${props.domain}' is not the domain of an account`,
        why: 'the exporter makes ingress.<domain>:443 of it, which nobody serves',
        fix: `domain: '${bare?.includes('.') ? bare : 'eu2.coralogix.com'}'`,
      });
    }
    if (props.privateKey.prefix !== '') {
      fail(caller, {
        what: `privateKey has the prefix '${props.privateKey.prefix}'`,
        why: 'the exporter adds its own: every request would be refused',
        fix: `privateKey: SecretValue.fromSecret('${props.privateKey.secretName}', '${props.privateKey.key}')`,
      });
    }
    if (props.applicationName === '') {
      fail(caller, { what: 'applicationName is empty', why: 'the collector refuses it', fix: "applicationName: 'production'" });
    }
    requireTexts(caller, 'applicationNameAttributes', props.applicationNameAttributes, 'k8s.namespace.name');
    requireTexts(caller, 'subsystemNameAttributes', props.subsystemNameAttributes, 'service.name');
    requirePositive(caller, 'timeout', props.timeout, 'Duration.seconds(30)');
    requireQueue(caller, props.queue);
    requireRetry(caller, props.retry);
  }

  /** @internal */
  public _needs(): Needs {
    return { variables: secretVariables({ key: this.props.privateKey }), egress: [{ port: 443 }] };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.queue?.storage ? [this.props.queue.storage] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      domain: this.domain,
      private_link: this.props.privateLink ? true : undefined,
      domain_settings: { compression: this.props.compression ?? Compression.GZIP },
      private_key: this.props.privateKey,
      application_name: this.props.applicationName,
      subsystem_name: this.props.subsystemName,
      application_name_attributes: this.props.applicationNameAttributes ?? ['k8s.namespace.name', 'service.namespace'],
      subsystem_name_attributes: this.props.subsystemNameAttributes
        ?? ['k8s.deployment.name', 'k8s.statefulset.name', 'k8s.daemonset.name', 'k8s.cronjob.name', 'service.name'],
      timeout: this.timeout,
      retry_on_failure: retryConfig(this.props.retry ?? {}),
      sending_queue: sendingQueueConfig(this.props.queue ?? {}, context),
    };
  }
}
