import { IConstruct } from 'constructs';
import { Producer } from './producer';
import type { IObjectStore } from '../../storage';

interface Registered {
  readonly store: IObjectStore;
  readonly producer: Producer;
}

/** Who writes blocks in each tree, in the order of the program. */
const PRODUCERS = new WeakMap<IConstruct, Registered[]>();

/** Makes known who writes blocks into a store: whoever reads and compacts them has to know all of them, whatever the order of the program. */
export function registerProducer(scope: IConstruct, store: IObjectStore, producer: Producer): void {
  const { root } = scope.node;
  PRODUCERS.set(root, [...PRODUCERS.get(root) ?? [], { store, producer }]);
}

/** Who writes blocks into a store. */
export function producersOf(scope: IConstruct, store: IObjectStore): Producer[] {
  return (PRODUCERS.get(scope.node.root) ?? []).filter((registered) => registered.store === store).map(({ producer }) => producer);
}
