import { MonitoringKind, MonitoringManifest, placeOf } from './monitoring-kinds';
import { takerFindings } from './taker-findings';
import { takingOf } from './taking';
import { Finding } from '../../../validation';

/**
 * Judges whether an object is taken, and whether who takes it can do with it what it says.
 *
 * Without anybody in the program who takes objects of the kind nothing is known. Where labels of namespaces decide that no program knows, nothing is claimed.
 */
export function selectionFindings(kind: MonitoringKind, object: MonitoringManifest, takers: readonly MonitoringManifest[]): Finding[] {
  const takings = takers.map((taker) => ({ taker, taking: takingOf(taker, kind, object) }));
  const refusals = takings.flatMap(({ taker, taking }) => (taking.verdict === 'left' ? [{ taker, ...taking }] : []));
  if (refusals.length < takings.length) {
    return takerFindings(object, takings.filter(({ taking: { verdict } }) => verdict !== 'left').map(({ taker }) => taker));
  }
  return refusals.length === 0 ? [] : [{
    what: `nobody takes it: ${refusals.map(({ taker, takes }) => `'${placeOf(taker)}' takes ${takes}`).join(', ')}`,
    why: `the operator says nothing of it: ${kind === 'PrometheusRule' ? 'no rule of it would be evaluated' : 'nothing would be scraped'}`,
    fix: refusals[0]!.fix,
  }];
}
