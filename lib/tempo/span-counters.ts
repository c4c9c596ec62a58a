import { IConstruct } from 'constructs';
import { TreeList } from '../validation';
import { Destination } from '../wiring';

/** A Tempo that counts the spans that it gets, as requests, errors and durations. */
export interface SpanCounter {
  /** The path of its construct. */
  readonly path: string;
  /** Whether a destination is one of its endpoints. */
  readonly takes: (destination: Destination) => boolean;
}

const COUNTERS = new TreeList<SpanCounter>();

/** Makes a Tempo that counts spans known to those of its tree who decide which spans get there. */
export function registerSpanCounter(scope: IConstruct, takes: SpanCounter['takes']): void {
  COUNTERS.add(scope, { path: scope.node.path, takes });
}

/** The Tempos of a tree that count the spans of a destination. */
export function spanCountersBehind(scope: IConstruct, destination: Destination): readonly SpanCounter[] {
  return COUNTERS.of(scope).filter(({ takes }) => takes(destination));
}
