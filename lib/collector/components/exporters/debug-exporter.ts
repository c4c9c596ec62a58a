import { Exporter } from '../component';

/** How much the debug exporter prints. */
export enum DebugVerbosity {
  /** A line for every batch. */
  BASIC = 'basic',
  /** A line for every record. */
  NORMAL = 'normal',
  /** Every field of every record. */
  DETAILED = 'detailed',
}

/** Options of the debug exporter. */
export interface DebugExporterProps {
  /**
   * What tells it from other exporters of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How much it prints.
   *
   * @default DebugVerbosity.BASIC
   */
  readonly verbosity?: DebugVerbosity;

  /**
   * Messages of every second that are printed at first.
   *
   * @default 2
   */
  readonly samplingInitial?: number;

  /**
   * After those, one of so many is printed.
   *
   * @default 1
   */
  readonly samplingThereafter?: number;
}

/**
 * Prints telemetry to the collector's own log.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/debugexporter/README.md
 */
export class DebugExporter extends Exporter {
  private readonly props: DebugExporterProps;

  public constructor(props: DebugExporterProps = {}) {
    super('debug', props.name);
    this.props = props;
  }

  /** @internal */
  protected _config(): object {
    return {
      verbosity: this.props.verbosity ?? DebugVerbosity.BASIC,
      sampling_initial: this.props.samplingInitial,
      sampling_thereafter: this.props.samplingThereafter,
    };
  }
}
