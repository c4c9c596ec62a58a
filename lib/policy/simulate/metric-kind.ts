/** What the values of a metric are. */
export enum MetricKind {
  /** Only grows, but for restarts. */
  COUNTER = 'counter',
  /** Goes up and down. */
  GAUGE = 'gauge',
  /** Counts by buckets, with a sum and a count. */
  HISTOGRAM = 'histogram',
  /** Quantiles, with a sum and a count. */
  SUMMARY = 'summary',
  /** The page does not say. */
  UNKNOWN = 'unknown',
}

const { COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNKNOWN } = MetricKind;

/** Endings of the names of series, and the kinds that have them. */
const ENDINGS: readonly { readonly ending: string; readonly of: readonly MetricKind[]; readonly kind?: MetricKind }[] = [
  { ending: '_bucket', of: [HISTOGRAM] },
  { ending: '_sum', of: [HISTOGRAM, SUMMARY] },
  { ending: '_count', of: [HISTOGRAM, SUMMARY] },
  { ending: '_total', of: [COUNTER] },
  { ending: '_info', of: [GAUGE] },
  // a time, which nobody may add up
  { ending: '_created', of: [COUNTER, HISTOGRAM, SUMMARY], kind: GAUGE },
];

/** What targets say that their metrics are. */
export class KindTable {
  private readonly kinds = new Map<string, MetricKind>();

  /** Takes what one target says. Where targets disagree nothing is known. */
  public say(family: string, kind: MetricKind): void {
    const known = this.kinds.get(family);
    this.kinds.set(family, known === undefined || known === kind ? kind : UNKNOWN);
  }

  /** What a series is, by its name. */
  public kindOf(series: string): MetricKind {
    const said = this.kinds.get(series);
    if (said !== undefined) {
      return said;
    }
    for (const { ending, of, kind } of ENDINGS) {
      const family = series.endsWith(ending) ? this.kinds.get(series.slice(0, -ending.length)) : undefined;
      if (family !== undefined && of.includes(family)) {
        return kind ?? family;
      }
    }
    return UNKNOWN;
  }
}
