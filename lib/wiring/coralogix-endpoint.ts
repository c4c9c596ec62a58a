import { nameOfHost, requireName } from './address';
import { Destination, DestinationProps, DestinationProtocol, ITelemetryDestination } from './destination';
import { SecretValue } from './secret-value';
import { Tls } from './tls';
import { fail } from '../validation';

/** An account of Coralogix. */
export interface CoralogixEndpointProps {
  /** The domain of the account, for example `eu2.coralogix.com`. One with a scheme, a port or `ingress.` before it fails. */
  readonly domain: string;

  /** The key with which data is sent, from a Secret. One with a prefix fails: `Bearer` is added by itself. */
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
   * Attributes of the resource that say the application: the first that is there does. None, and one twice, fail.
   *
   * @default - `k8s.namespace.name`, then `service.namespace`
   */
  readonly applicationNameAttributes?: string[];

  /**
   * Attributes of the resource that say the subsystem: the first that is there does. None, and one twice, fail.
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
   * A stable name: part of the exporter's id and of the file of its queue.
   *
   * @default - made of the domain: `eu2.coralogix.com` becomes `eu2-coralogix-com`
   */
  readonly name?: string;
}

const CALLER = 'CoralogixEndpoint.account';

const APPLICATION = ['k8s.namespace.name', 'service.namespace'];
const SUBSYSTEM = ['k8s.deployment.name', 'k8s.statefulset.name', 'k8s.daemonset.name', 'k8s.cronjob.name', 'service.name'];

/**
 * Coralogix by its own exporter, which makes applications and subsystems of attributes. Its plain OTLP endpoint is an
 * `OtlpEndpoint.grpc({ address: 'ingress.eu2.coralogix.com:443', … })`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/coralogixexporter/README.md
 */
export class CoralogixEndpoint extends Destination implements ITelemetryDestination {
  /**
   * An account by its domain.
   *
   * @param props domain, key, and what says application and subsystem
   */
  public static account(props: CoralogixEndpointProps): CoralogixEndpoint {
    requireAccount(props);
    const host = `ingress.${props.privateLink ? 'private.' : ''}${props.domain}`;
    return new CoralogixEndpoint(props, {
      protocol: DestinationProtocol.CORALOGIX,
      name: requireName(CALLER, props.name ?? nameOfHost(props.domain)),
      url: `${host}:443`,
      host,
      port: 443,
      tls: Tls.system(),
      headers: {},
    });
  }

  /** Where metrics go. */
  public readonly metricsDestination: Destination;
  /** Where logs go. */
  public readonly logsDestination: Destination;
  /** Where traces go. */
  public readonly tracesDestination: Destination;
  /** The domain of the account. */
  public readonly domain: string;
  /** The key with which data is sent. */
  public readonly privateKey: SecretValue;
  /** Whether data is sent over AWS PrivateLink. */
  public readonly privateLink: boolean;
  /** The application of what has none of `applicationNameAttributes`. */
  public readonly applicationName: string;
  /** The subsystem of what has none of `subsystemNameAttributes`. */
  public readonly subsystemName?: string;
  /** Attributes of the resource that say the application. */
  public readonly applicationNameAttributes: string[];
  /** Attributes of the resource that say the subsystem. */
  public readonly subsystemNameAttributes: string[];

  private constructor(account: CoralogixEndpointProps, props: DestinationProps) {
    super(props);
    this.metricsDestination = this;
    this.logsDestination = this;
    this.tracesDestination = this;
    this.domain = account.domain;
    this.privateKey = account.privateKey;
    this.privateLink = account.privateLink ?? false;
    this.applicationName = account.applicationName;
    this.subsystemName = account.subsystemName;
    this.applicationNameAttributes = [...(account.applicationNameAttributes ?? APPLICATION)];
    this.subsystemNameAttributes = [...(account.subsystemNameAttributes ?? SUBSYSTEM)];
  }
}

function requireAccount(props: CoralogixEndpointProps): void {
  if (!/^(?!ingress\.)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(props.domain)) {
    const [, bare] = /^(?:\w+:\/\/)?(?:ingress\.)?([^:/]*)/.exec(props.domain) ?? [];
    fail(CALLER, {
      what: `domain '${props.domain}' is not the domain of an account`,
      why: 'the exporter makes ingress.<domain>:443 of it, which nobody serves',
      fix: `domain: '${bare?.includes('.') ? bare : 'eu2.coralogix.com'}'`,
    });
  }
  if (props.privateKey.prefix !== '') {
    fail(CALLER, {
      what: `privateKey has the prefix '${props.privateKey.prefix}'`,
      why: 'the exporter adds its own: every request would be refused',
      fix: `privateKey: SecretValue.fromSecret('${props.privateKey.secretName}', '${props.privateKey.key}')`,
    });
  }
  if (props.applicationName === '') {
    fail(CALLER, { what: 'applicationName is empty', why: 'the collector refuses it', fix: "applicationName: 'production'" });
  }
  requireAttributes('applicationNameAttributes', props.applicationNameAttributes, 'k8s.namespace.name');
  requireAttributes('subsystemNameAttributes', props.subsystemNameAttributes, 'service.name');
}

function requireAttributes(property: string, names: readonly string[] | undefined, example: string): void {
  if (names !== undefined && (names.length === 0 || names.includes('') || new Set(names).size < names.length)) {
    fail(CALLER, {
      what: `${property} is [${names.map((name) => `'${name}'`).join(', ')}]`,
      why: 'the exporter looks for the first attribute that is there: each has a name, and stands once',
      fix: `${property}: ['${example}']`,
    });
  }
}
