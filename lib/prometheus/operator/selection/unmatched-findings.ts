import { LabelSelector, selectorText } from './label-selector';
import { MONITORING_KINDS, MonitoringKind, MonitoringManifest } from './monitoring-kinds';
import { literal, takingOf } from './taking';
import { Finding } from '../../../validation';

/** Everything of one kind in a program, and who might take it. */
export interface MonitoringObjects {
  readonly kind: MonitoringKind;
  readonly objects: readonly MonitoringManifest[];
  readonly takers: readonly MonitoringManifest[];
}

/**
 * Judges a selector by labels that matches nothing of the program, although there is something of its kind.
 *
 * An object that nobody takes says so itself: one mistake is one problem.
 */
export function unmatchedFindings(prometheus: MonitoringManifest, { kind, objects, takers }: MonitoringObjects): Finding[] {
  const { selector: name, option } = MONITORING_KINDS[kind];
  const selector = prometheus.spec?.[`${name}Selector`] as LabelSelector;
  const isLeftBy = (each: MonitoringManifest, object: MonitoringManifest) => takingOf(each, kind, object).verdict === 'left';
  const hasTaker = (object: MonitoringManifest) => takers.some((each) => !isLeftBy(each, object));
  return objects.length === 0 || !objects.every((object) => hasTaker(object) && isLeftBy(prometheus, object)) ? [] : [{
    what: `${option} takes those with ${selectorText(selector)}, and no ${kind} of this program`,
    why: `${objects.length === 1 ? `the ${kind} that is there is` : `the ${objects.length} that are there are`} taken by others only`,
    fix: `${option}: ObjectSelector.ofOthers(${literal(selector.matchLabels ?? {})}) when other programs write them, or this Prometheus as the option prometheus of those it is to take`,
  }];
}
