import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NeighbourDocument } from './bucket-invariants';
import { EndpointsOfVpc, VpcEndpointsDocument } from './vpc-endpoint-invariants';
import { findStack } from '../../terraform/find-stack';

/** A bucket that a construct makes: its name, and its ARN as an expression. */
interface MadeBucket {
  readonly bucketName: string;
  readonly arn: string;
}

const BUCKETS = new WeakMap<IConstruct, MadeBucket>();
const ENDPOINTS = new WeakMap<IConstruct, EndpointsOfVpc>();

/** Says that a construct makes a bucket, for the others to know. */
export function announceBucket(construct: IConstruct, bucketName: string, arn: string): void {
  BUCKETS.set(construct, { bucketName, arn });
}

/** Says that a construct makes endpoints of a VPC, for the others to know. */
export function announceEndpoints(construct: IConstruct, { vpcId, routeTableIds, interfaceEndpoints }: EndpointsOfVpc): void {
  ENDPOINTS.set(construct, { vpcId, routeTableIds, interfaceEndpoints });
}

/** The buckets of the tree that the program made before this one. */
export function earlierBuckets(construct: IConstruct): NeighbourDocument[] {
  return earlierThan(construct, BUCKETS).map(asNeighbour);
}

/** All buckets of the tree of a construct. */
export function bucketsAround(construct: IConstruct): NeighbourDocument[] {
  return madeIn(construct.node.root, BUCKETS).map(asNeighbour);
}

/** The endpoints of the tree that the program made before these. */
export function earlierEndpoints(construct: IConstruct): VpcEndpointsDocument['earlier'] {
  return earlierThan(construct, ENDPOINTS).map(({ maker, made }) => ({ ...made, path: maker.node.path }));
}

/** The ARNs of all buckets that a stack makes, as expressions. */
export function bucketArnsIn(stack: IConstruct): string[] {
  return madeIn(stack, BUCKETS).filter(({ maker }) => findStack(maker) === stack).map(({ made }) => made.arn);
}

interface Made<T> {
  readonly maker: IConstruct;
  readonly made: T;
}

function asNeighbour({ maker, made: { bucketName } }: Made<MadeBucket>): NeighbourDocument {
  return { path: maker.node.path, bucketName };
}

function earlierThan<T>(construct: IConstruct, announced: WeakMap<IConstruct, T>): Made<T>[] {
  const all = madeIn(construct.node.root, announced);
  return all.slice(0, all.findIndex(({ maker }) => maker === construct));
}

function madeIn<T>(construct: IConstruct, announced: WeakMap<IConstruct, T>): Made<T>[] {
  // charts hold thousands of objects, and every one of them asks all validators again
  const below = Chart.isChart(construct) ? [] : construct.node.children.flatMap((child) => madeIn(child, announced));
  const made = announced.get(construct);
  return made === undefined ? below : [{ maker: construct, made }, ...below];
}
