import { IConstruct } from 'constructs';
import { CollectorDocument } from './configuration';

/** A collector, as others of its tree see it. */
export interface CollectorOfTree {
  /** The path of its construct. */
  readonly path: string;
  /** Its configuration, as far as the program has said it when somebody asks. */
  readonly document: () => CollectorDocument;
}

/** The collectors of each tree, in the order of the program. */
const COLLECTORS = new WeakMap<IConstruct, (CollectorOfTree & { readonly scope: IConstruct })[]>();

/** Makes a collector known to the others of its tree. */
export function registerCollector(scope: IConstruct, document: () => CollectorDocument): void {
  const { root, path } = scope.node;
  COLLECTORS.set(root, [...COLLECTORS.get(root) ?? [], { scope, path, document }]);
}

/** The collectors of a tree besides one. */
export function otherCollectors(scope: IConstruct): CollectorOfTree[] {
  return (COLLECTORS.get(scope.node.root) ?? []).filter((other) => other.scope !== scope);
}
