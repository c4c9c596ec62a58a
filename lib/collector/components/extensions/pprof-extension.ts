import { Extension } from '../component';
import { requirePort } from '../ports';

/** Options of the profiler. */
export interface PprofExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Its port on localhost. Anything but a whole number from 1 to 65535 fails.
   *
   * @default 1777
   */
  readonly port?: number;
}

/**
 * Serves Go profiles on localhost: reach them with `kubectl port-forward`. Never on the pod's address, because profiles show memory.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/pprofextension/README.md
 */
export class PprofExtension extends Extension {
  /** Its port on localhost. */
  public readonly port: number;

  public constructor(props: PprofExtensionProps = {}) {
    super('pprof', props.name);
    this.port = requirePort('PprofExtension', 'port', props.port ?? 1777);
  }

  /** @internal */
  protected _config(): object {
    return { endpoint: `127.0.0.1:${this.port}` };
  }
}
