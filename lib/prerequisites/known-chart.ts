import { HardenedValue, chartValues } from './hardened-value';
import type { HelmReleaseOptions, HelmReleaseProps } from './helm-release';
import { mergeValues } from './merge-values';

/** How a chart is installed that this library knows. */
export interface KnownChartProps extends HelmReleaseOptions {
  /**
   * The version of the chart, exactly. A range fails. The values of this library are tested with the default.
   *
   * @default - the version that this library is tested with
   */
  readonly version?: string;

  /**
   * Where the chart is published: a mirror, for example. Neither `https://` nor `oci://`, or a password in it, fails.
   *
   * @default - where its project publishes it
   */
  readonly repository?: string;

  /**
   * The namespace of the release. A name that Kubernetes refuses fails.
   *
   * @default - the one that the documentation of its project uses
   */
  readonly namespace?: string;
}

/** A chart as this library installs it. */
interface KnownChart {
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
