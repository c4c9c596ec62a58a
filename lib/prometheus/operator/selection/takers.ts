import { IConstruct } from 'constructs';
import { manifestOf, MonitoringKind, MonitoringManifest, objectsOfKind } from './monitoring-kinds';
import { TreeList } from '../../../validation';

/** Resources of the operator that take monitors, and those that take rules: all of them name their selectors alike. */
const OF_MONITORS = ['Prometheus', 'PrometheusAgent'];
const OF_RULES = ['Prometheus', 'ThanosRuler'];

/** Who takes objects of the operator without being one. */
const OTHERS = new TreeList<() => MonitoringManifest>();

/**
 * Makes known who takes monitors in the place of a Prometheus.
 *
 * @param taker its name and namespace, and selectors as they would stand in a Prometheus (`serviceMonitorSelector`)
 */
export function registerTaker(scope: IConstruct, taker: () => MonitoringManifest): void {
  OTHERS.add(scope, taker);
}

/** Who may take objects of a kind, as they are written. */
export function takersOf(root: IConstruct, kind: MonitoringKind): MonitoringManifest[] {
  const isRule = kind === 'PrometheusRule';
  return [
    ...(isRule ? OF_RULES : OF_MONITORS).flatMap((taker) => objectsOfKind(root, taker)).map(manifestOf),
    ...isRule ? [] : OTHERS.of(root).map((taker) => taker()),
  ];
}
