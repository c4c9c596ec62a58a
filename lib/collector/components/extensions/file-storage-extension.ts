import { Duration, Size } from 'cdk8s';
import { bytesOf, mebibytesOf, readableSize } from '../../../kubernetes/quantities';
import { fail } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { Needs } from '../../../wiring';
import { Extension, RenderContext } from '../component';
import { ExtensionRole } from '../component-type';

/** Before this version files have no limit of their own: the sizes of queues are all that bounds them. */
const HAS_MAX_SIZE = '0.156.0';

/** Options of the file storage. */
export interface FileStorageExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** The folder, by its absolute path on a persistent volume. It belongs to this storage alone. A relative path fails. */
  readonly directory: string;

  /**
   * How large one file may become (from collector 0.156 on). Every queue, which is an exporter and a signal, has a file of its own; a full one refuses new data.
   * Less than 2 MiB fails.
   *
   * @default - as large as the volume
   */
  readonly maxSize?: Size;

  /**
   * Whether every write waits for the disk. Without it a power failure of the node may corrupt the files.
   *
   * @default true
   */
  readonly fsync?: boolean;

  /**
   * Whether a corrupt file is set aside and an empty one begun: the collector starts, what was in the file is lost.
   *
   * @default false
   */
  readonly recreate?: boolean;

  /**
   * How long the start waits for the lock of a file.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
}

/**
 * Keeps queues and positions on disk.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/storage/filestorage/README.md
 */
export class FileStorageExtension extends Extension {
  /** Its folder. */
  public readonly directory: string;
  /** How large one file may become. */
  public readonly maxSize?: Size;
  private readonly props: FileStorageExtensionProps;

  public constructor(props: FileStorageExtensionProps) {
    super('file_storage', props.name);
    this.props = props;
    // with and without a slash at its end, or two in it, it is one folder, which two storages must not share
    this.directory = props.directory.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
    this.maxSize = props.maxSize;
    if (props.maxSize && mebibytesOf(props.maxSize) < 2) {
      fail('FileStorageExtension', {
        what: `maxSize is ${readableSize(props.maxSize)}`,
        why: 'the collector refuses files that are smaller than what their compaction leaves',
        fix: 'maxSize: Size.mebibytes(2), or more',
      });
    }
    if (!this.directory.startsWith('/') || this.directory === '/') {
      fail('FileStorageExtension', {
        what: `directory '${props.directory}' is not an absolute path`,
        why: 'the root file system of the pod is read-only: the collector would not start',
        fix: "directory: '/var/lib/otelcol/queue'",
      });
    }
  }

  /** @internal */
  public get _roles(): readonly ExtensionRole[] {
    return ['storage'];
  }

  /** @internal */
  public _needs(): Needs {
    return { directories: [{ path: this.directory, holds: 'queues and positions' }] };
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      directory: this.directory,
      create_directory: true,
      fsync: this.props.fsync ?? true,
      timeout: this.props.timeout ?? Duration.seconds(5),
      recreate: this.props.recreate ? true : undefined,
      max_size: this.maxSize && isAtLeast(context.collectorVersion, HAS_MAX_SIZE) ? bytesOf(this.maxSize) : undefined,
      compaction: {
        on_start: true,
        on_rebound: true,
        directory: this.directory,
        cleanup_on_start: true,
        ...this.reboundThresholds(),
      },
    };
  }

  /** Compaction begins only in files that can grow beyond its thresholds, 100 MiB unless it is told otherwise. */
  private reboundThresholds(): object {
    if (!this.maxSize || mebibytesOf(this.maxSize) > 200) {
      return {};
    }
    const needed = Math.max(2, Math.floor(mebibytesOf(this.maxSize) / 2));
    return { rebound_needed_threshold_mib: needed, rebound_trigger_threshold_mib: Math.max(1, Math.floor(needed / 10)) };
  }
}
