import { IConstruct } from 'constructs';
import { MonitoringManifest } from './monitoring-kinds';

/** Who takes objects of the operator and is no Prometheus of it, of each tree. */
const TAKERS = new WeakMap<IConstruct, (() => MonitoringManifest)[]>();

/** Makes known that somebody takes objects too, in the words of a Prometheus that has the same selectors. */
export function registerTaker(root: IConstruct, taker: () => MonitoringManifest): void {
  TAKERS.set(root, [...TAKERS.get(root) ?? [], taker]);
}

/** Those who take objects without being a Prometheus. */
export function takersOf(root: IConstruct): MonitoringManifest[] {
  return (TAKERS.get(root) ?? []).map((taker) => taker());
}
