import { IConstruct } from 'constructs';
import { CollectorDocument } from './configuration';
import { TreeList } from '../validation';

/** A collector, as others of its tree see it. */
export interface CollectorOfTree {
  /** The path of its construct. */
  readonly path: string;
  /** Its configuration, as far as the program has said it when somebody asks. */
  readonly document: () => CollectorDocument;
}

const COLLECTORS = new TreeList<CollectorOfTree & { readonly scope: IConstruct }>();

/** Makes a collector known to the others of its tree. */
export function registerCollector(scope: IConstruct, document: () => CollectorDocument): void {
  COLLECTORS.add(scope, { scope, path: scope.node.path, document });
}

/** The collectors of a tree besides one. */
export function otherCollectors(scope: IConstruct): CollectorOfTree[] {
  return COLLECTORS.of(scope).filter((other) => other.scope !== scope);
}
