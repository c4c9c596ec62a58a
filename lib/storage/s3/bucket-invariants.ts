import { Finding } from '../../validation';

/** A store as its neighbours see it. */
export interface NeighbourDocument {
  readonly path: string;
  readonly bucketName: string;
}

/** One provider creates everything in its own region. */
export function regionFindings(bucketName: string, region: string, providerRegion: string | undefined): Finding[] {
  return providerRegion === undefined || providerRegion === region
    ? []
    : [{
      what: `the bucket ${bucketName} belongs into ${region}, but the aws provider of its stack works in ${providerRegion}`,
      why: `Terraform would make the bucket in ${providerRegion}, and S3 refuses requests that are signed for ${region}`,
      fix: `put the store into a stack of its own, new TerraformStack(app, 'storage-${region}'), or set region: '${providerRegion}'`,
    }];
}

/** One bucket can be made once. The later construct is told, not both, and how to share the bucket of the earlier. */
export function bucketNameFindings(
  bucketName: string,
  earlier: readonly NeighbourDocument[],
  shared = `ObjectStore.s3({ bucket: '${bucketName}', region, prefix })`,
): Finding[] {
  const owner = earlier.find((neighbour) => neighbour.bucketName === bucketName);
  return owner === undefined
    ? []
    : [{
      what: `the bucket ${bucketName} is made by '${owner.path}' already`,
      why: 'S3 refuses the second (BucketAlreadyOwnedByYou), and the two would undo the settings of each other',
      fix: `bucketName: '${bucketName}-2', or share the first bucket: ${shared}`,
    }];
}
