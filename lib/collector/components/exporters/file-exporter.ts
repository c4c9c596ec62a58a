import { Duration, Size } from 'cdk8s';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { requireWhole, requireWholeMebibytes } from '../bounds';
import { Exporter } from '../component';

/** How records are written. */
export enum FileFormat {
  /** A line of OTLP JSON for every batch. */
  JSON = 'json',
  /** OTLP protobuf, each batch with its length before it. */
  PROTO = 'proto',
}

/** Options of the file exporter. */
export interface FileExporterProps {
  /**
   * What tells it from other exporters of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** The file, by its absolute path on a persistent volume. A relative path fails: the root file system is read-only. */
  readonly path: string;

  /**
   * The size at which a new file is begun, in whole mebibytes. Anything else, and less than one, fails.
   *
   * @default Size.mebibytes(100)
   */
  readonly rotateAt?: Size;

  /**
   * How many old files are kept. Zero fails: the collector would keep all of them.
   *
   * @default 3
   */
  readonly backups?: number;

  /**
   * How records are written.
   *
   * @default FileFormat.JSON
   */
  readonly format?: FileFormat;

  /**
   * How often what was written reaches the disk.
   *
   * @default Duration.seconds(1)
   */
  readonly flushInterval?: Duration;
}

/**
 * Writes telemetry to files.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/fileexporter/README.md
 */
export class FileExporter extends Exporter {
  /** The file. */
  public readonly path: string;
  private readonly props: FileExporterProps;

  public constructor(props: FileExporterProps) {
    super('file', props.name);
    this.props = props;
    this.path = props.path;
    if (!/^\/.+\/[^/]+$/.test(props.path)) {
      fail('FileExporter', {
        what: `path '${props.path}' is not an absolute path below a folder`,
        why: 'the root file system of the pod is read-only: the collector would not start',
        fix: "path: '/var/lib/otelcol/export/traces.json'",
      });
    }
    requireWholeMebibytes('FileExporter', 'rotateAt', this.rotateAt, 100);
    requireWhole('FileExporter', 'backups', props.backups, 1);
  }

  /** @internal */
  public _needs(): Needs {
    const files = (this.props.backups ?? 3) + 1;
    return {
      directories: [{
        path: this.path.replace(/\/[^/]+$/, ''),
        holds: 'exported files',
        size: Size.mebibytes(this.rotateAt.toMebibytes() * files),
      }],
    };
  }

  /** @internal */
  protected _config(): object {
    return {
      path: this.path,
      format: this.props.format ?? FileFormat.JSON,
      rotation: { max_megabytes: this.rotateAt.toMebibytes(), max_backups: this.props.backups ?? 3 },
      flush_interval: this.props.flushInterval ?? Duration.seconds(1),
      create_directory: true,
    };
  }

  private get rotateAt(): Size {
    return this.props.rotateAt ?? Size.mebibytes(100);
  }
}
