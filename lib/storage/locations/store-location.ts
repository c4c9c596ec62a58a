import type { EgressNeed, FileSource, VariableNeed } from '../../wiring';

/**
 * Where Thanos, Loki and Tempo keep blocks, chunks and indexes: the one value that their configurations, their pods' rights and the
 * Terraform of the bucket are made of.
 *
 * `S3ObjectStore` makes a bucket; `ObjectStore` names a place that exists already.
 */
export interface IObjectStore {
  /** Where the objects are, and how clients get there. */
  readonly location: StoreLocation;
}

/**
 * A place for objects and the way to it: an `S3Location`, a `GcsLocation`, an `AzureLocation` or a `FilesystemLocation`, made by the factories
 * of `ObjectStore`.
 */
export abstract class StoreLocation implements IObjectStore {
  /** Itself: a place is a store. */
  public get location(): StoreLocation {
    return this;
  }

  /** What is the same in two values of one place, and in no others. @internal */
  public abstract _place(): readonly (string | undefined)[];

  /**
   * The variables in which the library of the cloud looks for a static key first; without one it goes on to the identity of the pod.
   *
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
   * @see https://cloud.google.com/docs/authentication/application-default-credentials
   * @internal
   */
  public abstract _variables(): VariableNeed[];

  /** Every file that a pod must mount to get there. @internal */
  public abstract _files(): FileSource[];

  /** The connections of a pod that gets there. @internal */
  public abstract _egress(): EgressNeed[];
}
