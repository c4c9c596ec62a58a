import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NeighbourDocument } from './bucket-invariants';

/** The name of the bucket that a construct makes. */
const NAMES = new WeakMap<IConstruct, string>();

/** Says that a construct makes a bucket, for the others to know. */
export function announceBucket(construct: IConstruct, bucketName: string): void {
  NAMES.set(construct, bucketName);
}

/** The buckets of the tree that the program made before this one. */
export function earlierBuckets(construct: IConstruct): NeighbourDocument[] {
  const makers = makersIn(construct.node.root);
  return makers.slice(0, makers.indexOf(construct)).map((maker) => ({ path: maker.node.path, bucketName: NAMES.get(maker) as string }));
}

function makersIn(construct: IConstruct): IConstruct[] {
  // charts hold thousands of objects, and every one of them asks all validators again
  const below = Chart.isChart(construct) ? [] : construct.node.children.flatMap(makersIn);
  return NAMES.has(construct) ? [construct, ...below] : below;
}
