import { Extension } from '../component';
import { requirePort } from '../ports';

/** Options of the zPages. */
export interface ZpagesExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Its port on localhost. Anything but a whole number from 1 to 65535 fails.
   *
   * @default 55679
   */
  readonly port?: number;

  /**
   * Whether it also shows the variables of the process, under `/debug/expvarz`.
   *
   * @default false
   */
  readonly expvar?: boolean;
}

/**
 * Shows the collector's own pipelines, extensions and last spans as web pages on localhost: reach them with `kubectl port-forward`.
 * Never on the pod's address, because spans show what passes through.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/extension/zpagesextension/README.md
 */
export class ZpagesExtension extends Extension {
  /** Its port on localhost. */
  public readonly port: number;
  private readonly expvar: boolean;

  public constructor(props: ZpagesExtensionProps = {}) {
    super('zpages', props.name);
    this.port = requirePort('ZpagesExtension', 'port', props.port ?? 55679);
    this.expvar = props.expvar ?? false;
  }

  /** @internal */
  protected _config(): object {
    return { endpoint: `127.0.0.1:${this.port}`, expvar: this.expvar ? { enabled: true } : undefined };
  }
}
