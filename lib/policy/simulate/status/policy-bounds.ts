import { TsdbStatus } from './tsdb-status';
import { dropsOf, isAbout } from '../../cardinality/metric-drops';
import { PolicyStep } from '../../cardinality/policy-plan';
import type { BoundFigures } from '../cardinality-bounds';

/** A number of series of which only this is known. */
interface SeriesBounds {
  readonly atLeast: number;
  readonly atMost: number;
}

/** What steps leave of each metric that a status names, and of all others together. */
export function policyBounds(status: TsdbStatus, steps: readonly PolicyStep[]): BoundFigures[] {
  const named = [...status.metrics].map(([metric, before]): BoundFigures => ({ metric, before, ...boundsOf(metric, before, steps) }));
  const rest = boundsOfRest(status, steps);
  return [...named.sort((one, other) => other.before - one.before), ...rest.atMost > 0 ? [{ before: rest.atMost, ...rest }] : []];
}

/** What steps leave of the series of one metric, of which nothing but their number is known. */
function boundsOf(metric: string, series: number, steps: readonly PolicyStep[]): SeriesBounds {
  return steps.reduce<SeriesBounds>(({ atLeast, atMost }, step) => {
    switch (effect(metric, step)) {
      case 'all': return { atLeast: 0, atMost: 0 };
      case 'some': return { atLeast: 0, atMost };
      case 'merges': return { atLeast: Math.min(1, atLeast), atMost };
      case 'none': return { atLeast, atMost };
    }
  }, { atLeast: series, atMost: series });
}

/** What steps leave of the series of metrics that the status does not name. */
function boundsOfRest({ series, metrics }: TsdbStatus, steps: readonly PolicyStep[]): SeriesBounds {
  const rest = Math.max(0, series - [...metrics.values()].reduce((sum, count) => sum + count, 0));
  const drops = steps.some(({ kind }) => kind !== 'changeLabels');
  return { atLeast: drops ? 0 : steps.length > 0 ? Math.min(1, rest) : rest, atMost: rest };
}

/** What a step takes of a metric: all series, some perhaps, or the labels that tell them apart. */
function effect(metric: string, step: PolicyStep): 'all' | 'some' | 'merges' | 'none' {
  return step.kind !== 'changeLabels' ? dropsOf(step, metric) : isAbout(step.selection, metric) ? 'merges' : 'none';
}
