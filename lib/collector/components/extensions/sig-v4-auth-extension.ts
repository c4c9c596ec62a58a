import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { Extension } from '../component';
import { ExtensionRole } from '../component-type';

/** Options of AWS signatures. */
export interface SigV4AuthExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The AWS region for which requests are signed, for example `eu-central-1`. Anything that is not the name of a region fails.
   *
   * @default - read off the host of the exporter, which works for the hosts of AWS itself only
   */
  readonly region?: string;

  /**
   * The AWS service for which requests are signed, for example `aps` (Amazon Managed Prometheus), `es` (OpenSearch), `logs` or `xray`.
   *
   * @default - read off the host of the exporter, which works for the hosts of AWS itself only
   */
  readonly service?: string;

  /**
   * A role to take on before signing, by its ARN, for example one of another account. Anything that is not the ARN of a role fails.
   *
   * @default - the credentials of the pod: Pod Identity, or the role of its ServiceAccount
   */
  readonly assumeRoleArn?: string;

  /**
   * The region of the token service that hands out the role. Without a role or without a region it fails.
   *
   * @default - `region`
   */
  readonly stsRegion?: string;

  /**
   * The id that the role asks of strangers. Without a role it fails.
   *
   * @default - none
   */
  readonly externalId?: string;
}

/**
 * Signs what HTTP exporters send to AWS, with credentials of the pod: no key is ever written down.
 *
 * The collector fetches credentials when it starts, and does not start without them. For HTTP only: an OTLP exporter over gRPC refuses it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/sigv4authextension/README.md
 */
export class SigV4AuthExtension extends Extension {
  private readonly props: SigV4AuthExtensionProps;

  public constructor(props: SigV4AuthExtensionProps = {}) {
    super('sigv4auth', props.name);
    this.props = props;
    requireRegion('region', props.region);
    requireRegion('stsRegion', props.stsRegion);
    if (props.assumeRoleArn === undefined) {
      requireNoRoleOptions(props);
    } else if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(props.assumeRoleArn)) {
      fail('SigV4AuthExtension', {
        what: `assumeRoleArn '${props.assumeRoleArn}' is not the ARN of a role`,
        why: 'AWS gives no credentials for it, and the collector does not start without them',
        fix: "assumeRoleArn: 'arn:aws:iam::123456789012:role/metrics-writer'",
      });
    }
  }

  /** @internal */
  public get _roles(): readonly ExtensionRole[] {
    return ['client-authenticator'];
  }

  /** The token service answers on 443, the agent of Pod Identity on port 80 of the node. @internal */
  public _needs(): Needs {
    return { egress: [{ port: 443 }, { port: 80 }] };
  }

  /** @internal */
  protected _config(): object {
    const { region, service, assumeRoleArn, stsRegion, externalId } = this.props;
    return {
      region,
      service,
      assume_role: assumeRoleArn === undefined ? undefined : { arn: assumeRoleArn, sts_region: stsRegion, external_id: externalId },
    };
  }
}

function requireRegion(property: 'region' | 'stsRegion', region?: string): void {
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
    fail('SigV4AuthExtension', {
      what: `${property} '${region}' is not an AWS region`,
      why: 'every request would be signed for a place that is not there, and refused',
      fix: `${property}: 'eu-central-1'`,
    });
  }
}

function requireNoRoleOptions({ stsRegion, externalId }: SigV4AuthExtensionProps): void {
  const [property, value] = stsRegion !== undefined ? ['stsRegion', stsRegion] : ['externalId', externalId];
  if (value !== undefined) {
    fail('SigV4AuthExtension', {
      what: `${property} '${value}' is given without assumeRoleArn`,
      why: 'it is said to whoever hands out a role, and no role is asked for',
      fix: `assumeRoleArn: 'arn:aws:iam::123456789012:role/metrics-writer', or no ${property}`,
    });
  }
}
