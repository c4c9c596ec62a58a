import { fail } from '../../../validation';
import { Needs, PortExposure } from '../../../wiring';
import { Extension } from '../component';
import { env } from '../expansion';
import { POD_IP } from '../pod-variables';
import { requirePort } from '../ports';

/** Options of the health check. */
export interface HealthCheckExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The port of the probes. Anything but a whole number from 1 to 65535 fails.
   *
   * @default 13133
   */
  readonly port?: number;

  /**
   * The path of the probes. One that does not begin with a slash fails.
   *
   * @default '/'
   */
  readonly path?: string;
}

/**
 * Answers the probes of the kubelet: 200 while the pipelines run, 503 before and after.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/healthcheckextension/README.md
 */
export class HealthCheckExtension extends Extension {
  /** Its port. */
  public readonly port: number;
  /** Its path. */
  public readonly path: string;

  public constructor(props: HealthCheckExtensionProps = {}) {
    super('health_check', props.name);
    this.port = requirePort('HealthCheckExtension', 'port', props.port ?? 13133);
    this.path = props.path ?? '/';
    if (!this.path.startsWith('/')) {
      fail('HealthCheckExtension', {
        what: `path '${this.path}' does not begin with a slash`,
        why: 'the collector refuses it',
        fix: `path: '/${this.path}'`,
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    return {
      // ports of a pod are told apart by name
      ports: [{ name: this.name === undefined ? 'health' : `health-${this.port}`, port: this.port, exposure: PortExposure.POD }],
      variables: [POD_IP],
    };
  }

  /** @internal */
  protected _config(): object {
    return { endpoint: env(POD_IP.name, '', `:${this.port}`), path: this.path };
  }
}
