import { StoreLocation } from './store-location';
import { fail } from '../../validation';
import { EgressNeed, FileSource, VariableNeed } from '../../wiring';

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
export class FilesystemLocation extends StoreLocation {
  /** @internal */
  public static _resolve(caller: string, props: FilesystemLocationProps): FilesystemLocation {
    requireDirectory(caller, props.directory);
    return new FilesystemLocation(props);
  }

  /** The absolute path of the folder. */
  public readonly directory: string;

  private constructor(props: FilesystemLocationProps) {
    super();
    this.directory = props.directory;
  }

  /** @internal */
  public _place(): readonly (string | undefined)[] {
    return ['filesystem', this.directory];
  }

  /** @internal */
  public _variables(): VariableNeed[] {
    return [];
  }

  /** @internal */
  public _files(): FileSource[] {
    return [];
  }

  /** @internal */
  public _egress(): EgressNeed[] {
    return [];
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
