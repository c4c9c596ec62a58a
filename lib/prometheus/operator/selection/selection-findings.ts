import { MonitoringKind, MonitoringManifest, placeOf } from './monitoring-kinds';
import { takerFindings } from './taker-findings';
import { takingOf } from './taking';
import { Finding } from '../../../validation';

/**
 * Judges whether an object is taken, and whether who takes it can do with it what it says.
 *
 * Without Prometheuses in the program nothing is known. Where labels of namespaces decide that no program knows, nothing is claimed.
 */
export function selectionFindings(kind: MonitoringKind, object: MonitoringManifest, prometheuses: readonly MonitoringManifest[]): Finding[] {
  const takings = prometheuses.map((prometheus) => ({ prometheus, taking: takingOf(prometheus, kind, object) }));
  const refusals = takings.flatMap(({ prometheus, taking }) => (taking.verdict === 'left' ? [{ prometheus, ...taking }] : []));
  if (refusals.length < takings.length) {
    return takerFindings(object, takings.filter(({ taking: { verdict } }) => verdict !== 'left').map(({ prometheus }) => prometheus));
  }
  return refusals.length === 0 ? [] : [{
    what: `no Prometheus takes it: ${refusals.map(({ prometheus, takes }) => `'${placeOf(prometheus)}' takes ${takes}`).join(', ')}`,
    why: `the operator says nothing of it: ${kind === 'PrometheusRule' ? 'no rule of it would be evaluated' : 'nothing would be scraped'}`,
    fix: refusals[0]!.fix,
  }];
}
