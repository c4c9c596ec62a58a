/** Metrics as OTLP carries them in JSON, as far as the judges need it, and the series that they are in Prometheus. */
import { goNumber } from '../../../lib/policy/cardinality/bucket-bounds';

export interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string };
}

export interface DataPoint {
  readonly attributes?: readonly Attribute[];
  readonly timeUnixNano: string;
  readonly startTimeUnixNano?: string;
  readonly asDouble?: number;
  readonly asInt?: string;
  readonly count?: string;
  readonly sum?: number;
  readonly explicitBounds?: readonly number[];
  readonly bucketCounts?: readonly string[];
  readonly quantileValues?: readonly { readonly quantile?: number; readonly value?: number }[];
  readonly scale?: number;
  readonly zeroCount?: string;
  readonly positive?: { readonly offset?: number; readonly bucketCounts?: readonly string[] };
}

export interface Points {
  readonly dataPoints?: readonly DataPoint[];
}

export interface Metric {
  readonly name: string;
  readonly unit?: string;
  readonly gauge?: Points;
  readonly sum?: Points & { readonly aggregationTemporality: number; readonly isMonotonic?: boolean };
  readonly histogram?: Points & { readonly aggregationTemporality: number };
  readonly exponentialHistogram?: Points & { readonly aggregationTemporality: number };
  readonly summary?: Points;
}

export interface ResourceMetrics {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[];
}

/** How values of one metric become one. */
export type MetricKind = 'counter' | 'histogram' | 'summary' | 'gauge';

export interface SampleOf {
  readonly kind: MetricKind;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export function attributeText({ stringValue, intValue }: Attribute['value']): string {
  return stringValue ?? intValue ?? '';
}

export function kindOf({ sum, histogram, exponentialHistogram, summary }: Metric): MetricKind {
  if (sum) {
    return sum.isMonotonic ? 'counter' : 'gauge';
  }
  return histogram || exponentialHistogram ? 'histogram' : summary ? 'summary' : 'gauge';
}

/** The samples of a metric in Prometheus: a histogram and a summary are several series. */
export function samplesOf(metric: Metric, resource: Readonly<Record<string, string>>): SampleOf[] {
  const points = (metric.gauge ?? metric.sum ?? metric.histogram ?? metric.exponentialHistogram ?? metric.summary)?.dataPoints ?? [];
  const kind = kindOf(metric);
  return points.flatMap((point) => {
    const attributes = Object.fromEntries((point.attributes ?? []).map(({ key, value }) => [key, attributeText(value)]));
    const sample = (end: string, value: number, more: Record<string, string> = {}): SampleOf =>
      ({ kind, labels: { ...resource, ...attributes, ...more, __name__: `${metric.name}${end}` }, value });
    if (metric.exponentialHistogram) {
      // one series in Prometheus, whose value has parts: told apart by a label that no policy takes
      return [sample('', Number(point.count ?? 0), { le: 'count' }), sample('', point.sum ?? 0, { le: 'sum' })];
    }
    if (metric.histogram) {
      const counts = (point.bucketCounts ?? []).map(Number);
      return [
        ...counts.map((_, index) => sample('_bucket', counts.slice(0, index + 1).reduce((all, count) => all + count, 0), { le: boundText(point.explicitBounds?.[index]) })),
        sample('_count', Number(point.count ?? 0)),
        sample('_sum', point.sum ?? 0),
      ];
    }
    if (metric.summary) {
      return [
        ...(point.quantileValues ?? []).map(({ quantile = 0, value = 0 }) => sample('', value, { quantile: boundText(quantile) })),
        sample('_count', Number(point.count ?? 0)),
        sample('_sum', point.sum ?? 0),
      ];
    }
    return [sample('', point.asDouble ?? Number(point.asInt ?? 0))];
  });
}

/** As Prometheus writes it anew when it scrapes. */
function boundText(bound: number | undefined): string {
  const text = bound === undefined ? '+Inf' : goNumber(bound);
  return bound === undefined || /[.e]/.test(text) ? text : `${text}.0`;
}
