import { AzureLocation, AzureLocationProps } from './locations/azure-location';
import { FilesystemLocation, FilesystemLocationProps } from './locations/filesystem-location';
import { GcsLocation, GcsLocationProps } from './locations/gcs-location';
import { S3Location, S3LocationProps } from './locations/s3-location';

/** Object stores that exist already: nothing is created for them. */
export abstract class ObjectStore {
  /**
   * A bucket of S3, or of a service that speaks its protocol.
   *
   * Fails on a bucket name that S3 refuses, an endpoint with a scheme, a prefix with a slash at either end, and a static key that is no two
   * bare references.
   *
   * @param props bucket, region and how to reach them
   */
  public static s3(props: S3LocationProps): S3Location {
    return S3Location._resolve('ObjectStore.s3', props);
  }

  /**
   * A bucket of Google Cloud Storage.
   *
   * Fails on a bucket name that Google refuses, a prefix with a slash at either end, and a key in a ConfigMap.
   *
   * @param props bucket and how to reach it
   */
  public static gcs(props: GcsLocationProps): GcsLocation {
    return GcsLocation._resolve('ObjectStore.gcs', props);
  }

  /**
   * A container of Azure Blob Storage.
   *
   * Fails on names that Azure refuses, a prefix with a slash at either end, an endpoint that is no end of a host name, and two credentials.
   *
   * @param props storage account, container and how to reach them
   */
  public static azure(props: AzureLocationProps): AzureLocation {
    return AzureLocation._resolve('ObjectStore.azure', props);
  }

  /**
   * A folder on a volume of the pod. For trials: every replica sees its own objects only, and none survives its volume.
   *
   * Fails on a folder that is not an absolute path.
   *
   * @param props the folder
   */
  public static filesystem(props: FilesystemLocationProps): FilesystemLocation {
    return FilesystemLocation._resolve('ObjectStore.filesystem', props);
  }
}
