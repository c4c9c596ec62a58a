import { READ_AGAIN, refuse } from '../reading/place';

/** What Prometheus says about its head: how many series there are, and the metrics that have most. */
export interface TsdbStatus {
  readonly series: number;
  readonly metrics: ReadonlyMap<string, number>;
}

/**
 * The answer of `/api/v1/status/tsdb`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-stats
 */
export function readTsdbStatus(source: string, text: string): TsdbStatus {
  const data = record(record(parse(source, text))?.data);
  const series = count(record(data?.headStats)?.numSeries);
  const list = data?.seriesCountByMetricName;
  if (series === undefined || !Array.isArray(list)) {
    return refuse({ source, line: 1, column: 1 }, 'there is no number of series', 'the answer of /api/v1/status/tsdb', 'it is no answer of Prometheus');
  }
  const metrics = list.map((entry: unknown): readonly [string, number] => {
    const { name, value } = record(entry) ?? {};
    const number = count(value);
    return typeof name === 'string' && number !== undefined
      ? [name, number]
      : refuse({ source, line: 1, column: 1 }, 'seriesCountByMetricName has an entry that is no metric with a number', READ_AGAIN, 'it is no answer of Prometheus');
  });
  return { series, metrics: new Map(metrics) };
}

function parse(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse({ source, line: 1, column: 1 }, `the answer is no JSON: ${(error as Error).message}`, READ_AGAIN, 'it is no answer of Prometheus');
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
}

/** A number of series; Prometheus writes some of them as text. */
function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
