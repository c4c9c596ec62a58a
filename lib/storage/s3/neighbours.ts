import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NeighbourDocument } from './bucket-invariants';
import { EndpointsOfVpc, VpcEndpointsDocument } from './vpc-endpoint-invariants';
import { findStack } from '../../terraform/stack-document';

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
  return earlierThan(construct, BUCKETS).map(({ path, bucketName }) => ({ path, bucketName }));
}

/** The buckets of the tree, but for the one of this construct. */
export function otherBuckets(construct: IConstruct): NeighbourDocument[] {
  const others = makersIn(construct.node.root, BUCKETS).filter((maker) => maker !== construct);
  return others.map((maker) => ({ path: maker.node.path, bucketName: (BUCKETS.get(maker) as MadeBucket).bucketName }));
}

/** The endpoints of the tree that the program made before these. */
export function earlierEndpoints(construct: IConstruct): VpcEndpointsDocument['earlier'] {
  return earlierThan(construct, ENDPOINTS);
}

/** The ARNs of all buckets that a stack makes, as expressions. */
export function bucketArnsIn(stack: IConstruct): string[] {
  return makersIn(stack, BUCKETS).filter((maker) => findStack(maker) === stack).map((maker) => (BUCKETS.get(maker) as MadeBucket).arn);
}

function earlierThan<T>(construct: IConstruct, made: WeakMap<IConstruct, T>): (T & { readonly path: string })[] {
  const makers = makersIn(construct.node.root, made);
  return makers.slice(0, makers.indexOf(construct)).map((maker) => ({ ...made.get(maker) as T, path: maker.node.path }));
}

function makersIn(construct: IConstruct, made: WeakMap<IConstruct, unknown>): IConstruct[] {
  // charts hold thousands of objects, and every one of them asks all validators again
  const below = Chart.isChart(construct) ? [] : construct.node.children.flatMap((child) => makersIn(child, made));
  return made.has(construct) ? [construct, ...below] : below;
}
