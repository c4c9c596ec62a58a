import { fail } from '../validation';
import type { AzureLocation } from './azure-location';
import type { GcsLocation } from './gcs-location';
import type { IObjectStore } from './object-store';
import type { S3Location } from './s3-location';

/** Which folder an `ObjectStore.filesystem` is. */
export interface FilesystemLocationProps {
  /** The absolute path of a folder in the pod, for example `/data/objects`. A relative path fails. */
  readonly directory: string;
}

/**
 * Objects as files in a folder of the pod.
 *
 * @see https://thanos.io/tip/thanos/storage.md/#filesystem
 */
export class FilesystemLocation implements IObjectStore {
  /** @internal */
  public static _resolve(caller: string, props: FilesystemLocationProps): FilesystemLocation {
    requireDirectory(caller, props.directory);
    return new FilesystemLocation(props);
  }

  /** The absolute path of the folder. */
  public readonly directory: string;

  private constructor(props: FilesystemLocationProps) {
    this.directory = props.directory;
  }

  /** Itself: this store is a folder. */
  public get filesystem(): FilesystemLocation | undefined {
    return this;
  }

  /** Nothing: this store is not a bucket. */
  public get s3(): S3Location | undefined {
    return undefined;
  }

  /** Nothing: this store is not a bucket. */
  public get gcs(): GcsLocation | undefined {
    return undefined;
  }

  /** Nothing: this store is not a container. */
  public get azure(): AzureLocation | undefined {
    return undefined;
  }
}

function requireDirectory(caller: string, directory: string): void {
  const segments = directory.split('/').filter((segment) => segment !== '');
  const normal = `/${segments.filter((segment) => segment !== '.' && segment !== '..').join('/')}`;
  if (directory !== normal || segments.length === 0) {
    fail(caller, {
      what: `directory '${directory}' is not the absolute path of a folder`,
      why: 'a relative path depends on the working directory of the image, and the root of the file system is read-only',
      fix: `directory: '${segments.length === 0 ? '/data/objects' : normal}'`,
    });
  }
}
