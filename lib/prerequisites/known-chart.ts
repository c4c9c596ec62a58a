import { HardenedValue, chartValues } from './hardened-value';
import { HelmReleaseProps, KnownChartProps } from './helm-release-options';
import { mergeValues } from './merge-values';

/** A chart as this library installs it. */
export interface KnownChart {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly namespace: string;
  readonly values: readonly HardenedValue[];
}

/** A known chart with the wishes of its user. */
export function knownChart(known: KnownChart, props: KnownChartProps): HelmReleaseProps {
  return {
    ...props,
    chart: known.chart,
    repository: props.repository ?? known.repository,
    version: props.version ?? known.version,
    namespace: props.namespace ?? known.namespace,
    values: mergeValues(chartValues(known.values), props.values ?? {}),
  };
}
