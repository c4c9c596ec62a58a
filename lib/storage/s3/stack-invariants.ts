import * as path from 'path';
import { StackDocument } from './stack-document';
import { Finding } from '../../validation';

/** A store as its neighbours see it. */
export interface NeighbourDocument {
  readonly path: string;
  readonly bucketName: string;
}

/** Judges the stack that stores are in. */
export function stackFindings(stack: StackDocument): Finding[] {
  return [...backendFindings(stack.backend), ...addressFindings(stack.addresses)];
}

/** The state of a stack must be kept where everybody finds it. */
export function backendFindings(backend: StackDocument['backend']): Finding[] {
  const absolute = backend?.type === 'local' && typeof backend.path === 'string' && path.isAbsolute(backend.path);
  if (backend && !absolute) {
    return [];
  }
  return [{
    what: backend ? `the local backend keeps the state in ${String(backend.path)}` : 'the stack has no backend',
    why: "a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew",
    fix: "new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), "
      + "or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })",
  }];
}

/** Two things of one name would become one. */
export function addressFindings(addresses: StackDocument['addresses']): Finding[] {
  return addresses.flatMap(({ address, path: second }, index) => {
    const first = addresses.slice(0, index).find((earlier) => earlier.address === address);
    return first === undefined
      ? []
      : [{
        what: `'${first.path}' and '${second}' are both ${address} in Terraform`,
        why: 'cdktf merges resources of one name without a word: one of the two would never exist',
        fix: 'give one of the two constructs another id',
      }];
  });
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

/** One bucket can be made once. The later store is told, not both. */
export function bucketNameFindings(bucketName: string, earlier: readonly NeighbourDocument[]): Finding[] {
  const owner = earlier.find((neighbour) => neighbour.bucketName === bucketName);
  return owner === undefined
    ? []
    : [{
      what: `the bucket ${bucketName} is made by '${owner.path}' already`,
      why: 'S3 refuses the second (BucketAlreadyOwnedByYou), and the two would undo the settings of each other',
      fix: `bucketName: '${bucketName}-2', or share the first bucket: ObjectStore.s3({ bucket: '${bucketName}', region, prefix })`,
    }];
}
