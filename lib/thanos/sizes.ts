import type { Size } from 'cdk8s';
import { sizeQuantity } from '../kubernetes/quantities';

/** A size as every document and flag of Thanos reads it: `250MiB`. To some of them `MB` is a million bytes, to others it is not. */
export function thanosSize(size: Size): string {
  return `${sizeQuantity(size)}B`;
}
