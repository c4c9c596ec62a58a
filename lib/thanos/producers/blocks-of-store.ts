import { IConstruct } from 'constructs';
import { Producer } from './producer';
import type { RelabelConfig } from '../../policy/relabel/relabel-config';
import type { IObjectStore } from '../../storage';

/** A compactor, and whose blocks it takes. */
export interface CompactorShard {
  readonly name: string;
  readonly replicas: number;
  readonly selector: readonly RelabelConfig[];
}

/** Who works on the blocks of one store. */
interface BlockWorkers {
  readonly producers: Producer[];
  readonly compactors: CompactorShard[];
}

/** The workers of each store in each tree, in the order of the program. */
const WORKERS = new WeakMap<IConstruct, Map<string, BlockWorkers>>();

/** Makes known who writes blocks into a store: whoever reads and compacts them has to know all of them, whatever the order of the program. */
export function registerProducer(scope: IConstruct, store: IObjectStore, producer: Producer): void {
  workersOf(scope, store).producers.push(producer);
}

/** Makes known who compacts the blocks of a store. */
export function registerCompactor(scope: IConstruct, store: IObjectStore, compactor: CompactorShard): void {
  workersOf(scope, store).compactors.push(compactor);
}

/** Who writes blocks into a store. */
export function producersOf(scope: IConstruct, store: IObjectStore): readonly Producer[] {
  return workersOf(scope, store).producers;
}

/** Who compacts the blocks of a store. */
export function compactorsOf(scope: IConstruct, store: IObjectStore): readonly CompactorShard[] {
  return workersOf(scope, store).compactors;
}

function workersOf({ node: { root } }: IConstruct, { location }: IObjectStore): BlockWorkers {
  const ofTree = WORKERS.get(root) ?? new Map<string, BlockWorkers>();
  WORKERS.set(root, ofTree);
  // the same place by two values is one store
  const place = JSON.stringify(location._place());
  const workers = ofTree.get(place) ?? { producers: [], compactors: [] };
  ofTree.set(place, workers);
  return workers;
}
