/** A span of which nobody knows more than its ends, and what is usual. */
export interface FigureBand {
  /** The least. */
  readonly low: number;
  /** What is usual. */
  readonly typical: number;
  /** The most. */
  readonly high: number;
}

const KIBIBYTE = 1024;

/**
 * Bytes of memory that one series takes in the head of Prometheus. Low: what Robust Perception measured with 2.20; typical and high: what
 * Cardinality Cloud reckons with (7.5 KiB, 7 to 9 to be safe). Prometheus itself publishes none.
 *
 * @see https://www.robustperception.io/how-much-ram-does-prometheus-2-x-need-for-cardinality-and-ingestion/
 */
export const HEAD_BYTES_PER_SERIES: FigureBand = { low: 3 * KIBIBYTE, typical: 7.5 * KIBIBYTE, high: 9 * KIBIBYTE };

/**
 * Bytes of a block that one sample takes. The documentation of Prometheus says one to two.
 *
 * @see https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
 */
export const STORED_BYTES_PER_SAMPLE: FigureBand = { low: 1, typical: 1.5, high: 2 };

export const SECONDS_PER_DAY = 86_400;

/** What the classic audit finds too much. */
export const TOO_MANY = { seriesOfMetric: 10_000, seriesInAll: 500_000, valuesOfLabel: 100 } as const;
